import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../../test/fixtures/synthetic-result.ts';
import type { RequestIndex, Trait } from '../../../report/shape/request-index.ts';
import { Results } from '../results.ts';
import { EntityAnswers } from './entity-answers.ts';
import { entitiesOfReport } from './entity-of-report.ts';
import { entitySource } from './entity-source.ts';
import { EntityTable } from './entity-table.ts';
import { entityAnswer } from './entity-thread.ts';

/** Accounts of the first campaign send from one address, one ordinary account too; all others each from its own. */
function withTraits(index: RequestIndex): Trait[] {
  const shared = new Set([0, 1, 2, 6]);
  const names = ['', '203.0.113.7', ...index.accounts.map((_, at) => `198.51.100.${at}`)];
  const address = Uint32Array.from(index.account, (account, row) =>
    shared.has(account) && row % 2 === 0 ? 1 : account + 2,
  );
  const payment = Uint32Array.from(index.accounts, (_, at) => (at === 6 || at === 7 ? 1 : 0));
  return [
    { kind: 'address', names, column: address, of: 'request' },
    { kind: 'payment', names: ['', 'card-1'], column: payment, of: 'account' },
  ];
}

function made(): { results: Results; table: EntityTable } {
  const { report, index } = syntheticResult({ ordinary: 5, requests: 21 });
  const results = new Results(report, { ...index, traits: withTraits(index) }, 'synthetic');
  return { results, table: new EntityTable(entitySource(results)) };
}

test('the page of an address counts its requests, its accounts and what of it is in campaigns as a count by hand does', () => {
  const { results, table } = made();
  const { index } = results;
  const rows = [...index.account.keys()].filter((row) => index.traits![0]!.column[row] === 1);
  const found = table.entity({ kind: 'address', value: '203.0.113.7' })!;
  assert.equal(found.requests, rows.length);
  assert.equal(found.accounts, 4);
  const inCase = rows.filter((row) => index.account[row]! < 3);
  assert.equal(found.inCases, inCase.length);
  assert.deepEqual(found.cases, [{ campaign: 'C1', accounts: 3, requests: inCase.length }]);
  assert.deepEqual([found.first, found.last], [index.time[rows[0]!], index.time[rows.at(-1)!]]);
  assert.equal(
    found.times!.requests.reduce((sum, one) => sum + one, 0),
    rows.length,
  );
  const [user] = found.users;
  assert.equal(user?.of, 21);
  assert.equal(results.lineOf(found.row!).line, inCase[0]! + 1);
});

test('what a group that is neither flagged nor suspected has is not counted as in campaigns', () => {
  const { report, index } = syntheticResult({ ordinary: 5, requests: 21 });
  const campaigns = report.campaigns.map((campaign) => ({ ...campaign, verdict: 'none' as const }));
  const results = new Results({ ...report, campaigns }, { ...index, traits: withTraits(index) }, 'synthetic');
  const table = new EntityTable(entitySource(results));
  const { inCases, cases, users } = table.entity({ kind: 'address', value: '203.0.113.7' })!;
  assert.deepEqual([inCases, cases, users.map((user) => user.inCases)], [0, [], [0, 0, 0, 0]]);
  const lists = [table.list('address', '', 10), entitiesOfReport(results, 'template', '', 10)];
  assert.ok(lists.every(({ rows }) => rows.length > 0 && rows.every((row) => row.inCases === 0)));
});

test('without the log an organisation has in campaigns what its accounts send for theirs, also where these are no more than suspected', () => {
  const { report, index } = syntheticResult({ ordinary: 5, requests: 21 });
  const suspected = 'suspected' as const;
  const counted = (verdict: typeof suspected | 'none'): number[] => {
    const campaigns = report.campaigns.map((campaign) => ({ ...campaign, verdict }));
    const accounts = report.accounts.map((account) => ({ ...account, flaggedRequests: 0, organisation: 'Acme' }));
    const results = new Results({ ...report, campaigns, accounts }, index, 'synthetic');
    return entitiesOfReport(results, 'organisation', '', 10).rows.map(({ inCases }) => inCases);
  };
  const sent = report.accounts.flatMap(({ campaign, slices }) => (campaign === undefined ? [] : slices));
  assert.deepEqual(counted(suspected), [sent.reduce((sum, { requests }) => sum + requests, 0)]);
  assert.ok(counted(suspected)[0]! > 0);
  assert.deepEqual(counted('none'), [0]);
});

