import assert from 'node:assert/strict';
import { test } from 'node:test';
import { START, syntheticResult } from '../../../../test/fixtures/synthetic-result.ts';
import { arrivalsOf } from './arrivals.ts';
import { campaignGraph } from './campaign-graph.ts';
import { linksOf } from './links.ts';
import { pivotsOf } from './pivots.ts';
import { Results } from '../results.ts';
import { turnsOf } from './turns.ts';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function results(change: (index: ReturnType<typeof syntheticResult>['index']) => void = () => undefined): Results {
  const { report, index } = syntheticResult({ requests: 60 });
  change(index);
  const times = index.time.filter((time) => !Number.isNaN(time)).sort();
  const period = times.length === 0 ? null : { start: times[0]!, end: times.at(-1)! };
  return new Results({ ...report, period }, index, 'test');
}

test('every gap is counted once, in the observed counts and in both expectations', () => {
  const arrivals = arrivalsOf(results(), 'sk-c1-1');
  assert.ok(arrivals);
  assert.equal(arrivals.gaps, 59);
  assert.equal(sum(arrivals.observed), 59);
  assert.ok(Math.abs(sum(arrivals.shuffled) - 59) < 1e-6);
  assert.ok(Math.abs(sum(arrivals.exponential) - 59) < 1e-6);
  // One request each 16 minutes: all gaps in one bin, far above what chance puts there.
  const [tallest] = arrivals.observed.toSorted((a, b) => b - a);
  assert.equal(tallest, 59);
  const bin = arrivals.observed.indexOf(59);
  assert.ok(arrivals.from * arrivals.ratio ** bin <= 960_001 && arrivals.from * arrivals.ratio ** (bin + 1) >= 960_000);
  assert.ok(arrivals.exponential[bin]! < 20 && arrivals.shuffled[bin]! < 30);
  assert.deepEqual(arrivalsOf(results(), 'sk-c1-1'), arrivals, 'the same on every call');
});

test('requests at random look like the exponential distribution', () => {
  let state = 1;
  const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  let at = START;
  const scan = results((index) => {
    for (let row = 0; row < index.length; row += 16) index.time[row] = at += -Math.log(1 - random()) * 600_000;
  });
  const arrivals = arrivalsOf(scan, 'sk-c1-1')!;
  const distance = sum(arrivals.observed.map((value, bin) => Math.abs(value - arrivals.exponential[bin]!)));
  assert.ok(distance < 45, `${distance} of 59 gaps lie elsewhere`);
});

test('an account without times, or with two requests, has no gaps to show', () => {
  assert.equal(
    arrivalsOf(
      results((index) => index.time.fill(NaN)),
      'sk-c1-1',
    ),
    undefined,
  );
  assert.equal(arrivalsOf(results(), 'nobody'), undefined);
});

test('linked are those who share a campaign, rare templates or an organisation, strongest first, with reasons', () => {
  const links = linksOf(results(), 'sk-c1-1');
  assert.ok(links);
  assert.deepEqual(
    links
      .slice(0, 2)
      .map(({ account }) => account)
      .sort(),
    ['sk-c1-2', 'sk-c1-3'],
  );
  assert.deepEqual(
    links[0]!.reasons.map(({ kind }) => kind),
    ['campaign', 'templates', 'organisation', 'hours'],
  );
  assert.ok(
    links.every(({ account }) => !account.startsWith('user-')),
    'ordinary users have nothing in common',
  );
  assert.deepEqual(
    links.slice(2).map(({ reasons }) => reasons[0]?.kind),
    ['organisation', 'organisation', 'organisation'],
  );
  assert.equal(linksOf(results(), 'nobody'), undefined);
});

