import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import type { LogFilter } from '../../protocol/explorer-messages.ts';
import type { RequestIndex } from '../../report/shape/request-index.ts';
import { fileRows, logRow } from '../explorer/log-rows.ts';
import { RequestList } from '../explorer/request-list.ts';
import { requestFacets } from './request-facets.ts';
import { selectRequests } from './selection.ts';
import { Results } from './results.ts';

const made = syntheticResult({ campaigns: 2, members: 3, ordinary: 5, requests: 30 });
const { report } = made;
const { length } = made.index;
const address = Uint32Array.from({ length }, (_, row) => row % 3);
const payment = Uint32Array.from(made.index.accounts, (_, account) => account % 2);
const index: RequestIndex = {
  ...made.index,
  toolCount: Uint8Array.from({ length }, (_, row) => (row * 7) % 30),
  traits: [
    { kind: 'address', names: ['', '203.0.113.1', '203.0.113.2'], column: address, of: 'request' },
    { kind: 'payment', names: ['', 'card-1'], column: payment, of: 'account' },
  ],
};
const results = new Results(report, index, 'log');
const file = fileRows(results, index.files[0] ?? '');
assert.ok(file);
const ALL: LogFilter = { kind: 'requests', account: '', template: '', campaign: '', flagged: false, text: '' };
const TOOLS: LogFilter = { ...ALL, tools: 'to-20' };
const thread = { ask: () => Promise.reject(new Error('nothing is read')) };
const totalOf = (filter: LogFilter): number => new RequestList(file, filter, thread).extent().total;

test('the number beside a value is what the list shows once it is chosen', () => {
  for (const filter of [
    ALL,
    { ...ALL, campaign: 'C1' },
    { ...ALL, flagged: true },
    { ...ALL, account: 'sk-c1-1' },
    TOOLS,
  ]) {
    const facets = requestFacets(file, filter);
    assert.ok(facets.some(({ values }) => values.length > 1));
    for (const { field, values } of facets) {
      for (const { value, requests } of values) {
        assert.equal(requests, totalOf({ ...filter, [field]: value }), `${field} ${value}`);
      }
    }
  }
});

test('a filter lets through what its words say, and no other request', () => {
  const expected = (fits: (row: number) => boolean): number =>
    Array.from(index.time.keys()).filter((row) => fits(row)).length;
  const isTimed = (row: number): boolean => index.time[row]! >= index.time[40]! && index.time[row]! < index.time[140]!;
  const from = index.time[40]!;
  const to = index.time[140]!;
  assert.equal(
    totalOf(TOOLS),
    expected((row) => index.toolCount![row]! > 5 && index.toolCount![row]! <= 20),
  );
  assert.equal(
    totalOf({ ...ALL, answer: 'to-500' }),
    expected((row) => index.outputTokens[row]! > 100 && index.outputTokens[row]! <= 500),
  );
  assert.equal(totalOf({ ...ALL, from, to }), expected(isTimed));
  assert.equal(
    totalOf({ ...ALL, flagged: true, from, to }),
    expected((row) => isTimed(row) && results.isFlagged(row)),
  );
  assert.equal(totalOf({ ...ALL, campaign: 'C1' }), selectRequests(results, { campaign: 'C1' }, 0).total);
});

test('a log whose tools are unknown does not offer to filter by them', () => {
  const unknown = new Results(report, made.index, 'log');
  const fields = requestFacets({ ...file, results: unknown }, ALL).map(({ field }) => field);
  assert.deepEqual(fields, ['campaign', 'verdict', 'model', 'template', 'account', 'answer']);
});

test('a value that is chosen does not hide the others of its field', () => {
  const values = (filter: LogFilter): string[] =>
    requestFacets(file, filter)
      .find(({ field }) => field === 'campaign')!
      .values.map(({ value }) => value);
  assert.deepEqual(values({ ...ALL, campaign: 'C2' }).toSorted(), values(ALL).toSorted());
});

test('a name that the log does not have counts nothing but its own field', () => {
  const facets = requestFacets(file, { ...ALL, model: 'nowhere' });
  for (const { field, values } of facets) assert.equal(values.length > 0, field === 'model', field);
});

test('values that are left out are in no row, and can be seen beside the others of their field', () => {
  const filter: LogFilter = { ...ALL, except: [{ field: 'campaign', value: 'C1' }] };
  assert.equal(totalOf(filter), totalOf(ALL) - totalOf({ ...ALL, campaign: 'C1' }));
  const of = (wanted: string): string[] =>
    requestFacets(file, filter)
      .find(({ field }) => field === wanted)!
      .values.map(({ value }) => value);
  assert.deepEqual(of('campaign').toSorted(), ['C1', 'C2']);
  assert.ok(!of('account').includes('sk-c1-1'));
});

test('an address, and what only accounts have, filter requests; a request without one is no value to choose', () => {
  const rows = Array.from(index.time.keys());
  assert.equal(totalOf({ ...ALL, address: '203.0.113.2' }), rows.filter((row) => address[row] === 2).length);
  assert.equal(totalOf({ ...ALL, payment: 'card-1' }), rows.filter((row) => index.account[row]! % 2 === 1).length);
  const values = requestFacets(file, ALL).find(({ field }) => field === 'address')?.values;
  assert.deepEqual(values?.map(({ value }) => value).sort(), ['203.0.113.1', '203.0.113.2']);
});

test('an account in two campaigns has in each the requests of its templates, and no campaign loses them to the other', () => {
  const [first, second] = report.campaigns;
  const both = { ...second!, accounts: [...second!.accounts, 'sk-c1-1'] };
  const shared = new Results({ ...report, campaigns: [first!, both] }, index, 'log');
  const counts = requestFacets({ ...file, results: shared }, ALL).find(({ field }) => field === 'campaign')!.values;
  const rows = (id: string): number => selectRequests(shared, { campaign: id }, 0).total;
  assert.deepEqual(
    counts.map(({ value, requests }) => [value, requests]).toSorted(),
    [first!, both].map(({ id }) => [id, rows(id)]),
  );
});

test('a group that is not flagged says so among the campaigns to filter by', () => {
  const [first, second] = report.campaigns;
  const weak = new Results(
    { ...report, campaigns: [first!, { ...second!, verdict: 'none', score: 0.2 }] },
    index,
    'log',
  );
  const { values } = requestFacets({ ...file, results: weak }, ALL).find(({ field }) => field === 'campaign')!;
  const label = (id: string): string => values.find(({ value }) => value === id)?.label ?? '';
  assert.match(label('C1'), /^C1: /);
  assert.match(label('C2'), /^C2 \(not flagged\): /);
});

test('requests of a suspected group are called so, among the values as in their rows', () => {
  const campaigns = report.campaigns.map((one) => ({ ...one, verdict: 'suspected' as const }));
  const accounts = report.accounts.map((one) => ({ ...one, verdict: 'none' as const }));
  const suspected = { ...file, results: new Results({ ...report, campaigns, accounts }, index, 'log') };
  const { values } = requestFacets(suspected, ALL).find(({ field }) => field === 'verdict')!;
  const place = { offset: 0, length: 0, part: 0, line: null, time: null };
  const read = { ...place, isRequest: true, account: '', model: '', preview: '', requests: 1 };
  const rows = Array.from(index.time.keys(), (row) => logRow(read, suspected, row).verdict);
  const counts = (called: string): number => rows.filter((one) => one === called).length;
  assert.deepEqual(
    values.map(({ value, requests }) => [value, requests]),
    ['suspected-group', 'none'].map((called) => [called, counts(called)]).toSorted((a, b) => +b[1]! - +a[1]!),
  );
});
