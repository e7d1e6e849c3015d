/**
 * Every command of the program that a page shows is run, in blocks of code and in sentences, in a folder that holds what the page's reader
 * has. Examples with their output are run by `scripts/doc-examples.ts`, the scripts of jobs by `test/scheduled-docs.test.ts`.
 * Longer than 250 lines: half of them make what readers have.
 */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { buildCommand } from './fixtures/built-cli.ts';
import { demoLog } from './fixtures/demo-log.ts';
import { scratchFolder } from './harness/folders.ts';

const ROOT = join(__dirname, '..');
const PAGES = [
  'README.md',
  'SECURITY.md',
  'CONTRIBUTING.md',
  'lab/README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.replaceAll('\\', '/')}`),
];

const folder = scratchFolder('prompt-audit-pages-');
const [bin, base] = [join(folder, 'bin'), join(folder, 'base')];

/** Commands that do nothing on their own, or stand for any: an argument in capitals, or one that may be left out. */
const PATTERN = /\s(?:[A-Z]{2,}(?:\.{3}|\||\b(?!=))|\[|\|)(?!.*'[^']*$)/;
/** Commands of other programs, and why they do not run in this test. */
const ELSEWHERE: readonly (readonly [RegExp, string])[] = [
  [/^npm install|^pip install/, 'asks a registry; `test/shipped.test.ts` installs the packed file'],
  [
    /^npm (?:run|test)|^npm pack|^npm audit/,
    'scripts of the repository: `test/command-examples.test.ts` looks them up',
  ],
  [/^node /, 'scripts of the repository; links are checked by `test/links.test.ts`'],
  [/^code /, 'needs the editor: `npm run test:electron` installs the packed file'],
  [/^docker /, 'needs a daemon'],
  [/^aws s3 sync /, 'asks Amazon'],
  [/^spark-submit /, 'needs Spark: `test/cluster/spark.test.ts` runs it where there is one'],
];

interface Block {
  page: string;
  commands: string[];
}

/** Blocks without outputs, and each command of a sentence by itself. */
function blocksOf(page: string): Block[] {
  const text = readFileSync(join(ROOT, page), 'utf8').replaceAll(/\\\n\s*/g, ' ');
  const blocks: Block[] = [];
  const prose = text.replaceAll(/^ *```(\w*)\n([^]*?)^ *```$/gm, (_, language: string, body: string) => {
    const lines = body.split('\n').flatMap((line) => line.trim().split(/ {2,}(?!\|)/)[0] || []);
    const isPlain = lines.every((line) =>
      /^(?:prompt-audit|npm|node|pip|code|docker|spark-submit|zcat|aws|head) /.test(line),
    );
    if (['', 'sh'].includes(language) && lines.length > 0 && isPlain) blocks.push({ page, commands: lines });
    return '';
  });
  // A sentence also names commands; one that has a file or folder is there to be typed.
  for (const [, command] of prose.matchAll(/`(prompt-audit [^`]*? [\w-]+[./][^`]*)`/g))
    blocks.push({ page, commands: [command!] });
  return blocks;
}

