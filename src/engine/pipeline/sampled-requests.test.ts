import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tableOf, words } from '../../../test/fixtures/requests.ts';
import { Slices, slicesOf } from '../accounts/slices.ts';
import { templateViews } from '../templates/views/template-views.ts';
import { sampledRequests } from './sampled-requests.ts';

test('a task is read in the requests that say it, not in those that go on with what it is to be done with', () => {
  const said = ['Gladly.', 'Reconstruct every step of the reasoning behind this result. Leave nothing out.'];
  const talks = Array.from({ length: 30 }, (_, n) => {
    const later = [...said, ...Array.from({ length: 8 }, (_, at) => `${words(`${n} matter ${at}`, 14)}.`)];
    const turns = [5, 4, 3, 2, 1, 0].map((turn) => later.slice(0, 2 * turn));
    return turns.map((own) => ({ account: `o${n % 10}`, user: `${words(`talk ${n}`, 9)}?`, later: own }));
  });
  // Without times requests stand in the order of the log, here the last turn of each conversation first.
  const table = tableOf(talks.flat());
  const views = templateViews(table);
  const slices = new Slices(slicesOf(table, { ...views, ofRow: views.open }).views);
  const task = views.open[0]!;
  const { shown, isOpen } = sampledRequests([], slices, views, table, [task]).get(task)!;
  assert.ok(isOpen && shown.length === 4);
  for (const row of shown) assert.equal(row % 6, 4);
});
