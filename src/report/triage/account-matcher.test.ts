import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AccountMatcher, hashedAccount } from './account-matcher.ts';
import { growthOf, LINEAR } from '../../../test/harness/work.ts';

test('an account is found by its name and by the hash of its name', () => {
  const matcher = new AccountMatcher(['plain', hashedAccount('secret@example.org')]);
  assert.equal(matcher.find('plain'), 0);
  assert.equal(matcher.find('secret@example.org'), 1);
  assert.equal(matcher.find('other'), undefined);
});

test('the hash is the plain SHA-256, so that other tools can make it', () => {
  // printf a | sha256sum
  assert.equal(hashedAccount('a'), 'sha256:ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb');
});

test('a star stands for any text where patterns are meant, and for a star elsewhere', () => {
  const patterns = new AccountMatcher(['eval-*', '*@own.example', 'a*b*c'], { patterns: true });
  assert.deepEqual(
    ['eval-', 'eval-7', 'xeval-7', 'me@own.example', 'abc', 'a--b--c', 'acb', 'ac'].map((name) => patterns.find(name)),
    [0, 0, undefined, 1, 2, 2, undefined, undefined],
  );
  assert.equal(new AccountMatcher(['eval-*']).find('eval-7'), undefined);
  assert.equal(new AccountMatcher(['eval-*']).find('eval-*'), 0);
});

test('the ends of a pattern do not share letters', () => {
  assert.equal(new AccountMatcher(['ab*ba'], { patterns: true }).find('aba'), undefined);
});

test('a pattern of many stars takes work that grows with the length of a name that almost fits', async () => {
  const matcher = new AccountMatcher([`${'a*'.repeat(200)}b`], { patterns: true });
  const growth = await growthOf((length) => assert.equal(matcher.find('a'.repeat(length)), undefined), 2500);
  assert.ok(growth < LINEAR, String(growth));
});
