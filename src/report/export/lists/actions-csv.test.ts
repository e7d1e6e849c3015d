import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportCase, exportReport } from '../../../../test/fixtures/export-case.ts';
import type { Report, SharedTrace } from '../../shape/report.ts';
import { actionsCsv, actionsRemark } from './actions-csv.ts';

const trace = (value: string, change: Partial<SharedTrace> = {}): SharedTrace => ({
  ...{ kind: 'address', value, members: [0, 1, 2], requests: 40, others: 0 },
  ...change,
});

function withTraces(): Report {
  const report = exportReport();
  const [first, second] = report.campaigns;
  first!.infrastructure = [
    trace('203.0.113.7'),
    trace('198.51.100.1', { others: 3 }),
    trace('harvester/1.0', { kind: 'userAgent' }),
    trace('x'.repeat(300), { kind: 'userAgent' }),
    trace('org-1', { kind: 'organisation' }),
  ];
  return { ...report, campaigns: [first!, second!] };
}

const rows = (change: Parameters<typeof exportCase>[0] = {}): string[][] =>
  [...actionsCsv(exportCase({ report: withTraces(), ...change }))]
    .filter((row) => !/^"?# /.test(row))
    .slice(1)
    .map((row) => row.trimEnd().split(','));

test('nobody else is hit: what other accounts use too, and what is cut, gives no row', () => {
  const values = rows().filter(([type]) => type !== 'account');
  assert.deepEqual(
    values.map(([type, value, verdict]) => [type, value, verdict]),
    [
      ['address', '203.0.113.7', 'distillation'],
      ['program', 'harvester/1.0', 'distillation'],
    ],
  );
  const { text } = actionsRemark(exportCase({ report: withTraces() }));
  assert.match(text, /1 address or program left out, because other accounts use them too/);
});

test('an account that a person cleared, or that is only an address, gives no row, and both are said', () => {
  const report = withTraces();
  const [weak] = report.accounts.filter(({ verdict }) => verdict === 'distillation');
  const accounts = report.accounts.map((account) =>
    account === weak ? { ...account, identity: 'weak' as const } : account,
  );
  const input = exportCase({ report: { ...report, accounts } });
  const named = [...actionsCsv(input)].join('');
  assert.doesNotMatch(named, /^account,sk-c1-2,/m);
  assert.match(
    actionsRemark(input).text,
    /1 account left out, because it is known only by.*1 item left out, because a person marked it benign/,
  );
});

test('only the verdicts that were asked for give rows, and each ends on its day', () => {
  const report = withTraces();
  const first = report.campaigns[0]!;
  const relay = { ...report, campaigns: [{ ...first, verdict: 'relay' as const }, ...report.campaigns.slice(1)] };
  const actions = { verdicts: ['relay'], days: 7 } as const;
  const found = rows({ report: relay, actions });
  assert.deepEqual(
    found.map(([type]) => type),
    ['address', 'program'],
  );
  assert.deepEqual(new Set(found.map((cells) => cells[8])), new Set(['2026-12-02']));
  assert.deepEqual(
    rows({ report: relay }).filter(([type]) => type !== 'account'),
    [],
  );
});

test('a row never gives as its reason that nothing is flagged, and a harvest says that its contract decides', () => {
  const report = withTraces();
  const accounts = report.accounts.map((account) => ({
    ...account,
    ...{ verdict: 'harvest' as const, flaggedRequests: 0, requests: 80, campaign: 'C1' },
  }));
  const found = rows({ report: { ...report, accounts }, actions: { verdicts: ['harvest'], days: 7 } });
  assert.deepEqual(
    new Set(found.map((cells) => cells.at(-1))),
    new Set(['"80 requests as one of C1; whether that is allowed is a matter of its contract"']),
  );
});

test('an export on an account does not tell what the other members use', () => {
  const account = exportReport().campaigns[0]!.accounts[2]!;
  const found = rows({ subject: { kind: 'account', id: account } });
  assert.deepEqual(
    found.map(([type, value]) => [type, value]),
    [['account', account]],
  );
});
