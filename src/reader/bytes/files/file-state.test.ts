/** A file that was looked at once is told from one that was changed since. */
import assert from 'node:assert/strict';
import { appendFileSync, renameSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { changeSince, type FileState, stateOf } from './file-state.ts';
import { scratchFolder } from '../../../../test/harness/folders.ts';

const folder = scratchFolder('prompt-audit-state-');

const TEXT = 'one line\n';
const file = join(folder, 'log');

/** A log as it was seen a minute after it was written. */
function seen(): FileState {
  writeFileSync(file, TEXT);
  const facts = statSync(file);
  return { ...stateOf(facts, Buffer.from(TEXT)), seenMs: facts.ctimeMs + 60_000 };
}

function lostAfter(change: () => void): string | undefined {
  const then = seen();
  change();
  const found = changeSince(file, then);
  return found?.kind === 'lost' ? found.sentence : undefined;
}

test('a file that nobody touched is the same', () => {
  assert.equal(changeSince(file, seen()), undefined);
});

test('lines that are added are counted in bytes', () => {
  const then = seen();
  appendFileSync(file, TEXT);
  assert.deepEqual(changeSince(file, then), { kind: 'grown', bytes: TEXT.length });
});

test('a file that is cut, replaced or gone is lost', () => {
  assert.match(
    lostAfter(() => truncateSync(file, 3))!,
    /truncated from 9 to 3 bytes/,
  );
  const other = join(folder, 'other');
  writeFileSync(other, TEXT);
  assert.match(
    lostAfter(() => renameSync(other, file))!,
    /another file/,
  );
  assert.match(
    lostAfter(() => rmSync(file))!,
    /no such file|not exist/i,
  );
});

test('other text of the same size is noticed, also where the time of the change was set back', () => {
  const then = seen();
  writeFileSync(file, 'two line\n');
  utimesSync(file, then.modifiedMs / 1000, then.modifiedMs / 1000);
  // The clock of the file system may not have moved meanwhile.
  const before = { ...then, modifiedMs: statSync(file).mtimeMs, changedMs: then.changedMs - 1 };
  assert.deepEqual(changeSince(file, before), { kind: 'lost', sentence: 'it was rewritten' });
});

test('a file that was seen just after a change is looked into: the next change may bear the same time', () => {
  const then = seen();
  writeFileSync(file, 'two line\n');
  const { mtimeMs: modifiedMs, ctimeMs: changedMs } = statSync(file);
  const found = changeSince(file, { ...then, modifiedMs, changedMs, seenMs: changedMs + 1 });
  assert.equal(found?.kind, 'lost');
});
