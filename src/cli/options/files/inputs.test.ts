import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EXAMPLE_REPORT } from '../../../../test/golden/cli/example-report.ts';
import { checkInputs, missedInputs } from './inputs.ts';

test('a mistyped name is refused before anything is read; globs and standard input are left to the reader', async () => {
  await assert.rejects(checkInputs(['package.json', 'none.jsonl']), /There is no file or folder "none\.jsonl"/);
  await checkInputs(['package.json', 'src', '-', 'none/*.jsonl']);
});

test('a file named on the command line that could not be read is missed, one found in a folder is not', () => {
  assert.deepEqual(missedInputs(['logs/c.bin'], EXAMPLE_REPORT), ['logs/c.bin: This is a binary file, not a log.']);
  assert.deepEqual(missedInputs(['logs'], EXAMPLE_REPORT), []);
  const member = { ...EXAMPLE_REPORT.inputs.files[0]!, path: 'a.zip!b.jsonl', error: 'Its checksum is wrong.' };
  const report = { ...EXAMPLE_REPORT, inputs: { ...EXAMPLE_REPORT.inputs, files: [member] } };
  assert.deepEqual(missedInputs(['a.zip'], report), ['a.zip!b.jsonl: Its checksum is wrong.']);
});

test('a log named beside others of which not one line could be read is missed: alone it would have failed the scan', () => {
  const unread = {
    ...EXAMPLE_REPORT.inputs.files[0]!,
    path: 'b.json',
    lines: 90,
    records: 0,
    rejected: 1,
    skipped: 89,
  };
  const files = [EXAMPLE_REPORT.inputs.files[0]!, unread];
  const report = { ...EXAMPLE_REPORT, partial: false, inputs: { ...EXAMPLE_REPORT.inputs, files } };
  assert.deepEqual(missedInputs(['logs/a.jsonl', 'b.json'], report), [
    'b.json: No request could be read from it. See: prompt-audit inspect b.json',
  ]);
  assert.deepEqual(missedInputs(['.'], report), []);
});
