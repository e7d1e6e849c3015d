import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, templated, traffic } from '../../../../test/fixtures/templated.ts';
import { comparedRows } from './compared-rows.ts';

test('a few accounts are chosen of many, each with its first prompt, its last and some between', () => {
  const sent = traffic(100, 9, () => ({ template: 0 }));
  const { table, slices } = templated(sent);
  const rows = comparedRows([candidateCase(sent).candidate], slices, table).get(0)!;
  assert.equal(rows.length, 48);
  assert.equal(new Set(rows.map((row) => table.rows.account[row])).size, 12);
  assert.deepEqual(
    rows.slice(0, 4).map((row) => row % 9),
    [0, 2, 5, 8],
  );
});

test('an account that sends one prompt again and again has nothing to compare', () => {
  const sent = traffic(6, 4, (member) => ({ template: 0, user: member < 2 ? `always ${member}` : undefined! }));
  const { table, slices } = templated(sent.map((one, i) => ({ ...one, user: one.user ?? `prompt ${i}` })));
  const rows = comparedRows([candidateCase(sent).candidate], slices, table).get(0)!;
  assert.equal(new Set(rows.map((row) => table.rows.account[row])).size, 4);
});

test('of many templates the two that most accounts use are compared', () => {
  const sent = traffic(9, 12, (member, n) => ({ template: member < 2 ? 3 : n % 4 === 3 ? 2 : n % 2 }));
  const { table, slices } = templated(sent);
  assert.deepEqual([...comparedRows([candidateCase(sent).candidate], slices, table).keys()], [0, 1]);
});

test('of an account with two prompts nothing is compared: what it always says may be its wording', () => {
  const sent = traffic(6, 2, () => ({ template: 0 }));
  const { table, slices } = templated(sent);
  assert.deepEqual([...comparedRows([candidateCase(sent).candidate], slices, table).values()].flat(), []);
});
