import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { COMMANDS } from '../commands.ts';
import { TestTerminal } from '../../../test/harness/terminal/test-terminal.ts';
import { runProgram } from '../program.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const folder = scratchFolder('prompt-audit-unused-');
const log = join(folder, 'log.jsonl');
writeFileSync(
  log,
  Array.from({ length: 12 }, (_, n) =>
    JSON.stringify({
      model: 'm',
      metadata: { user_api_key_hash: `key-${n % 6}`, ...(n % 2 === 0 && { tenant: { id: `t-${n % 3}` } }) },
      messages: [{ role: 'user', content: `What is ${n} plus one?` }],
      response: { choices: [{ message: { role: 'assistant', content: String(n + 1) } }] },
      startTime: 1_777_854_926 + n,
      call_type: 'acompletion',
    }),
  ).join('\n'),
);

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const terminal = new TestTerminal();
  const code = await runProgram(['scan', log, '--workers', '1', ...args], COMMANDS, terminal);
  return { code, out: terminal.out.text, err: terminal.err.text };
}

test('a field for the account that no request has is an error, not a scan by other accounts', async () => {
  const absent = await run('--account-by', 'tenant.number');
  assert.equal(absent.code, 2);
  assert.match(absent.err, /--account-by tenant\.number: no request has that field/);
  const there = await run('--account-by', 'metadata.tenant.id', '--verbose');
  assert.equal(there.code, 0, there.err);
  assert.match(there.out.replaceAll(/\s+/g, ' '), /6 requests do not have the field chosen for the account/);
});

test('an account directory that knows nobody of the log is an error', async () => {
  const directory = join(folder, 'directory.csv');
  writeFileSync(directory, 'account,org\nsomebody-else,Acme\n');
  const { code, err } = await run('--accounts', directory);
  assert.equal(code, 2);
  assert.match(
    err,
    /none of the accounts that it names \(1\) is in the log\. Its names must be those of the log, such as "key-/,
  );
  writeFileSync(directory, 'account,org\nkey-1,Acme\n');
  assert.equal((await run('--accounts', directory)).code, 0);
});

test('an option that means nothing without another one is an error', async () => {
  for (const [args, others] of [
    [['--keep', '5000'], '--follow'],
    [['--key', log], '--indicators'],
    [['--event-format', 'ecs'], '--events or --on-finding'],
  ] as const) {
    const { code, err } = await run(...args);
    assert.deepEqual([code, err], [2, `prompt-audit: ${args[0]} means nothing without ${others}.\n`]);
  }
});

test('a name that promises SARIF, CSV, a page or STIX does not receive plain text', async () => {
  for (const name of ['a.sarif', 'a.csv', 'a.html', 'a.md', 'a.stix.json', 'a.actions.csv']) {
    const { code, err } = await run('--output', join(folder, name));
    assert.equal(code, 2, name);
    assert.match(err, /would get plain text or JSON, not .*prompt-audit export report\.json --output/);
  }
  const meant = join(folder, 'meant.md');
  assert.equal((await run('--output', meant, '--format', 'text')).code, 0);
  assert.match(readFileSync(meant, 'utf8'), /Cannot be judged|No campaign/);
});

test('an option is taken under the name it had before', async () => {
  const terminal = new TestTerminal();
  const path = join(folder, 'demo.jsonl');
  const args = ['demo-log', '--requests', '300', '--output', path, '--quiet'];
  assert.equal(await runProgram(args, COMMANDS, terminal), 0);
  assert.ok(readFileSync(path, 'utf8').length > 0);
});
