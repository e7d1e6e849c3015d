import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import { wholeSubject } from './subject-name.ts';

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

test('what no name begins with is left for the one that looks for it', () => {
  assert.equal(named('account', 'nobody'), 'nobody');
});