test('an account that begins where another ended is said to follow it', () => {
  const { report, index } = syntheticResult({ requests: 60 });
  const moved = report.accounts.map((account) =>
    account.account === 'sk-c1-2'
      ? {
          ...account,
          first: report.accounts[0]!.last! + 2 * 3_600_000,
          last: report.accounts[0]!.last! + 9 * 3_600_000,
        }
      : account,
  );
  const link = linksOf(new Results({ ...report, accounts: moved }, index, 'test'), 'sk-c1-1')!.find(
    ({ account }) => account === 'sk-c1-2',
  );
  assert.match(
    link!.reasons.find(({ kind }) => kind === 'succession')!.text,
    /^Began 2 hours after this account stopped/,
  );
});

test('accounts with the same templates are one group, and all requests of the campaign are in the graph', () => {
  const graph = campaignGraph(results(), 'C1');
  assert.ok(graph);
  assert.deepEqual(graph.templates, [{ template: 'T1', requests: 180, accounts: 3 }]);
  assert.equal(graph.groups.length, 1);
  assert.deepEqual(graph.groups[0], {
    accounts: ['sk-c1-1', 'sk-c1-2', 'sk-c1-3'],
    ...{ size: 3, organisations: 1, requests: 180, counts: [180] },
  });
  assert.deepEqual([graph.moreAccounts, graph.moreTemplates], [0, 0]);
});

test('traces that members share lead to the groups of those who have them', () => {
  const { report, index } = results();
  const trace = { kind: 'address', value: '203.0.113.7', members: [0, 2], requests: 120, others: 1 } as const;
  const campaigns = report.campaigns.map((one) =>
    one.id === 'C1' ? { ...one, infrastructure: [{ ...trace, members: [...trace.members] }] } : one,
  );
  const graph = campaignGraph(new Results({ ...report, campaigns }, index, 'test'), 'C1')!;
  assert.deepEqual(graph.traces, [{ kind: 'address', value: '203.0.113.7', members: 2, others: 1, counts: [2] }]);
});

test('accounts that differ in their templates are two groups', () => {
  const scan = results((index) => {
    // The third member sends the template of another campaign as well.
    for (let row = 2; row < index.length; row += 32) index.template[row] = 1;
  });
  const { report, index } = scan;
  const campaigns = report.campaigns.map((one) => (one.id === 'C1' ? { ...one, templates: ['T1', 'T2'] } : one));
  const graph = campaignGraph(new Results({ ...report, campaigns }, index, 'test'), 'C1')!;
  assert.deepEqual(
    graph.groups.map(({ size }) => size),
    [2, 1],
  );
  assert.equal(sum(graph.groups.map(({ requests }) => requests)), 180);
});

test('the run shows who is next, and says of turns what the evidence says', () => {
  const scan = results();
  const turns = turnsOf(scan, 'C1');
  assert.ok(turns);
  assert.equal(turns.judged, null);
  const [c1, ...others] = scan.report.campaigns;
  const [some] = c1!.evidence;
  const judged = { ...some!, detector: 'dealing', text: 'The accounts take turns.' };
  const report = { ...scan.report, campaigns: [{ ...c1!, evidence: [judged] }, ...others] };
  assert.equal(turnsOf(new Results(report, scan.index, 'test'), 'C1')?.judged, 'The accounts take turns.');
  assert.deepEqual(turns.order.slice(0, 6), [0, 1, 2, 0, 1, 2]);
  assert.deepEqual(turns.requests, [60, 60, 60]);
  assert.equal(
    turnsOf(
      results((index) => index.time.fill(NaN)),
      'C1',
    ),
    undefined,
  );
});

test('a campaign that goes over to a new model for good is a pivot; one stray request is none', () => {
  const pivots = pivotsOf(results());
  assert.deepEqual(
    pivots.map(({ campaign, from, to }) => [campaign, from, to]),
    [
      ['C1', 'model-a', 'model-b'],
      ['C2', 'model-a', 'model-b'],
    ],
  );
  assert.ok(Math.abs(pivots[0]!.time - (START + 480 * 60_000)) < 20 * 60_000);
  const stray = results((index) => {
    index.model.fill(0);
    index.model[100] = 1;
  });
  assert.deepEqual(pivotsOf(stray), []);
});
