import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportCase, exportReport } from '../../../../test/fixtures/export-case.ts';
import type { Report } from '../../shape/report.ts';
import { applyTriage } from '../../triage/apply-triage.ts';
import { sarif } from './sarif.ts';

interface Run {
  results: {
    ruleId: string;
    level: string;
    suppressions?: object[];
    taxa?: { id: string; index: number }[];
    properties: Record<string, unknown>;
  }[];
  taxonomies: { taxa: { id: string }[] }[];
}

const runOf = (change: Parameters<typeof exportCase>[0]): Run =>
  (JSON.parse([...sarif(exportCase(change))].join('')) as { runs: [Run] }).runs[0];

test('findings that a person cleared are suppressed and fail no gate that counts errors, whether judged, a hit or a technique', () => {
  const report = exportReport();
  const { accounts, id } = report.campaigns[0]!;
  const line = report.findings[0]!.lines[0]!;
  const group = [{ field: 'account', value: accounts[1]! }];
  const hit = { group, matches: 3, first: null, last: null, lines: [line] };
  const grade = 'near proof' as const;
  const ofAccount = { ...report.findings[0]!, kind: 'account' as const, subject: accounts[2]! };
  const whole: Report = {
    ...report,
    findings: [...report.findings, ofAccount],
    rules: [
      {
        ...{ id: 'rule/burst', title: 'A burst', level: 'high', tags: [], state: 'ran' },
        ...{ hitCount: 1, hits: [hit] },
      },
    ],
    techniques: [
      {
        ...{ id: 'T3', name: 'replayed thinking', grade, accounts, requests: 9, campaigns: [id], text: 'It was.' },
        ...{ statistic: 1, n: 9, readings: [], atlas: ['AML.T0040'], lines: [line] },
      },
    ],
  };
  const marks = [
    {
      subject: { kind: 'campaign', accounts, templates: report.campaigns[0]!.templates },
      state: 'benign',
      note: 'ours',
    },
  ] as const;
  const triaged = applyTriage(whole, { allow: [], marks: [...marks] }, '2026-11-25');
  const { results } = runOf({ report: whole, triaged });
  const cleared = results.filter(({ suppressions }) => suppressions !== undefined);
  assert.deepEqual(
    ['distillation/campaign', 'distillation/account', 'rule/burst', 'technique/T3'].filter(
      (rule) => !cleared.some(({ ruleId }) => ruleId === rule),
    ),
    [],
  );
  assert.deepEqual([...new Set(cleared.map(({ level }) => level))], ['note']);
  const other = results.find(
    ({ ruleId, properties }) => ruleId === 'distillation/campaign' && properties['campaign'] !== id,
  );
  assert.equal(other?.level, 'error');
});

test('a result names in the taxonomy of MITRE ATLAS what its verdict says was done', () => {
  const run = runOf({ report: exportReport() });
  const campaign = run.results.find(({ ruleId }) => ruleId === 'distillation/campaign')!;
  assert.deepEqual(
    campaign.taxa?.map(({ id, index }) => [id, run.taxonomies[0]!.taxa[index]?.id]),
    [
      ['AML.T0024.002', 'AML.T0024.002'],
      ['AML.T0040', 'AML.T0040'],
      ['AML.T0048.002', 'AML.T0048.002'],
      ['AML.T0048.003', 'AML.T0048.003'],
      ['AML.T0048.004', 'AML.T0048.004'],
      ['AML.T0065', 'AML.T0065'],
    ],
  );
});
