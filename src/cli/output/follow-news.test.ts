import assert from 'node:assert/strict';
import { test } from 'node:test';
import { driftReport } from '../../../test/golden/cli/drift-report.ts';
import { CLEAN_REPORT, EXAMPLE_REPORT } from '../../../test/golden/cli/example-report.ts';
import { applyTriage } from '../../report/triage/apply-triage.ts';
import { NO_TRIAGE } from '../../report/triage/triage.ts';
import type { Report } from '../../report/shape/report.ts';
import { followNews } from './follow-news.ts';

const news = (before: Report, after: Report): string[] =>
  followNews(before, applyTriage(after, NO_TRIAGE, ''), { colour: false });

test('new hits of a rule are told apart from those that were there, each with its line', () => {
  const withHits = (...accounts: string[]): Report => ({
    ...CLEAN_REPORT,
    rules: [
      {
        ...{ id: 'rule/canary.1', title: 'A planted string', level: 'high', tags: [], state: 'ran' },
        hitCount: accounts.length,
        hits: accounts.map((value, at) => ({
          group: [{ field: 'account', value }],
          ...{ matches: 1, first: null, last: null },
          lines: [{ file: 'a.jsonl', line: at + 1, offset: 0, length: 9 }],
        })),
      },
    ],
  });
  assert.deepEqual(news(withHits(), withHits('a')), [
    '  + rule/canary.1  high  1 hit: A planted string',
    '      account a  a.jsonl:1',
  ]);
  const more = news(withHits('a'), withHits('a', 'b', 'c', 'd', 'e'));
  assert.equal(more[0], '  + rule/canary.1  high  4 new hits, 5 in all: A planted string');
  assert.deepEqual(more.slice(1), [
    '      account b  a.jsonl:2',
    '      account c  a.jsonl:3',
    '      account d  a.jsonl:4',
    '      … and 1 more new hit.',
  ]);
});

test('an alarm of drift is told once, with the line to look at', () => {
  const drift = driftReport({ file: 'logs/a.jsonl', line: 12, offset: 0, length: 9 });
  const moved = { ...CLEAN_REPORT, drift };
  assert.deepEqual(news(CLEAN_REPORT, moved), [
    `  ! drift, which is not an accusation  ${drift.alarms[0]!.text}`,
    '      logs/a.jsonl:12',
    `  ! drift, which is not an accusation  ${drift.alarms[1]!.text}`,
  ]);
  const [first] = drift.alarms;
  const later = { ...drift, alarms: [...drift.alarms, { ...first!, day: first!.day + 86_400_000 }] };
  assert.deepEqual(news(moved, moved), []);
  assert.equal(news(moved, { ...moved, drift: later }).length, 2);
});

test('an account that enters or leaves a suspected group is no news beside the group, one whose verdict goes with it is', () => {
  const [called] = EXAMPLE_REPORT.campaigns;
  const within = (members: readonly string[], verdict: 'suspected' | 'distillation'): Report => ({
    ...EXAMPLE_REPORT,
    campaigns: [{ ...called!, verdict, accounts: [...members] }],
    accounts: EXAMPLE_REPORT.accounts.map(({ campaign: _, ...one }) => {
      const isIn = members.includes(one.account);
      return {
        ...one,
        verdict: isIn && verdict === 'distillation' ? verdict : 'none',
        ...(isIn && { campaign: 'c1' }),
      };
    }),
  });
  const [first, second] = EXAMPLE_REPORT.accounts.map(({ account }) => account);
  const told = (before: Report, after: Report): string[] =>
    news(before, after).filter((line) => line.includes(' account '));
  assert.deepEqual(told(within([], 'suspected'), within([first!], 'suspected')), []);
  assert.deepEqual(told(within([first!, second!], 'suspected'), within([first!], 'suspected')), []);
  assert.equal(told(within([first!], 'suspected'), within([first!], 'distillation')).length, 1);
  assert.match(
    told(within([first!], 'distillation'), within([first!], 'suspected'))[0]!,
    / {2}group suspected, score /,
  );
});
