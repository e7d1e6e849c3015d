import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { COMMANDS } from '../commands.ts';
import { runProgram } from '../program.ts';
import { TestTerminal } from '../../../test/harness/terminal/test-terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'prompt-audit-logs-'));
const odd = join(folder, 'odd.jsonl');
writeFileSync(
  odd,
  Array.from({ length: 12 }, (_, i) =>
    JSON.stringify({
      when: 1767225600 + i,
      acct: `a${i % 4 < 2 ? 0 : 1}`,
      seat: `s${i % 3}`,
      question: `What is ${i} plus one?\u001b[2J`,
    }),
  ).join('\n'),
);

async function run(...args: string[]) {
  const terminal = new TestTerminal();
  const code = await runProgram(args, COMMANDS, terminal);
  return { code, out: terminal.out.text, err: terminal.err.text };
}

test('formats lists every format and container, as text and as JSON', async () => {
  const { code, out } = await run('formats');
  assert.equal(code, 0);
  for (const word of ['litellm', 'bedrock', 'vllm', 'canonical', 'Parquet', 'pickle'])
    assert.match(out, new RegExp(`  ${word} `));
  const { formats, containers } = JSON.parse((await run('formats', '--json')).out) as Record<string, unknown[]>;
  assert.ok((formats?.length ?? 0) > 25 && (containers?.length ?? 0) > 10);
});

test('an unknown log goes from inspection to a mapping to a scan', async () => {
  const failed = await run('scan', odd);
  assert.equal(failed.code, 2);
  assert.match(failed.err, /Fields seen: when, acct, seat, question\. Inspect the file/);

  const mapping = join(folder, 'odd.json');
  const inspected = await run('inspect', odd, '--limit', '1', '--write-mapping', mapping);
  assert.equal(inspected.code, 0);
  assert.match(inspected.out, /No format fits\.[^]*question +prompt|prompt +question/);
  assert.match(inspected.err, /Mapping written to/);
  assert.ok(!inspected.out.includes('\u001b'), 'log text reaches the terminal as it is');
  const profile = JSON.parse(readFileSync(mapping, 'utf8')) as { fields: unknown };
  assert.deepEqual(profile.fields, { time: { path: 'when', unit: 's' }, user: 'acct', prompt: 'question' });

  const scanned = JSON.parse((await run('scan', odd, '--mapping', mapping, '--format', 'json', '-q')).out) as {
    inputs: { files: { formats: unknown }[] };
    population: { accounts: number };
  };
  assert.deepEqual(scanned.inputs.files[0]?.formats, { 'mapping:odd': 12 });
  assert.equal(scanned.population.accounts, 2);
  const bySeat = JSON.parse(
    (await run('scan', odd, '--mapping', mapping, '--account-by', 'seat', '--format', 'json', '-q')).out,
  ) as typeof scanned;
  assert.equal(bySeat.population.accounts, 3);
});

test('convert writes lines that convert reads again, and says what it did', async () => {
  const log = join(folder, 'known.jsonl');
  writeFileSync(log, '{"ts":1767225600,"user_id":"u","prompt":"Hello","response":"Hi"}\n{"odd":1}\n');
  const target = join(folder, 'canonical.jsonl');
  const unread = join(folder, 'unread.jsonl');
  const { code, err } = await run('convert', log, '--output', target, '--unread', unread);
  assert.deepEqual(
    [code, err],
    [0, `1 request written to ${target}: 2 lines = 1 with requests + 1 rejected + 0 skipped.\n`],
  );
  const [lost] = readFileSync(unread, 'utf8').split('\n').slice(0, -1);
  assert.equal((JSON.parse(lost ?? '') as { line: number }).line, 2);
  const line = JSON.parse(readFileSync(target, 'utf8')) as Record<string, unknown>;
  assert.deepEqual([line['schema'], line['file'], line['line']], ['prompt-audit-request/1', log, 1]);
  const inspected = JSON.parse((await run('inspect', target, '--json')).out) as { inspections: { formats: unknown }[] };
  assert.match(JSON.stringify(inspected.inspections[0]?.formats), /"canonical".*"requests":1/);
});

test('mistakes are one sentence and exit code 2', async () => {
  const broken = join(folder, 'broken.json');
  writeFileSync(broken, '{"name":"x","fields":{"promt":"a"}}');
  const cases: Readonly<Record<string, RegExp>> = {
    inspect: /Name at least one log/,
    convert: /Name at least one log/,
    'inspect /no/such/file': /There is no file or folder/,
    [`inspect ${odd} --limit many`]: /--limit takes a whole number/,
    [`inspect ${odd} --mapping /none.json`]: /There is no file "\/none\.json" \(--mapping\)/,
    [`scan ${odd} --mapping ${broken}`]: /broken\.json: The mapping "x", field "promt": There is no field "promt"/,
    [`scan ${odd} --account-by=`]: /--account-by takes/,
    [`convert ${odd}`]: /No request was found\. See: prompt-audit inspect LOG/,
    [`convert ${odd} --output /none/x`]: /There is no folder "\/none" \(--output\)/,
  };
  for (const [words, expected] of Object.entries(cases)) {
    const { code, out, err } = await run(...words.split(' '));
    assert.deepEqual([code, out], [2, ''], words);
    assert.match(err, expected, words);
  }
});
