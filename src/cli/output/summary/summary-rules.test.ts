import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EXAMPLE_REPORT } from '../../../../test/golden/cli/example-report.ts';
import type { RuleHit, RuleOutcome } from '../../../report/shape/report.ts';
import { applyTriage } from '../../../report/triage/apply-triage.ts';
import { NO_TRIAGE } from '../../../report/triage/triage.ts';
import { colours } from '../colours.ts';
import { ruleLines, rulesText } from './summary-rules.ts';

const ours = EXAMPLE_REPORT.accounts[0]!.account;
const style = { ...colours(false), width: 120 };
const hit = (value: string): RuleHit => ({
  group: [{ field: 'account', value }],
  ...{ matches: 7, first: null, last: null, lines: [] },
});
const rule = (id: string, accounts: string[], more: Partial<RuleOutcome> = {}): RuleOutcome => ({
  ...{ id: `rule/${id}`, title: `Title of ${id}`, level: 'high', tags: [], state: 'ran' },
  ...{ hitCount: accounts.length, hits: accounts.map(hit), ...more },
});
const cleared = (...rules: RuleOutcome[]) =>
  applyTriage(
    { ...EXAMPLE_REPORT, rules },
    { ...NO_TRIAGE, allow: [{ subject: { account: ours }, note: 'our own evaluation' }] },
    '2026-01-01',
  );

test('the terminal accuses nobody of a rule again whom people cleared, and says that there was such a hit', () => {
  const triaged = cleared(rule('a', [ours, 'key-9']), rule('b', [ours]), rule('c', []));
  assert.deepEqual(rulesText(triaged, style), [
    'Rules',
    '  rule/a  high  Title of a: 1 hit. 1 more does not count: decisions cleared its account.',
    '    account key-9: 7 matches',
    '  1 rule matched only accounts that decisions cleared. 1 rule did not match. Rules do not affect scores.',
  ]);
  assert.deepEqual(ruleLines(triaged, 6, style), [
    'rule/a  high  1 hit: Title of a',
    '1 rule matched only accounts that decisions cleared. 1 rule did not match.',
  ]);
});

test('however many rules have hits, the screen says that others could not judge: their silence is no clean log', () => {
  const many = Array.from({ length: 9 }, (_, n) => rule(`r${n}`, ['key-9']));
  const blind = rule('dark', [], { state: 'blind', reason: 'No request has an address.' });
  const lines = ruleLines(cleared(...many, blind), 6, style);
  assert.equal(lines.length, 6);
  assert.deepEqual(lines.slice(-2), [
    '… and 5 more rules with hits.',
    '1 rule could not judge this log (--verbose says why)',
  ]);
  assert.equal(ruleLines(cleared(...many.slice(0, 6)), 6, style).length, 6);
});
