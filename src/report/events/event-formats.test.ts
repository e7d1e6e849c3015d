import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportReport, NOW } from '../../../test/fixtures/export-case.ts';
import { applyTriage } from '../triage/apply-triage.ts';
import { EVENT_FORMATS } from './event-formats.ts';
import { EventLog } from './event-log.ts';
import type { FindingEvent } from './event-schema.ts';

function campaignEvent(): FindingEvent {
  const report = exportReport();
  report.campaigns[0]!.infrastructure = [
    { kind: 'address', value: '203.0.113.7', members: [0, 1, 2], requests: 9, others: 0 },
    { kind: 'address', value: 'not an address', members: [0, 1], requests: 9, others: 0 },
    { kind: 'address', value: '198.51.100.1', members: [0, 1], requests: 9, others: 4 },
  ];
  return new EventLog().next(applyTriage(report, { allow: [], marks: [] }, '2026-11-25'), NOW)[0] as FindingEvent;
}

type Fields = Record<string, unknown>;

test('ECS gets an alert with its time, its rule, its users and only real addresses that nobody else uses', () => {
  const event = campaignEvent();
  const ecs = EVENT_FORMATS.ecs(event) as Fields & { event: Fields; related: Fields };
  assert.equal(ecs['@timestamp'], new Date(NOW).toISOString());
  assert.deepEqual(
    [ecs.event['kind'], ecs.event['category'], ecs.event['type'], ecs.event['action']],
    ['alert', ['intrusion_detection'], ['info'], 'campaign-new'],
  );
  assert.deepEqual(ecs.related, { user: event.members, ip: ['203.0.113.7'] });
  assert.equal(ecs.event['id'], event.subject.key);
  assert.match(String(ecs['message']), /^New campaign C1 \(Asks for rubric · 3 accounts\), distillation, 9\d%/);
  assert.equal((EVENT_FORMATS.ecs({ ...event, change: 'gone' }) as typeof ecs).event['kind'], 'event');
});

test('OCSF gets a Detection Finding that is created, updated and closed', () => {
  const event = campaignEvent();
  const of = (change: FindingEvent['change']): Fields & { finding_info: Fields; observables: Fields[] } =>
    EVENT_FORMATS.ocsf({ ...event, change }) as Fields & { finding_info: Fields; observables: Fields[] };
  const made = of('new');
  for (const field of ['time', 'severity_id', 'metadata', 'finding_info', 'message']) assert.ok(field in made, field);
  assert.deepEqual([made['category_uid'], made['class_uid']], [2, 2004]);
  assert.deepEqual(
    (['new', 'changed', 'gone'] as const).map((change) => [of(change)['type_uid'], of(change)['status_id']]),
    [
      [200401, 1],
      [200402, 2],
      [200403, 4],
    ],
  );
  assert.equal(made['severity_id'], 4);
  assert.equal(of('gone')['severity_id'], 1);
  assert.equal(made.finding_info['uid'], event.subject.key);
  assert.deepEqual(made.observables.at(-1), {
    ...{ name: 'src_endpoint.ip', type_id: 2, type: 'IP Address', value: '203.0.113.7' },
  });
  assert.deepEqual((made['unmapped'] as Fields)['prompt_traffic_audit'], event);
});

test('ECS and OCSF name in MITRE ATLAS what a campaign is called for, the part apart from its technique', () => {
  const event = campaignEvent();
  const harms = ['AML.T0048.002', 'AML.T0048.003', 'AML.T0048.004'];
  assert.deepEqual(event.atlas, ['AML.T0024.002', 'AML.T0040', ...harms, 'AML.T0065']);
  const { threat } = EVENT_FORMATS.ecs(event) as { threat: { technique: Fields & { subtechnique: Fields } } };
  assert.deepEqual(threat.technique['id'], ['AML.T0024', 'AML.T0040', 'AML.T0048', 'AML.T0065']);
  assert.deepEqual(threat.technique.subtechnique['id'], ['AML.T0024.002', ...harms]);
  const { attacks } = (EVENT_FORMATS.ocsf(event) as { finding_info: { attacks: Record<string, Fields>[] } })
    .finding_info;
  assert.deepEqual(
    attacks.map(({ technique, sub_technique, tactic }) =>
      [technique, sub_technique, tactic].map((one) => one?.['uid']),
    ),
    [
      ['AML.T0024', 'AML.T0024.002', 'AML.TA0010'],
      ['AML.T0040', undefined, 'AML.TA0000'],
      ...harms.map((harm) => ['AML.T0048', harm, 'AML.TA0011']),
      ['AML.T0065', undefined, 'AML.TA0003'],
    ],
  );
  const { atlas: _, ...program } = event;
  assert.ok(!('threat' in EVENT_FORMATS.ecs(program)));
});
