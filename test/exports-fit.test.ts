/** What is written for other programs fits the published schemas of these, for a report with each kind of finding. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { EVENT_FORMATS } from '../src/report/events/event-formats.ts';
import { EventLog } from '../src/report/events/event-log.ts';
import type { Event } from '../src/report/events/event-schema.ts';
import { exportFormat } from '../src/report/export/export-formats.ts';
import type { ExportId } from '../src/text/outputs/exports.ts';
import { exportInput } from '../src/report/export/export-input.ts';
import { applyTriage } from '../src/report/triage/apply-triage.ts';
import { NOW } from './fixtures/export-case.ts';
import { TECHNIQUES } from '../src/engine/techniques/techniques.ts';
import { ATLAS_TECHNIQUES } from '../src/report/shape/atlas/atlas.ts';
import { LEVELS } from '../src/report/shape/rule-outcome.ts';
import { everyFinding } from './fixtures/exports/every-finding.ts';
import { otlpFaults } from './fixtures/exports/otlp-schema.ts';

const FIXTURES = join(__dirname, 'fixtures');
const { report, flagged } = everyFinding();
const NONE = { allow: [], marks: [] };
const written = (id: ExportId): string =>
  [...exportFormat(id)!.write(exportInput({ report, prompts: 'redacted', now: NOW, flagged }))].join('');
const loose = { strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false } as const;
const json = (path: string): object => JSON.parse(readFileSync(path, 'utf8')) as object;

/** Each kind of subject, new, changed and gone. */
function everyEvent(): Event[] {
  const log = new EventLog();
  const tell = (one: typeof report): Event[] => log.next(applyTriage(one, NONE, '2026-11-25'), NOW);
  const [rule, ...others] = report.rules!;
  const later = {
    ...report,
    campaigns: report.campaigns.slice(0, 1).map((one) => ({ ...one, requests: 3 * one.requests })),
    accounts: report.accounts.map((one) => ({ ...one, verdict: 'none' as const })),
    rules: [
      { ...rule!, hits: rule!.hits.map((hit) => ({ ...hit, matches: 99 })) },
      ...others.map((one) => ({ ...one, hits: [], hitCount: 0 })),
    ],
  };
  return [...tell(report), ...tell(later)];
}
const events = everyEvent();
const ofRules = LEVELS.map((_, at) => `rule/r${at}`);
const ofTechniques = TECHNIQUES.map(({ id }) => `technique/${id}`);

/** Model Distillation Campaigns Targeting Anthropic Claude, atlas.mitre.org/studies/AML.CS0056 in release 2026.06. */
const ATLAS_OF_THE_CASE = [
  ...['AML.T0008.005', 'AML.T0024.002', 'AML.T0040'],
  ...['AML.T0048.002', 'AML.T0048.003', 'AML.T0048.004', 'AML.T0065'],
];

interface OtlpRequest {
  resourceLogs: [
    {
      scopeLogs: [
        { logRecords: { eventName: string; attributes: { key: string; value: { stringValue?: string } }[] }[] },
      ];
    },
  ];
}

test('the events are of each kind and change, and of each verdict', () => {
  const kinds = new Set(events.map(({ subject, change }) => `${change} ${subject.kind}`));
  for (const kind of ['campaign', 'rule'])
    for (const change of ['new', 'changed', 'gone']) assert.ok(kinds.has(`${change} ${kind}`), `${change} ${kind}`);
  assert.ok(kinds.has('new account') && kinds.has('changed account'));
  const verdicts = new Set(events.flatMap((event) => ('verdict' in event ? event.verdict : [])));
  for (const verdict of ['distillation', 'relay', 'suspected', 'harvest'])
    assert.ok(verdicts.has(verdict as 'relay'), verdict);
});

test('events fit Detection Finding of OCSF 1.4.0', () => {
  const fits = new Ajv2020(loose).compile(json(join(FIXTURES, 'ocsf-1.4/detection_finding.json')));
  for (const event of events) assert.ok(fits(EVENT_FORMATS.ocsf(event)), JSON.stringify(fits.errors));
});

interface EcsField {
  type: string;
  array?: true;
  allowed?: string[];
}

test('events have fields of ECS 8.17.0 alone, with the types and values that it gives them', () => {
  const fields = json(join(FIXTURES, 'ecs-8.17/fields.json')) as Record<string, EcsField>;
  const check = (value: object, path: string): void => {
    for (const [key, inner] of Object.entries(value) as [string, unknown][]) {
      const name = `${path}${key}`;
      if (name === 'prompt_traffic_audit') continue;
      if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) {
        check(inner, `${name}.`);
        continue;
      }
      const { type, array = false, allowed } = fields[name] ?? assert.fail(`${name} is no field of ECS`);
      assert.equal(Array.isArray(inner), array, name);
      for (const one of [inner].flat()) {
        assert.equal(typeof one, type === 'long' || type === 'float' ? 'number' : 'string', name);
        if (allowed) assert.ok(allowed.includes(String(one)), `${name}: ${String(one)}`);
      }
    }
  };
  for (const event of events) check(EVENT_FORMATS.ecs(event), '');
});

