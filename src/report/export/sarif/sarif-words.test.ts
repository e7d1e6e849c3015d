/** Words of SARIF that are those of every other place, or that readers ask for. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportCase, exportReport } from '../../../../test/fixtures/export-case.ts';
import type { Report, Verdict } from '../../shape/report.ts';
import { sarif } from './sarif.ts';

interface Run {
  results: {
    ruleId: string;
    kind: string;
    level: string;
    message: { text: string };
    properties: Record<string, unknown>;
  }[];
  tool: { driver: { notifications: { id: string; name?: string }[] } };
}

const runOf = (report: Report): Run =>
  (JSON.parse([...sarif(exportCase({ report }))].join('')) as { runs: [Run] }).runs[0];

test('evidence that hardly moves the odds is called neutral here too', () => {
  const report = exportReport();
  const [first, ...rest] = report.campaigns;
  const evidence = first!.evidence.map((item, at) => (at === 0 ? { ...item, weight: 0.03 } : item));
  const { results } = runOf({ ...report, campaigns: [{ ...first!, evidence }, ...rest] });
  const { text } = results.find(({ properties }) => properties['campaign'] === first!.id)!.message;
  assert.ok(text.includes('\nNeutral (weight +0.03): '), text);
});

test('no detector has a name that its id says already: a reader would warn of it', () => {
  const ran = { family: 'coordination', state: 'ran', judged: 1 } as const;
  const detectors = [
    { id: 'sign-ups', name: 'Sign-ups', ...ran },
    { id: 'tenure', name: 'Time of use', ...ran },
  ];
  const { driver } = runOf({ ...exportReport(), detectors }).tool;
  assert.deepEqual(
    driver.notifications.map(({ id, name }) => [id, name]),
    [
      ['sign-ups', undefined],
      ['tenure', 'Time of use'],
    ],
  );
});

test('a suspected group is a warning that says how often such a list is right; one below the threshold is no failure', () => {
  const report = exportReport();
  const resultOf = (verdict: Verdict) => {
    const [result] = runOf({ ...report, findings: [{ ...report.findings[0]!, verdict }] }).results;
    const { ruleId, kind, level } = result!;
    return { message: result!.message, called: [kind, level, ruleId] };
  };
  const { called, message } = resultOf('suspected');
  assert.deepEqual(called, ['fail', 'warning', 'suspected/campaign']);
  assert.deepEqual(resultOf('none').called, ['informational', 'none', 'below-threshold/campaign']);
  assert.match(message.text, /about 7 in 10 suspected groups were campaigns/);
  assert.doesNotMatch(message.text, /Probability of distillation/);
});
