import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLEAN_REPORT } from '../../../test/golden/cli/example-report.ts';
import { partialText, type ReadPart } from './partial-text.ts';

const { inputs } = CLEAN_REPORT;
const files = inputs.files.map(({ error: _, ...file }) => file);
const said = (change: Partial<ReadPart['inputs']>, partial = true): string | undefined =>
  partialText({ partial, inputs: { ...inputs, files, ...change } });

test('a cancelled scan says how much of its input it read, and never that it read all', () => {
  const rest = 'All counts are of what was read.';
  assert.equal(
    said({ cancelled: { read: 1_200_000_000, of: 4_800_000_000 } }),
    `The scan was cancelled after 1.2 GB of 4.8 GB (25%). ${rest}`,
  );
  assert.match(said({ cancelled: { read: 99_999, of: 100_000 } }) ?? '', /100 kB of 100 kB \(> 99\.9%\)/);
  assert.equal(said({ cancelled: { read: 0, of: 4_800_000_000 } }), 'The scan was cancelled before anything was read.');
  assert.equal(said({}), `The scan was cancelled. ${rest}`);
});

test('a report that lost a file was not cancelled, and a whole one says nothing', () => {
  const lost = [{ ...files[0]!, error: 'This is a binary file.' }];
  assert.match(said({ files: lost }) ?? '', /^Part of the input could not be read\./);
  assert.equal(said({}, false), undefined);
});