test('the SARIF log fits its schema, with a result of each verdict, technique and level', () => {
  const schema = json(createRequire(__filename).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'));
  const plain = Object.fromEntries(Object.entries(schema).filter(([name]) => name !== '$schema' && name !== 'id'));
  const fits = new Ajv(loose).compile(plain);
  const log = JSON.parse(written('sarif')) as { runs: [{ results: { ruleId: string }[] }] };
  assert.ok(fits(log), JSON.stringify(fits.errors?.slice(0, 3)));
  const rules = new Set(log.runs[0].results.map(({ ruleId }) => ruleId));
  for (const rule of ['distillation/campaign', 'relay/campaign', 'suspected/campaign', 'harvest/campaign'])
    assert.ok(rules.has(rule), rule);
  for (const rule of ['automation/account', 'distillation/template', ...ofRules, ...ofTechniques])
    assert.ok(rules.has(rule), rule);
});

test('each object of the STIX bundle fits its schema, techniques as attack patterns too', () => {
  const ajv = new Ajv2020(loose);
  const folder = join(FIXTURES, 'stix-2.1');
  const ids = new Map<string, string>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.json')) continue;
    const schema = json(join(folder, name)) as { $id: string; title: string };
    ajv.addSchema(schema);
    ids.set(schema.title, schema.$id);
  }
  const { objects } = JSON.parse(written('stix')) as { objects: { type: string }[] };
  for (const object of objects) {
    const fits = ajv.getSchema(ids.get(object.type) ?? '');
    assert.ok(fits, `no schema of ${object.type}`);
    assert.ok(fits(object), `${object.type}: ${ajv.errorsText(fits.errors)}`);
  }
  assert.ok(objects.some(({ type }) => type === 'attack-pattern'));
});

test('every technique of case AML.CS0056 of MITRE ATLAS is told to each program, and its harms of no group that is only suspected', () => {
  const known = ATLAS_TECHNIQUES.flatMap(({ id }) => (ATLAS_OF_THE_CASE.includes(id) ? id : []));
  assert.deepEqual(known, ATLAS_OF_THE_CASE);
  const sarif = JSON.parse(written('sarif')) as { runs: [{ results: { taxa?: { id: string }[] }[] }] };
  const told: Record<string, (id: string) => boolean> = {
    events: (id) => events.some(({ atlas }) => atlas?.includes(id)),
    ecs: (id) => events.some((event) => JSON.stringify(EVENT_FORMATS.ecs(event)).includes(`"${id}"`)),
    ocsf: (id) => events.some((event) => JSON.stringify(EVENT_FORMATS.ocsf(event)).includes(`"${id}"`)),
    sarif: (id) => sarif.runs[0].results.some(({ taxa }) => taxa?.some((taxon) => taxon.id === id)),
    stix: (id) => new RegExp(`"external_id": ?"${id}"`).test(written('stix')),
  };
  for (const [format, names] of Object.entries(told))
    for (const id of ATLAS_OF_THE_CASE) assert.ok(names(id), `${format}: ${id}`);
  for (const event of events)
    if ('verdict' in event && event.verdict !== 'distillation')
      assert.ok(!event.atlas?.some((id) => id.startsWith('AML.T0048')), event.summary);
});

test('the log records fit OTLP, with one of each verdict, technique, rule and flagged request', () => {
  const requests = written('otlp')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as OtlpRequest);
  assert.deepEqual(requests.flatMap(otlpFaults), []);
  const records = requests.flatMap(({ resourceLogs }) => resourceLogs[0].scopeLogs[0].logRecords);
  const rules = new Set(
    records.map(({ attributes }) => attributes.find(({ key }) => key === 'security_rule.name')!.value.stringValue),
  );
  for (const rule of ['distillation/campaign', 'relay/campaign', 'suspected/campaign', 'harvest/campaign'])
    assert.ok(rules.has(rule), rule);
  for (const rule of ['automation/account', 'distillation/template', ...ofRules, ...ofTechniques])
    assert.ok(rules.has(rule), rule);
  assert.ok(records.some(({ eventName }) => eventName === 'prompt_traffic_audit.flagged_request'));
});

test('coverage of documents is no finding: nothing of it is in an export for other programs', () => {
  for (const id of ['sarif', 'stix', 'otlp'] as const) assert.doesNotMatch(written(id), /kb-page/);
  assert.match(JSON.stringify(report), /kb-page/);
});
