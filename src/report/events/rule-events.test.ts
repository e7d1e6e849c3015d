import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportReport, exportTriage, NOW } from '../../../test/fixtures/export-case.ts';
import { guardOf } from '../../schema/guard.ts';
import type { Report, RuleHit, RuleOutcome } from '../shape/report.ts';
import { applyTriage } from '../triage/apply-triage.ts';
import { EVENT_FORMATS } from './event-formats.ts';
import { EventLog } from './event-log.ts';
import { Event, type RuleEvent } from './event-schema.ts';

const line = { file: '/logs/req.jsonl', line: 3, offset: 402, length: 200 };
const hit = (field: string, value: string, matches: number): RuleHit => ({
  ...{ group: [{ field, value }], matches, first: NOW - 60_000, last: NOW, lines: [line] },
});
const rule = (...hits: RuleHit[]): RuleOutcome => ({
  ...{ id: 'rule/burst', title: 'A burst', level: 'high', tags: ['atlas.aml.t0040', 'owasp.llm06.2026'] },
  ...{ state: 'ran', hitCount: hits.length, hits },
});

const plain = exportReport();
const withRules = (...rules: RuleOutcome[]): Report => ({ ...plain, rules });

/** What is told of rules when this report comes. */
function told(log: EventLog, report: Report): RuleEvent[] {
  const triaged = applyTriage(log.continued(report), { allow: [], marks: [] }, '2026-11-25');
  return log.next(triaged, NOW).filter((event): event is RuleEvent => !('verdict' in event));
}
const brief = (events: readonly RuleEvent[]): string[] =>
  events.map(({ change, group, matches }) => `${change} ${group[0]!.value} ${matches}`);

test('a hit of a rule is told once, again when its matches double, and when it is gone', () => {
  const log = new EventLog();
  assert.deepEqual(brief(told(log, withRules(rule(hit('account', 'key-1', 10), hit('account', 'key-2', 4))))), [
    'new key-1 10',
    'new key-2 4',
  ]);
  assert.deepEqual(told(log, withRules(rule(hit('account', 'key-1', 19), hit('account', 'key-2', 4)))), []);
  const [changed] = told(log, withRules(rule(hit('account', 'key-1', 20), hit('account', 'key-2', 4))));
  assert.deepEqual([changed?.change, changed?.before?.matches], ['changed', 10]);
  assert.deepEqual(brief(told(log, withRules(rule(hit('account', 'key-1', 20))))), ['gone key-2 4']);
  assert.deepEqual(brief(told(log, withRules(rule(hit('account', 'key-2', 4))))), ['new key-2 4', 'gone key-1 20']);
});

test('a rule that a scan did not look for is not gone, and is no news later', () => {
  const found = withRules(rule(hit('account', 'key-1', 10)));
  const none = rule();
  for (const less of [
    plain,
    withRules({ ...none, state: 'blind' as const }),
    withRules({ ...none, hitCount: 101 }),
    { ...withRules(none), partial: true },
  ]) {
    const log = new EventLog();
    told(log, found);
    assert.deepEqual(told(log, less), []);
    assert.deepEqual(told(log, found), []);
  }
});

test('a hit on an account that a person cleared is not told', () => {
  const cleared = plain.campaigns[0]!.accounts[1]!;
  const report = withRules(rule(hit('account', cleared, 10), hit('account', 'key-1', 10)));
  const events = new EventLog()
    .next(exportTriage(report), NOW)
    .filter((event): event is RuleEvent => !('verdict' in event));
  assert.deepEqual(brief(events), ['new key-1 10']);
});

test('an event holds no text of prompts, and hits in different ones stay apart, also in what is remembered', () => {
  const log = new EventLog();
  const report = withRules(rule(hit('prompt', 'my own words', 5), hit('prompt', 'our other word', 5)));
  const events = told(log, report);
  assert.equal(new Set(events.map(({ subject }) => subject.key)).size, 2);
  assert.doesNotMatch(JSON.stringify([events, log.state]), /own words|other word/);
  const state = JSON.parse(JSON.stringify(log.state)) as EventLog['state'];
  assert.deepEqual(told(new EventLog(state), report), []);
});

test('an event of a rule fits the published schema, and is an alert of ECS and a finding of OCSF without a score', () => {
  const [event] = told(new EventLog(), withRules(rule(hit('account', 'key-1', 10))));
  assert.ok(guardOf(Event)(JSON.parse(JSON.stringify(event))));
  const ecs = EVENT_FORMATS.ecs(event!) as Record<string, Record<string, unknown>> & { message: string };
  assert.deepEqual([ecs['rule']?.['id'], ecs['rule']?.['name']], ['rule/burst', 'A burst']);
  assert.deepEqual([ecs['event']?.['action'], ecs['event']?.['severity']], ['rule-new', 4]);
  assert.ok(!('risk_score' in ecs['event']!));
  assert.deepEqual(ecs['related'], { user: ['key-1'] });
  assert.match(ecs.message, /^New hit of rule\/burst \(A burst\), high: account key-1: 10 matches, 20/);
  const ocsf = EVENT_FORMATS.ocsf(event!) as Record<string, unknown> & { finding_info: Record<string, unknown> };
  assert.equal(ocsf['severity'], 'High');
  assert.ok(!('confidence_score' in ocsf));
  assert.deepEqual(ocsf.finding_info['analytic'], { type_id: 1, type: 'Rule', uid: 'rule/burst', name: 'A burst' });
});
