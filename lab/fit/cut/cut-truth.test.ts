import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutTruth, cutTruthRows } from './cut-truth.ts';

test('rows keep their account under the number that their line has in the part', () => {
  const text = 'line\taccount\ttemplate\tattack\n2\ta\tt\t1\n2\tb\tt\t0\n3\ta\tt\t1\n5\tb\tu\t1\n';
  const cut = cutTruthRows(
    text,
    new Map([
      [2, 1],
      [5, 2],
    ]),
  );
  assert.equal(cut.text, 'line\taccount\ttemplate\tattack\n1\ta\tt\t1\n1\tb\tt\t0\n2\tb\tu\t1\n');
  assert.deepEqual(
    [...cut.harvest],
    [
      ['a', 1],
      ['b', 1],
    ],
  );
});

test('an attacker who harvests nothing in the part is neither right nor wrong, and who is not in it is not asked for', () => {
  const accounts = {
    busy: { class: 'distillation', harvest: 9 },
    resting: { class: 'distillation', harvest: 4 },
    customer: { class: 'benign', harvest: 0 },
    gone: { class: 'distillation', harvest: 2 },
  } as const;
  const cut = cutTruth({ accounts }, new Set(['busy', 'resting', 'customer']), new Map([['busy', 3]]));
  assert.deepEqual(cut.accounts, {
    busy: { class: 'distillation', harvest: 3 },
    resting: { class: 'unused', harvest: 0 },
    customer: { class: 'benign', harvest: 0 },
  });
});
