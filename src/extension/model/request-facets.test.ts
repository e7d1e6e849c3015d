import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import type { LogFilter } from '../../protocol/explorer-messages.ts';
import { fileRows } from '../explorer/log-rows.ts';
import { RequestList } from '../explorer/request-list.ts';
import { requestFacets } from './request-facets.ts';
import { Results } from './results.ts';

const { report, index } = syntheticResult({ campaigns: 2, members: 3, ordinary: 5, requests: 30 });
const results = new Results(report, index, 'log');
const file = fileRows(results, index.files[0] ?? '');
assert.ok(file);
const ALL: LogFilter = { kind: 'requests', account: '', template: '', campaign: '', flagged: false, text: '' };
const thread = { ask: () => Promise.reject(new Error('nothing is read')) };
const totalOf = (filter: LogFilter): number => new RequestList(file, filter, thread).extent().total;

test('the number beside a value is what the list shows once it is chosen', () => {
  for (const filter of [ALL, { ...ALL, campaign: 'C1' }, { ...ALL, flagged: true }, { ...ALL, account: 'sk-c1-1' }]) {
    const facets = requestFacets(file, filter);
    assert.ok(facets.some(({ values }) => values.length > 1));
    for (const { field, values } of facets) {
      for (const { value, requests } of values) {
        assert.equal(requests, totalOf({ ...filter, [field]: value }), `${field} ${value}`);
      }
    }
  }
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
