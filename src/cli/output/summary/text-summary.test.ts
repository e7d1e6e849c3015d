import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CLEAN_REPORT, EXAMPLE_REPORT } from '../../../../test/golden/cli/example-report.ts';
import { driftReport } from '../../../../test/golden/cli/drift-report.ts';
import { textSummary } from './text-summary.ts';

const golden = (name: string) =>
  readFileSync(new URL(`../../../../test/golden/cli/${name}.txt`, import.meta.url), 'utf8');
const plain = { colour: false, columns: 100 };

test('the summary of a report reads as it should', () => {
  assert.equal(textSummary(EXAMPLE_REPORT, plain), golden('example-report'));
});

test('the summary of clean traffic accuses nobody', () => {
  assert.equal(textSummary(CLEAN_REPORT, plain), golden('clean-report'));
});

test('days that moved are shown with what moved them and what speaks against it, as no accusation', () => {
  const drift = driftReport({ file: 'logs/a.jsonl', line: 12, offset: 0, length: 9 });
  const text = textSummary({ ...CLEAN_REPORT, drift }, plain);
  const [, section = ''] = text.split('\nDrift\n');
  assert.equal(
    section.split('\n\n')[0]!.replace(/\s+/g, ' ').trim(),
    [
      '3 days compared with the baseline, as a whole and by cohort (9 comparisons): 2 alarms.',
      drift.alarms[0]!.text,
      '72% of it: 190 accounts with template T1. logs/a.jsonl:12',
      'against The baseline ends 27 days earlier: what changes slowly adds up.',
      drift.alarms[1]!.text,
      'An alarm is not an accusation: products and releases move days too. It changes no score.',
    ].join(' '),
  );
  const none = { days: 0, tests: 0, reason: 'the baseline has 3 days', alarms: [] };
  assert.match(
    textSummary({ ...CLEAN_REPORT, drift: none }, plain),
    /No day was compared with the baseline; the baseline has 3 days\./,
  );
});

test('accounts that alone ask for what a harvest does are listed with what they ask for and a line of it', () => {
  const lines = [{ file: 'a.jsonl', line: 7, offset: 0, length: 9 }];
  const first = [{ account: 'key-1', requests: 300, templates: [], asksFor: ['graded or compared answers'], lines }];
  const considered = { total: 0, groups: [], alone: { accounts: 3, requests: 420, first } };
  const text = textSummary({ ...CLEAN_REPORT, considered }, plain);
  assert.match(
    text,
    /^Asked by too few accounts to be judged\n {2}These accounts ask [^]*\n {2}key-1\n {4}300 requests: graded or compared answers\n {4}a\.jsonl:7\n {2}… and 2 more/m,
  );
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
