/**
 * Keys in the headers of a log, and prompts that are to stay out, appear in nothing that is written. Longer than 250
 * lines: a case for each thing that is written.
 */
import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { COMMANDS } from '../../src/cli/commands.ts';
import { runProgram } from '../../src/cli/program.ts';
import { TestTerminal } from '../harness/terminal/test-terminal.ts';
import { audit } from '../../src/engine/pipeline/audit.ts';
import { SAMPLE } from '../../src/demo/sample.ts';
import { saveScan } from '../../src/extension/scan/saved-scan.ts';
import { demoLog } from '../fixtures/demo-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'prompt-audit-secrets-'));
const state = join(folder, 'state');
/** Where a system keeps caches; both are set for the time of the tests. */
const PLACES = ['XDG_CACHE_HOME', 'LOCALAPPDATA'] as const;
const known = PLACES.map((name) => process.env[name]);

before(() => {
  mkdirSync(state);
  for (const name of PLACES) process.env[name] = state;
});
after(() => {
  PLACES.forEach((name, n) => {
    if (known[n] === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = known[n];
  });
  rmSync(folder, { recursive: true, force: true });
});

/** No prefix gives it away, as with the keys of many gateways. */
const planted = (n: number): string => `PLANTED${'0123456789abcdef'.repeat(2)}${n}`;

const HEADERS: Readonly<Record<string, string>> = {
  authorization: `Bearer ${planted(1)}`,
  Authorization: `Bearer sk-${planted(2)}`,
  'x-api-key': planted(3),
  'api-key': planted(4),
  'X-Goog-Api-Key': planted(5),
  Cookie: `session=${planted(6)}`,
  'Proxy-Authorization': `Basic ${planted(7)}`,
  'x-amz-security-token': planted(8),
  'ocp-apim-subscription-key': planted(9),
};
const SENT = { model: 'm', max_tokens: 9, messages: [{ role: 'user', content: 'What is the capital of France?' }] };
const ANSWER = {
  id: 'x',
  type: 'message',
  role: 'assistant',
  content: [{ type: 'text', text: 'Paris' }],
  usage: { output_tokens: 1 },
};
const URL_WITH_KEY = `https://api.example.com/v1/messages?key=${planted(10)}`;
const list = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers).map(([name, value]) => ({ name, value }));
const ANSWERED = { 'set-cookie': `id=${planted(11)}`, date: 'Wed, 05 Mar 2025 00:00:11 GMT' };

function headersOf(name: string): Record<string, string> {
  return { [name]: HEADERS[name]!, 'user-agent': `test/1.0 (key sk-${planted(13)})` };
}

const LOGS: Readonly<Record<string, () => string>> = {
  'browser.har': () =>
    JSON.stringify({
      log: {
        entries: Object.keys(HEADERS).map((name) => ({
          startedDateTime: '2025-03-05T00:00:10Z',
          time: 5,
          request: {
            method: 'POST',
            url: URL_WITH_KEY,
            headers: list(headersOf(name)),
            cookies: [{ name: 'c', value: planted(12) }],
            postData: { text: JSON.stringify(SENT) },
          },
          response: { status: 200, headers: list(ANSWERED), content: { text: JSON.stringify(ANSWER) } },
        })),
      },
    }),
  'cassette.json': () =>
    JSON.stringify({
      interactions: Object.keys(HEADERS).map((name) => ({
        request: {
          method: 'POST',
          uri: URL_WITH_KEY,
          headers: Object.fromEntries(list(headersOf(name)).map((h) => [h.name, [h.value]])),
          body: JSON.stringify(SENT),
        },
        response: { status: { code: 200 }, headers: ANSWERED, body: { string: JSON.stringify(ANSWER) } },
      })),
    }),
  'home-made.jsonl': () =>
    Object.keys(HEADERS)
      .map((name) =>
        JSON.stringify({
          ts: 1741132810,
          url: URL_WITH_KEY,
          request: { url: URL_WITH_KEY, headers: headersOf(name), body: SENT },
          response: { headers: ANSWERED, body: ANSWER },
        }),
      )
      .join('\n'),
  'fields.jsonl': () =>
    Object.keys(HEADERS)
      .map((name) =>
        JSON.stringify({
          ts: 1741132810,
          headers: headersOf(name),
          request: SENT,
          response: ANSWER,
          authorization: HEADERS['authorization'],
          client_ip: `http://proxy:${planted(14)}@10.0.0.1`,
        }),
      )
      .join('\n'),
  // With a campaign, whose members share their program and their address.
  'gateway.jsonl': () =>
    demoLog(SAMPLE)
      .lines.map((line) => {
        const row = JSON.parse(line) as { metadata: object; requester_ip_address: unknown };
        const sender = { requester_ip_address: `http://proxy:${planted(14)}@10.0.0.1` };
        return JSON.stringify({
          ...row,
          ...sender,
          metadata: { ...row.metadata, ...sender, user_agent: `tool/1.0 (key sk-${planted(13)})` },
        });
      })
      .join('\n'),
  'calls.json': () =>
    JSON.stringify(
      Object.keys(HEADERS).map((name) => ({
        scope: 'https://api.example.com:443',
        method: 'POST',
        path: `/v1/messages?key=${planted(10)}`,
        body: SENT,
        status: 200,
        response: ANSWER,
        reqheaders: headersOf(name),
        rawHeaders: Object.entries(ANSWERED).flat(),
      })),
    ),
};

