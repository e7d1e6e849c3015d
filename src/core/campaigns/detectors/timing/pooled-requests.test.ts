import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, MONDAY } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, traffic } from '../../../../../test/fixtures/templated.ts';
import { candidateRows } from '../../candidates/candidate-rows.ts';
import { pooledRequests } from './pooled-requests.ts';

test('requests come in order of time, whatever their order in the log, each with its member', () => {
  const { candidate, context } = candidateCase(
    traffic(6, 10, (m, n) => ({ time: n === 7 ? NaN : MONDAY + (9 - n) * HOUR + m })),
  );
  const { table } = context;
  const { rows, member, perMember, visits } = pooledRequests(candidate, table);
  assert.equal(candidateRows(candidate).length, 60);
  assert.deepEqual(perMember, [9, 9, 9, 9, 9, 9]);
  const times = Array.from(rows, (row) => table.rows.time[row]!);
  assert.deepEqual(
    times,
    [...times].sort((a, b) => a - b),
  );
  rows.forEach((row, i) => assert.equal(table.rows.account[row], candidate.accounts[member[i]!]));
  assert.deepEqual(
    visits.map((own) => own.length),
    [9, 9, 9, 9, 9, 9],
    'all are hours apart',
  );
  assert.deepEqual([...rows].sort().length, new Set(rows).size);
});

test('requests at one time come in the order of the log', () => {
  const { candidate, context } = candidateCase(traffic(6, 4, () => ({ time: MONDAY })));
  const { rows } = pooledRequests(candidate, context.table);
  assert.deepEqual(
    [...rows],
    [...candidateRows(candidate)].sort((a, b) => a - b),
  );
});
