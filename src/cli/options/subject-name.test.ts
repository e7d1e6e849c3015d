import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import { itemNamed, wholeSubject } from './subject-name.ts';

const { report } = syntheticResult();
report.campaigns[0]!.key = 'K98d5b99c';

const named = (kind: 'campaign' | 'account', id: string): string => wholeSubject(report, { kind, id }).id;

test('a beginning that only one name has stands for the whole name', () => {
  assert.equal(named('account', 'sk-c1-2'), 'sk-c1-2');
  assert.equal(named('account', 'user-00001'), 'user-00001');
  assert.equal(named('account', 'user-0001'), 'user-00010');
  assert.equal(named('campaign', 'K98d'), 'C1');
});

test('a beginning of several names is refused, and says which', () => {
  assert.throws(() => named('account', 'sk-c1'), /3 accounts begin with that: sk-c1-1, sk-c1-2, sk-c1-3\. Type more/);
  assert.throws(() => named('campaign', 'C'), /2 campaigns begin with that/);
});

test('a text that no name begins with is left for the one that looks for it', () => {
  assert.equal(named('account', 'nobody'), 'nobody');
});

test('a name of any kind may be shortened too, and one of two kinds is told apart by its kind', () => {
  assert.deepEqual(itemNamed(report, 'C1'), { kind: 'campaign', id: 'C1' });
  assert.deepEqual(itemNamed(report, 'K98d'), { kind: 'campaign', id: 'C1' });
  assert.deepEqual(itemNamed(report, 'sk-c1-2'), { kind: 'account', id: 'sk-c1-2' });
  assert.deepEqual(itemNamed(report, 'user-0001'), { kind: 'account', id: 'user-00010' });
  assert.throws(() => itemNamed(report, 'sk-c1'), /3 names begin with that: account:sk-c1-1, account:sk-c1-2/);
  assert.throws(() => itemNamed(report, 'nobody'), /no campaign, template or account "nobody"/);
  const named = { ...report, accounts: [...report.accounts, { ...report.accounts[0]!, account: 'C1' }] };
  assert.throws(() => itemNamed(named, 'C1'), /names 2 things: say campaign:C1 or account:C1/);
  assert.deepEqual(itemNamed(named, 'account:C1'), { kind: 'account', id: 'C1' });
});
