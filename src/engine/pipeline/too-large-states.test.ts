/** States of which a step takes more memory than there is. */
import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { demoLog } from '../../../test/fixtures/demo-log.ts';
import { SAMPLE } from '../../demo/sample.ts';
import { InputError } from '../../reader/bytes/files/input-error.ts';
import { neededMemory } from '../ingest/needed-memory.ts';
import { mapLogs } from '../state/map-logs.ts';
import { mergeStates } from '../state/merge-states.ts';
import { openStates } from '../state/open-states.ts';
import { askForPrompts, finishStates } from './finish-states.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const folder = scratchFolder('large-states-');
let places = 0;
const place = (): string => path.join(folder, `out-${places++}`);

const log = path.join(folder, 'log.jsonl');
const { lines } = demoLog(SAMPLE);
writeFileSync(log, lines.slice(0, lines.length / 3).join(''));

async function mapped(): Promise<string> {
  const to = place();
  assert.ok(await mapLogs([log], to));
  return to;
}

test('states that need more memory than there is are refused before they are read, with what and who takes it', async () => {
  const state = await mapped();
  const refused = (error: unknown): boolean => {
    assert.ok(error instanceof InputError);
    assert.match(
      error.message,
      /about 6\d MB of memory, and 50 MB are available\. The states hold [\d,]+ \w+.* \(0 MB\)/,
    );
    assert.match(error.message, /Most requests are in .*log\.jsonl \([\d,]+\)/);
    assert.match(error.message, /In a sample the accounts with most of them are \S+ \(\d+%\), /);
    assert.match(
      error.message,
      /In a sample the system prompts, by their hash in the column system, with most of them are \d+ \(\d+%\)/,
    );
    assert.match(
      error.message,
      /Write one report per product, system prompt or period, which loses what links accounts across them/,
    );
    return true;
  };
  await assert.rejects(finishStates([state], undefined, { memory: 5e7 }), refused);
  await assert.rejects(askForPrompts([state], place(), { memory: 5e7 }), refused);
});

test('states whose accounts alone need more memory are refused once the accounts are known', async () => {
  const state = await mapped();
  const { rows } = await openStates([state], 'state');
  const size = { requests: rows('requests'), facts: rows('facts'), texts: rows('texts'), clauses: rows('clauses') };
  const memory = neededMemory({ ...size, accounts: 0 });
  await assert.rejects(finishStates([state], undefined, { memory }), /The states hold .*\d accounts? \(/);
});

test('merging stops with a sentence where there is too little memory, and leaves nothing behind', async () => {
  const state = await mapped();
  const target = place();
  await assert.rejects(
    mergeStates([state], target, { memory: 1e6 }),
    /Merging 1 state at a time takes more than the 1 MB of memory/,
  );
  assert.equal(existsSync(target), false);
});
