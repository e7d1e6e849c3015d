import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CLEAN_REPORT, EXAMPLE_REPORT } from '../../../test/golden/cli/example-report.ts';
import { textSummary } from './text-summary.ts';

const golden = (name: string) => readFileSync(new URL(`../../../test/golden/cli/${name}.txt`, import.meta.url), 'utf8');
const plain = { colour: false, columns: 100 };

test('the summary of a report reads as it should', () => {
  assert.equal(textSummary(EXAMPLE_REPORT, plain), golden('example-report'));
});

test('the summary of clean traffic accuses nobody', () => {
  assert.equal(textSummary(CLEAN_REPORT, plain), golden('clean-report'));
});

test('log text cannot send a terminal escape or turn the reading direction', () => {
  const text = textSummary(EXAMPLE_REPORT, plain);
  const hostile = Array.from(text).filter((character) => {
    const code = character.codePointAt(0) ?? 0;
    return (code < 0x20 && character !== '\n') || code === 0x202e || (code >= 0x7f && code < 0xa0);
  });
  assert.deepEqual(hostile, []);
});

test('a narrow terminal gets narrow lines; only names and places may be longer', () => {
  const lines = textSummary(EXAMPLE_REPORT, { colour: false, columns: 60 }).split('\n');
  const tooLong = lines.filter((line) => line.length > 60 && !/^ {2}(c1|t1|logs|1,20)/.test(line));
  assert.deepEqual(tooLong, []);
});

test('long lists are cut, and the summary says where the rest is', () => {
  const [account] = EXAMPLE_REPORT.accounts;
  assert.ok(account);
  const accounts = Array.from({ length: 300 }, (_, i) => ({ ...account, account: `key-${i}` }));
  const text = textSummary({ ...EXAMPLE_REPORT, accounts }, plain);
  assert.match(text, /… and 290 more: see --format json\./);
  assert.ok(text.split('\n').length < 200);
});