async function run(...args: string[]): Promise<string> {
  const terminal = new TestTerminal();
  await runProgram(args, COMMANDS, terminal);
  return terminal.out.text + terminal.err.text;
}

/** Everything that was written below a folder, in one text. */
function written(below: string): string {
  return readdirSync(below, { recursive: true, encoding: 'utf8' })
    .map((name) => join(below, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => `${path}\n${readFileSync(path, 'latin1')}`)
    .join('\n');
}

for (const [name, text] of Object.entries(LOGS)) {
  test(`no output on ${name} holds a key of its headers, its cookies or its addresses`, async () => {
    const log = join(folder, name);
    const out = join(folder, `out-${name}`);
    mkdirSync(out);
    writeFileSync(log, text());
    assert.ok(text().includes('PLANTED'));
    const report = join(out, 'report.json');
    const printed = [
      await run(
        'scan',
        log,
        '--workers',
        '1',
        '--incremental',
        '--output',
        report,
        '--records',
        join(out, 'records.csv'),
      ),
      await run('scan', log, '--workers', '1'),
      await run('inspect', log),
      await run('inspect', log, '--json'),
      await run('convert', log, '--output', join(out, 'canonical.jsonl')),
      await run('baseline', 'build', log, '--output', join(out, 'baseline.json')),
    ];
    for (const format of ['md', 'html', 'sarif', 'stix', 'csv', 'json'])
      printed.push(await run('export', report, '--format', format, '--prompts', 'full'));
    const result = await audit([log], { workers: 0 });
    await saveScan(join(out, 'storage'), { ...result, title: name, stamps: [] });
    const all = `${printed.join('\n')}\n${written(out)}\n${written(state)}`;
    assert.ok(result.report.population.requests >= 9, 'the log is read');
    const at = all.indexOf('PLANTED');
    assert.ok(at < 0, all.slice(Math.max(0, at - 300), at + 100));
  });
}

test('accounts of one key are one account, whatever shape the key has', async () => {
  const { report } = await audit([join(folder, 'browser.har')], { workers: 0 });
  const names = report.accounts.map(({ account }) => account);
  assert.ok(names.every((account) => !account.includes('PLANTED')));
  assert.ok(names.filter((account) => account.startsWith('key-')).length >= 5, names.join());
});

test('no word of a prompt is in a report, an export or a file for later, with prompts kept out', async () => {
  const words = ['zanzibar', 'quokka', 'marzipan'];
  const { lines } = demoLog(SAMPLE);
  const log = join(folder, 'prompts.jsonl');
  // Words in the fixed text of every prompt, and others in what varies.
  writeFileSync(
    log,
    lines
      .map((line, n) => {
        const row = JSON.parse(line) as { messages: { content: unknown }[] };
        for (const message of row.messages)
          if (typeof message.content === 'string') message.content += `\nZanzibar quokka. Marzipan${n} ${n}`;
        return `${JSON.stringify(row)}\n`;
      })
      .join(''),
  );
  const out = join(folder, 'without');
  mkdirSync(out);
  const report = join(out, 'report.json');
  const printed = [
    await run(
      'scan',
      log,
      '--workers',
      '1',
      '--no-text',
      '--incremental',
      '--output',
      report,
      '--records',
      join(out, 'records.csv'),
    ),
    await run('scan', log, '--workers', '1', '--no-text'),
    await run('inspect', log, '--no-text'),
    await run('inspect', log, '--no-text', '--json'),
    await run('convert', log, '--no-text', '--output', join(out, 'canonical.jsonl')),
    await run('baseline', 'build', log, '--output', join(out, 'baseline.json')),
  ];
  for (const format of ['md', 'html', 'sarif', 'stix', 'csv', 'json'])
    for (const prompts of ['none', 'hashed'])
      printed.push(await run('export', report, '--format', format, '--prompts', prompts));
  const result = await audit([log], { workers: 0, prompts: false });
  await saveScan(join(out, 'storage'), { ...result, title: 'log', stamps: [] });
  assert.ok(result.report.campaigns.length > 0);
  const all = `${printed.join('\n')}\n${written(out)}\n${written(state)}`.toLowerCase();
  for (const word of words) {
    const at = all.indexOf(word);
    assert.ok(at < 0, `${word}: ${all.slice(Math.max(0, at - 300), at + 100)}`);
  }
  const whole = await audit([log], { workers: 0 });
  assert.ok(JSON.stringify(whole.report).toLowerCase().includes('zanzibar'), 'the words would be there otherwise');
});

test(
  'a file that scans keep for later can be read by its owner alone, and forgetting removes it',
  { skip: process.platform === 'win32' && 'Windows has no modes' },
  async () => {
    const kept = readdirSync(state, { recursive: true, encoding: 'utf8' }).map((name) => join(state, name));
    const files = kept.filter((path) => statSync(path).isFile());
    assert.ok(files.length > 0);
    for (const path of kept) {
      const { mode } = statSync(path);
      assert.equal(mode & 0o077, 0, `${path} has mode ${(mode & 0o777).toString(8)}`);
    }
    await run('cache', 'clear');
    assert.deepEqual(
      files.filter((path) => existsSync(path)),
      [],
    );
  },
);

test('no text of lines that cannot be read is in a report, in an export or on the terminal', async () => {
  const lines: Readonly<Record<string, string>> = {
    'text.log': 'zanzibar sk-live-zanzibar1234567890 quokka\nsecond zanzibar line\n',
    'values.jsonl': '{"odd": "zanzibar", "more": {"b": "zanzibar"}}\n'.repeat(40),
    'keys.jsonl': '{"user zanzibar": 1, "zanzibar@example.com": {"a": 1}, "k9zanzibar7": 2}\n'.repeat(40),
    'table.csv': 'zanzibar,quokka\n1,zanzibar\n',
    'cut.jsonl': '{"prompt": "zanzibar',
    'turns.jsonl': '{"mystery_in": "zanzibar asks", "mystery_out": "zanzibar answers", "who": "a"}\n'.repeat(60),
  };
  const out = join(folder, 'unread-text');
  mkdirSync(join(out, 'logs'), { recursive: true });
  for (const [name, text] of Object.entries(lines)) writeFileSync(join(out, 'logs', name), text);
  writeFileSync(join(out, 'logs/good.jsonl'), demoLog(SAMPLE).lines.slice(0, 50).join(''));
  const logs = join(out, 'logs');
  const report = join(out, 'report.json');
  const printed = [
    await run('scan', logs, '--workers', '1', '--no-text', '-o', report),
    await run('scan', logs, '--workers', '1', '--no-text'),
    await run('scan', logs, '--workers', '1', '-o', join(out, 'with-text.json')),
    await run('inspect', logs, '--no-text'),
    await run('inspect', logs, '--no-text', '--json'),
    await run('convert', logs, '--no-text', '-o', join(out, 'c.jsonl'), '--unread', join(out, 'u.jsonl')),
    await run('export', logs, '--format', 'json', '--prompts', 'none'),
    await run('export', logs, '--format', 'sarif', '--prompts', 'none'),
  ];
  for (const name of Object.keys(lines)) printed.push(await run('scan', join(logs, name), '--no-text'));
  for (const [number, text] of [
    ...printed,
    readFileSync(report, 'utf8'),
    readFileSync(join(out, 'u.jsonl'), 'utf8'),
  ].entries()) {
    const at = text.toLowerCase().indexOf('zanzibar');
    assert.ok(at < 0, `${number}: ${text.slice(Math.max(0, at - 300), at + 100)}`);
  }
});
