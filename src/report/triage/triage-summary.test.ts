import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { EXAMPLE_REPORT } from '../../../test/golden/cli/example-report.ts';
import { applyTriage } from './apply-triage.ts';
import { markSubject } from './mark-subject.ts';
import { triageSummary } from './triage-summary.ts';
import { countsText, lapsedTexts } from './triage-words.ts';

const schemaPath = new URL('../../../media/report.schema.json', import.meta.url);
const schema: unknown = JSON.parse(readFileSync(schemaPath, 'utf8'));
assert.ok(typeof schema === 'object' && schema !== null);
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema);

const campaign = markSubject(EXAMPLE_REPORT, 'campaign', 'c1');
assert.ok(campaign);
const triaged = applyTriage(
  EXAMPLE_REPORT,
  {
    allow: [],
    marks: [
      { subject: campaign, state: 'benign', note: 'a class', author: 'mw', date: '2026-11-01' },
      { subject: { kind: 'account', account: 'quiet' }, state: 'watch', note: 'x', expires: '2026-11-02' },
      { subject: { kind: 'account', account: 'gone' }, state: 'watch', note: 'x' },
    ],
  },
  '2026-11-25',
);

test('a report with what decisions came to fits the published schema, and its findings stay', () => {
  const report = { ...EXAMPLE_REPORT, triage: triageSummary(triaged, '2026-11-25') };
  validate(JSON.parse(JSON.stringify(report)));
  assert.deepEqual(validate.errors, null);
  assert.deepEqual(report.triage.counts.campaign, {
    found: 1,
    counted: 0,
    benign: 1,
    allowed: 0,
    confirmed: 0,
    watch: 0,
  });
  assert.deepEqual(
    report.triage.items.map(({ kind, id, counted }) => [kind, id, counted]),
    [
      ['campaign', 'c1', false],
      ['account', 'key-one', false],
      ['template', 't1', false],
    ],
  );
  assert.equal(report.triage.unseen, 1);
});

test('the words say how many are not counted, and which decisions were not applied', () => {
  assert.equal(
    countsText(triaged),
    '1 campaign, 1 marked benign and not counted; 1 account, 1 marked benign and not counted; 1 template, 1 marked benign and not counted',
  );
  assert.deepEqual(lapsedTexts(triaged), ['Not applied: the decision on account quiet: expired on 2026-11-02.']);
});
