/** `docs/blind.md` tells what the command line says of logs that hide what a judgement needs. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { COMMANDS } from '../src/cli/commands.ts';
import { TestTerminal } from './harness/terminal/test-terminal.ts';
import { runProgram } from '../src/cli/program.ts';
import { BLIND_LOGS, blindTable, SEEING } from './fixtures/blind-logs.ts';
import { scratchFolder } from './harness/folders.ts';

const folder = scratchFolder('prompt-audit-blind-');

const table = blindTable(readFileSync(join(__dirname, '..', 'docs/blind.md'), 'utf8'));

/** What a scan says, without the breaks of lines. */
async function scanned(name: string, content: string | Buffer): Promise<{ status: number; out: string; err: string }> {
  const log = join(folder, name);
  writeFileSync(log, content);
  const terminal = new TestTerminal();
  const status = await runProgram(
    ['scan', log, '--fail-on', 'distillation', '--quiet', '--workers', '1'],
    COMMANDS,
    terminal,
  );
  const [out = '', err = ''] = [terminal.out, terminal.err].map(({ text }) => text.replaceAll(/\s+/g, ' '));
  return { status, out, err };
}

test('the log that all are made of holds a campaign, so that a clean result of the others would be wrong', async () => {
  const { status, out } = await scanned('seeing.jsonl', SEEING.join(''));
  assert.equal(status, 1);
  assert.match(out, /^Looks like distillation: 1 campaign, 6 accounts/);
});

test('the table has a row for each log, and each log a row', () => {
  assert.equal(BLIND_LOGS.length, 13);
  assert.deepEqual(
    [...table.keys()],
    BLIND_LOGS.map(({ title }) => title),
  );
});

for (const { title, name, content } of BLIND_LOGS) {
  test(`of this log the command line says what the table says: ${title}`, async () => {
    const { said, status } = table.get(title)!;
    const seen = await scanned(name, content);
    assert.equal(seen.status, status, seen.err);
    const isPartial = seen.out.startsWith('Partial report');
    const [first] = isPartial ? [seen.out] : [seen.out || seen.err].map((text) => text.replace('prompt-audit: ', ''));
    if (isPartial) assert.ok(first!.includes(said), first);
    else assert.equal(first!.slice(0, said.length), said);
    if (status > 1) assert.match(seen.err, /Cannot be judged|Not everything was read/);
  });
}