test('values that only accounts have count all their requests, and whoever has no value of a kind has nothing in common by it', () => {
  const { table } = made();
  const card = table.entity({ kind: 'payment', value: 'card-1' })!;
  assert.deepEqual([card.requests, card.accounts, card.inCases], [42, 2, 0]);
  assert.equal(table.entity({ kind: 'payment', value: '' }), undefined);
  assert.deepEqual(
    table.list('payment', '', 10).rows.map(({ value }) => value),
    ['card-1'],
  );
});

test('the list has those of campaigns first, finds by a part of the value, and says how many there are in all', () => {
  const { table } = made();
  const { rows, total, kinds } = table.list('address', '', 2);
  assert.deepEqual(
    [rows[0]?.value, rows.length, total, kinds],
    ['203.0.113.7', 2, 12, ['template', 'address', 'payment']],
  );
  assert.deepEqual(
    table.list('address', '.100.6', 10).rows.map(({ value }) => value),
    ['198.51.100.6'],
  );
});

test('two accounts are linked over what the fewest accounts have, and not over what many have where there is another way', () => {
  const { results } = made();
  const answers = new EntityAnswers(entitySource(results));
  const [first, other] = [results.index.accounts[0]!, results.index.accounts[7]!];
  const ask = { from: first, to: other, kinds: ['template', 'address', 'payment'] as const };
  const path = (body: object) =>
    (
      answers.to({ kind: 'accountPath', body: { ...ask, kinds: [...ask.kinds], ...body } }) as {
        path: { value: string; accounts: number }[];
      }
    ).path;
  assert.deepEqual(
    path({}).map(({ value, accounts }) => [value, accounts]),
    [
      [first, 0],
      ['203.0.113.7', 4],
      [results.index.accounts[6], 0],
      ['card-1', 2],
      [other, 0],
    ],
  );
  assert.deepEqual(path({ atMost: 3 }), []);
  assert.deepEqual(path({ kinds: ['payment'] }), []);
  assert.deepEqual(answers.to({ kind: 'accountPath', body: { ...ask, kinds: [], to: 'nobody' } }), {
    path: [],
    unknown: ['nobody'],
  });
});

test('the graph draws what was unfolded with its neighbours, every link between what is drawn, and how many are not', () => {
  const { results } = made();
  const answers = new EntityAnswers(entitySource(results));
  const graph = answers.to({
    kind: 'entityGraph',
    body: { open: [{ kind: 'address', value: '203.0.113.7' }], kinds: ['address', 'payment'] },
  });
  assert.ok('links' in graph);
  const [address] = graph.nodes;
  assert.deepEqual([address?.accounts, address?.more, address?.isOpen], [4, 0, true]);
  assert.equal(graph.nodes.length, 5);
  assert.equal(graph.links.length, 4);
  const member = graph.nodes.find(({ value }) => value === results.index.accounts[6]);
  // Its own address and its card are not drawn.
  assert.equal(member?.more, 2);
});

test('the graph of a campaign draws its accounts before others that send more', () => {
  const { results } = made();
  const source = entitySource(results);
  // The ordinary account sends all it sends from there.
  results.index.account.forEach((account, row) => account === 6 && (source.kinds[1]!.column[row] = 1));
  const drawn = (first?: string): unknown => {
    const body = { open: [{ kind: 'address' as const, value: '203.0.113.7' }], kinds: ['address' as const] };
    const graph = new EntityAnswers(source).to({ kind: 'entityGraph', body: { ...body, ...(first && { first }) } });
    assert.ok('nodes' in graph);
    return graph.nodes.slice(1).map(({ value }) => results.index.accounts.indexOf(value));
  };
  assert.deepEqual(drawn(), [6, 0, 2, 1]);
  assert.deepEqual(drawn('C1'), [0, 2, 1, 6]);
});

test('a report without its requests says what it knows of an address and leaves open what it does not', async () => {
  const { report, index } = syntheticResult({ ordinary: 5 });
  report.campaigns[0]!.infrastructure = [
    { kind: 'address', value: '203.0.113.7', members: [0, 2], requests: 12, others: 3 },
  ];
  const kept = new Results(report, { ...index, length: 3 }, 'report');
  const ask = () => Promise.reject(new Error('nobody holds the requests'));
  const body = { kind: 'address', value: '203.0.113.7' } as const;
  const view = await entityAnswer(kept, { kind: 'entity', body }, ask);
  assert.ok('scope' in view);
  assert.deepEqual([view.scope, view.accounts, view.requests, view.times], ['report', 5, null, null]);
  assert.deepEqual(view.cases, [{ campaign: 'C1', accounts: 2, requests: 12 }]);
  await assert.rejects(
    entityAnswer(kept, { kind: 'accountPath', body: { from: 'a', to: 'b', kinds: [] } }, ask),
    /does not say that/,
  );
});