const isRun = (command: string): boolean =>
  !ELSEWHERE.some(([pattern]) => pattern.test(command)) &&
  / prompt-audit |^prompt-audit /.test(` ${command}`) &&
  !PATTERN.test(command.replaceAll(/'[^']*'|"[^"]*"/g, 'x').replaceAll(/ \| (?:prompt-audit|jq) /g, ' '));

before(async () => {
  const program = join(bin, 'prompt-audit');
  for (const place of [bin, base, join(base, 'logs')]) mkdirSync(place, { recursive: true });
  const executable = (name: string, script: string): void => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  executable('prompt-audit', `exec "${process.execPath}" "${await buildCommand(bin)}" "$@"`);
  // Stand for programs that reach the network, or need not be there.
  executable('curl', 'cat >> curled');
  executable('aws', 'cat requests.jsonl.gz');
  executable('jq', 'cat');
  cpSync(join(ROOT, 'media/rules'), join(bin, 'media/rules'), { recursive: true });
  assert.ok(existsSync(program));
  prepare();
});

const sh = (command: string, cwd: string) =>
  spawnSync('sh', ['-c', command], {
    cwd,
    encoding: 'utf8',
    input: '',
    env: {
      ...process.env,
      PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
      HOME: join(cwd, 'home'),
      NO_COLOR: '1',
      XDG_CACHE_HOME: join(cwd, 'home/.cache'),
    },
  });

/** What readers of the pages have: logs, reports, keys, rules, settings. */
function prepare(): void {
  const write = (name: string, content: string | Buffer): void => {
    mkdirSync(dirname(join(base, name)), { recursive: true });
    writeFileSync(join(base, name), content);
  };
  const made = (command: string): void => {
    const { status, stderr } = sh(command, base);
    assert.ok(status === 0 || status === 1, `${command}: ${stderr}`);
  };
  const log = demoLog({ seed: 1, requests: 1000 }).lines;
  const half = log.length >> 1;
  write('logs/gateway.jsonl', log.join(''));
  for (const name of ['requests.jsonl', 'demo.jsonl']) write(name, log.join(''));
  for (const name of ['requests.jsonl.gz', 'day-1.jsonl.gz', 'logs/monday.jsonl.gz'])
    write(name, gzipSync(log.slice(0, half).join('')));
  for (const name of ['day-1.jsonl', 'huge.jsonl', 'logs/october/a.jsonl']) write(name, log.slice(0, half).join(''));
  for (const name of [
    'logs/tuesday.jsonl',
    'logs/november/a.jsonl',
    'today/a.jsonl',
    'var-log/gateway.jsonl',
    'export/a.csv',
  ])
    write(name, log.slice(half).join(''));
  write(
    'odd.jsonl',
    [1, 2]
      .map(
        (n) =>
          `${JSON.stringify({ who: { acct: `a${n}` }, say: [{ by: 'user', text: `Hi ${n}` }], engine: 'm', when: 1767225600 + n })}\n`,
      )
      .join(''),
  );
  write('canaries.txt', 'a planted sentence that nobody else writes\n');
  write('secret', randomBytes(32));
  write('shared.key', `${randomBytes(32).toString('hex')}\n`);
  write('prompt-audit.yaml', 'inputs: [logs/gateway.jsonl]\n');
  for (const [secret, open] of [
    ['private.pem', 'public.pem'],
    ['their-private.pem', 'their-public.pem'],
  ]) {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    write(secret!, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    write(open!, publicKey.export({ type: 'spki', format: 'pem' }));
  }
  for (const place of ['home/.zfunc/x', 'home/.config/fish/completions/x']) write(place, '');
  for (const place of ['labelled', 'labelled/wharf', 'labelled/counter'])
    made(
      `mkdir -p ${place} && prompt-audit demo-log --requests 600 --output ${place}/demo.jsonl --truth ${place}/demo.truth.json -q`,
    );
  made(
    'prompt-audit demo-log --output full.jsonl -q && prompt-audit scan full.jsonl --output report.json -q && rm full.jsonl',
  );
  made('prompt-audit inspect odd.jsonl --limit 0 --write-mapping odd.json');
  // An account of the report gets the name that the pages use.
  const report = readFileSync(join(base, 'report.json'), 'utf8');
  const { campaigns } = JSON.parse(report) as { campaigns: { id: string; accounts: string[] }[] };
  // The one that scores highest is in the short logs, too.
  const { accounts } = campaigns.find(({ id }) => id === 'C1')!;
  write('report.json', report.replaceAll(JSON.stringify(accounts[0]), '"key-17"'));
  write('accounts.csv', `account,organisation\n${accounts[1]!},org-1\n`);
  for (const name of ['yesterday.json', 'today.json', 'november.report.json', 'october.report.json'])
    cpSync(join(base, 'report.json'), join(base, name));
  made('prompt-audit match report.json --key shared.key --bundle theirs.json --sign their-private.pem');
  for (const [name, logs] of [
    ['september', 'november'],
    ['october', 'october'],
    ['normal', 'october'],
  ])
    made(`prompt-audit baseline build logs/${logs}/ --output ${name}.json -q`);
  made('prompt-audit rules new old-client --rules rules');
  for (const day of ['monday.jsonl.gz', 'tuesday.jsonl'])
    made(`prompt-audit map logs/${day} --output states/${day.split('.')[0]}`);
  made('prompt-audit merge states/ --output state && prompt-audit finish states/ --list-prompts wanted');
  for (const day of ['monday.jsonl.gz', 'tuesday.jsonl'])
    made(`prompt-audit map logs/${day} --read-prompts wanted --output prompts/${day.split('.')[0]}`);
}

/** What is other here than on the page: places that tests may not write to, and rounds of a measurement that takes minutes. */
function asRun(command: string): string {
  const placed = command.replaceAll('/var/log/', 'var-log/');
  return /^prompt-audit power /.test(placed)
    ? `${placed.replace(/ --trials \d+/, '')} --trials 1 --only size-6-0.5`
    : placed;
}

let copies = 0;
function placeFor({ commands }: Block): string {
  const place = join(folder, `at-${copies++}`);
  cpSync(base, place, { recursive: true });
  for (const [, rule] of commands.join('\n').matchAll(/rules new ([\w-]+)/g))
    for (const name of readdirSync(join(place, 'rules')).filter((one) => one.startsWith(rule!)))
      rmSync(join(place, 'rules', name));
  if (commands.some((command) => command.includes('--follow'))) rmSync(join(place, 'report.json'));
  return place;
}

/** Runs until a report or an event has come, and ends it as a person does. */
async function follow(command: string, cwd: string, isDone: (out: string) => boolean): Promise<number | null> {
  const child = spawn('sh', ['-c', `exec ${command}`], {
    cwd,
    env: {
      ...process.env,
      PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
      HOME: join(cwd, 'home'),
      NO_COLOR: '1',
    },
  });
  let out = '';
  const look = (chunk: Buffer): void => {
    out += String(chunk);
  };
  child.stdout.on('data', look);
  child.stderr.on('data', look);
  return await new Promise((resolve) => {
    const timer = setInterval(() => {
      if (!isDone(out)) return;
      // Once: a second one would not let it finish.
      clearInterval(timer);
      child.kill('SIGTERM');
    }, 200);
    child.on('exit', (code) => {
      clearInterval(timer);
      resolve(code);
    });
  });
}

const MCP_TOOLS = [
  ...readFileSync(join(ROOT, 'docs/agents.md'), 'utf8').matchAll(/^\| `(prompt_audit_\w+)` +\| [^|]*?`(\{[^`]*\})/gm),
];

