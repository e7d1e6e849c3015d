import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportCase, exportReport, HOSTILE } from '../../../../test/fixtures/export-case.ts';
import type { Report } from '../../shape/report.ts';
import { sarif } from './sarif.ts';

interface Run {
  results: { ruleId: string; ruleIndex: number; level: string; message: { text: string } }[];
  tool: { driver: { rules: { id: string }[] } };
}

const runOf = (report: Report): Run =>
  (JSON.parse([...sarif(exportCase({ report }))].join('')) as { runs: [Run] }).runs[0];

test('a technique is a rule and a result after all others, with its grade as its level', () => {
  const report = exportReport();
  const technique = {
    ...{ id: 'T3', name: 'replayed thinking', statistic: 40, n: 40, requests: 40, atlas: ['AML.T0024.002'] },
    accounts: report.campaigns[0]!.accounts,
    campaigns: [report.campaigns[0]!.id],
    text: `40 blocks came back. ${HOSTILE}`,
    readings: [{ reading: 'a pool', checked: 'none', outcome: 'ruled out' as const }],
    lines: report.findings[0]!.lines,
  };
  const techniques = [
    { ...technique, grade: 'near proof' as const },
    { ...technique, id: 'T7', grade: 'weak' as const, lines: [] },
  ];
  const before = runOf(report);
  const after = runOf({ ...report, techniques });
  const own = after.results.filter(({ ruleId }) => ruleId.startsWith('technique/'));
  assert.deepEqual(
    own.map(({ ruleId, level, ruleIndex }) => [ruleId, level, after.tool.driver.rules[ruleIndex]!.id]),
    [
      ['technique/T3', 'error', 'technique/T3'],
      ['technique/T7', 'note', 'technique/T7'],
    ],
  );
  assert.match(own[0]!.message.text, /^T3 replayed thinking \(near proof\): .*\n40 blocks came back/);
  assert.match(own[0]!.message.text, /ruled out: a pool/);
  const others = after.results.slice(0, -2);
  assert.deepEqual(others.length, before.results.length, 'the results of a report without techniques are the same');
});
