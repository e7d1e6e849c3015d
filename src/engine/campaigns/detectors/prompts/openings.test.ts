import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { openingsOf } from './openings.ts';

test('requests that open a conversation are counted, and those listed whose prompt another of them has', () => {
  const sent: TemplatedSent[] = ['a', 'b', 'a', 'c', 'b'].map((user, n) => ({
    account: `m${n}`,
    template: 0,
    user: `${user} and no more`,
    // A later turn opens nothing: what it repeats comes once.
    ...(n === 4 && { later: ['An answer.', 'And then?'] }),
  }));
  const { candidate, context } = candidateCase(sent);
  const { requests, again } = openingsOf(candidate, context.table);
  assert.equal(requests, 4);
  assert.deepEqual([...again].sort(), [0, 2]);
  assert.equal(openingsOf(candidate, context.table).again, again, 'worked out once');
});