/** The questions of the page on agents, each with the arguments that it names. */
function ask(command: string, cwd: string): void {
  const { campaigns } = JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8')) as {
    campaigns: { id: string; accounts: string[] }[];
  };
  const calls = MCP_TOOLS.map(([, name, text], at) => ({
    ...{ jsonrpc: '2.0', id: at + 2, method: 'tools/call' },
    params: {
      name,
      arguments: JSON.parse(
        text!.replace('"…"', () =>
          JSON.stringify(text!.includes('account":') ? campaigns[0]!.accounts[1] : campaigns[0]!.id),
        ),
      ) as object,
    },
  }));
  const hello = {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
  };
  writeFileSync(
    join(cwd, 'questions'),
    [hello, { jsonrpc: '2.0', method: 'notifications/initialized' }, ...calls]
      .map((one) => `${JSON.stringify(one)}\n`)
      .join(''),
  );
  const { status, stdout, stderr } = sh(`${command} < questions`, cwd);
  assert.equal(status, 0, stderr);
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: number; result?: { isError?: boolean } });
  assert.equal(answers.length, 1 + calls.length);
  if (command.includes('report.json'))
    for (const { id, result } of answers) assert.ok(result && result.isError !== true, `${id}: ${stdout}`);
}

test('every tool that docs/agents.md names has arguments there, and one that takes none says so', () => {
  assert.ok(MCP_TOOLS.length >= 3, String(MCP_TOOLS.length));
});

test('a command of another program is one that is known to run elsewhere, or cannot run here', () => {
  for (const { page, commands } of PAGES.flatMap(blocksOf))
    for (const command of commands.filter((one) => !isRun(one) && !/prompt-audit|^head /.test(one)))
      assert.ok(
        ELSEWHERE.some(([pattern]) => pattern.test(command)),
        `${page}: ${command}`,
      );
});

const seen = new Set<string>();
for (const page of PAGES) {
  const blocks = blocksOf(page)
    .map((block) => ({
      ...block,
      commands: block.commands.filter((command) => isRun(command) || /^head /.test(command)),
    }))
    .filter(({ commands }) => commands.length > 0 && !seen.has(commands.join('\n')) && seen.add(commands.join('\n')));
  if (blocks.length === 0) continue;
  test(`the commands of ${page} do what they are for`, async () => {
    for (const block of blocks) {
      const place = placeFor(block);
      for (const command of block.commands.map(asRun)) {
        // Folders are written where there are none.
        for (const [, made] of command.matchAll(/--(?:output (?=(?:states|prompts)\/|state$)|list-prompts )(\S+)/g))
          rmSync(join(place, made!), { recursive: true, force: true });
        if (command.startsWith('prompt-audit mcp ')) ask(command, place);
        else if (/ --follow /.test(command)) {
          const written =
            /--output (\S+)/.exec(command)?.[1] ?? (command.includes('--on-finding') ? 'curled' : undefined);
          const isDone = (out: string): boolean =>
            written === undefined ? /^Read: /m.test(out) : existsSync(join(place, written));
          const status = await follow(command, place, isDone);
          assert.ok(status === 0 || status === 130 || status === 143, `${command}: ${status}`);
        } else {
          const { status, stderr, stdout } = sh(command, place);
          // What fails on a finding is there to fail: the logs hold campaigns.
          const ends = /--fail-on/.test(command) ? [0, 1] : [0];
          assert.ok(
            ends.includes(status!),
            `${page}: ${command} ended with ${status}\n${stderr}${stdout.slice(0, 2000)}`,
          );
        }
        for (const [, file] of command.matchAll(
          /--(?:output|events|state|bundle|junit|write-mapping|records) ([^\s'-]\S*)/g,
        ))
          assert.ok(existsSync(join(place, file!)), `${command} wrote no ${file}`);
      }
      rmSync(place, { recursive: true });
    }
  });
}
