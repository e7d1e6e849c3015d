import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportReport, HOSTILE } from '../../../test/fixtures/export-case.ts';
import { reportOn } from './subject.ts';

test('a report on a campaign holds its members, templates and findings and nobody else', () => {
  const part = reportOn(exportReport(), { kind: 'campaign', id: 'C1' });
  assert.deepEqual(
    part.campaigns.map(({ id }) => id),
    ['C1'],
  );
  assert.equal(part.accounts.length, 3);
  assert.deepEqual(
    part.templates.map(({ id }) => id),
    ['T1'],
  );
  assert.deepEqual(
    part.findings.map(({ subject }) => subject),
    ['C1'],
  );
  assert.doesNotMatch(JSON.stringify(part), /sk-c2|user-0/);
});

test('a report on an account does not tell of the other members', () => {
  const part = reportOn(exportReport(), { kind: 'account', id: HOSTILE });
  assert.deepEqual(
    part.accounts.map(({ account }) => account),
    [HOSTILE],
  );
  assert.deepEqual(
    part.campaigns.map(({ id }) => id),
    ['C1'],
  );
  assert.deepEqual(
    part.templates.map(({ id }) => id),
    ['T1'],
  );
});

test('an unknown name is refused with the names that are there', () => {
  assert.throws(() => reportOn(exportReport(), { kind: 'campaign', id: 'C9' }), /no campaign "C9".*C1, C2/);
  assert.throws(() => reportOn(exportReport(), { kind: 'account', id: 'nobody' }), /no account "nobody".*sk-c1-2/);
});
