import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import { subjectOf } from './subject-of.ts';

const { report } = syntheticResult();

test('a node or page about one campaign or account is the subject; any other leaves the choice to the person', () => {
  const [campaign, account] = [report.campaigns[0]!, report.accounts[0]!];
  assert.deepEqual(subjectOf({ kind: 'campaign', campaign }), { kind: 'campaign', id: 'C1' });
  assert.deepEqual(subjectOf({ kind: 'account', account }), { kind: 'account', id: 'sk-c1-1' });
  assert.deepEqual(subjectOf({ page: 'account', account: 'x' }), { kind: 'account', id: 'x' });
  assert.deepEqual(subjectOf({ page: 'campaign', campaign: 'C2' }), { kind: 'campaign', id: 'C2' });
  assert.equal(subjectOf({ page: 'overview' }), undefined);
  assert.equal(subjectOf({ kind: 'input' }), undefined);
  assert.equal(subjectOf(undefined), undefined);
});
