import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chanceTest, DEALT_OUT } from './chance-tests.ts';

test('a test against chance says what was compared, how many cases were like it, and how likely that is by chance', () => {
  const dealt = { against: DEALT_OUT, n: 99 };
  const copies = 'copies of the log whose rare templates are dealt out at random';
  assert.equal(chanceTest({ ...dealt, p: 0.01 }), `A group as strong appears in none of 99 ${copies} (p = 0.01).`);
  assert.equal(chanceTest({ ...dealt, p: 0.03 }), `A group as strong appears in 2 of 99 ${copies} (p = 0.03).`);
  assert.equal(
    chanceTest({ against: 'other groups of the log', n: 24, p: 0.04 }),
    'Compared with other groups of the log: none of 24 show as much (p = 0.04).',
  );
});

test('a comparison that could not be made says why', () => {
  assert.equal(
    chanceTest({ against: 'other groups of the log', untested: 'there are only 11, and 19 are needed' }),
    'Not compared with other groups of the log: there are only 11, and 19 are needed.',
  );
  assert.match(
    chanceTest({ against: DEALT_OUT }),
    /^Not compared with copies of the log .*: the log lacks the data it needs\.$/,
  );
});
