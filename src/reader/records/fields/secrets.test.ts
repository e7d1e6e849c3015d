import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanText, withoutSecrets } from './secrets.ts';

const run = (characters: string, length: number): string =>
  characters.repeat(Math.ceil(length / characters.length)).slice(0, length);

// Put together here, so that no scanner of repositories takes this file for a leak.
const SECRETS = [
  `sk-${run('aB3', 48)}`,
  `sk-ant-api03-${run('aB3_-', 80)}`,
  `AKIA${run('QX7', 16)}`,
  `AIza${run('aB3_-', 35)}`,
  `ghp_${run('aB3', 36)}`,
  `glpat-${run('aB3', 20)}`,
  `hf_${run('aB', 34)}`,
  `xoxb-${run('123', 24)}-${run('ab', 20)}`,
  `Bearer ${run('aB3.', 40)}`,
  `eyJ${run('hb', 20)}.eyJ${run('zd', 30)}.${run('Sf', 43)}`,
  `-----BEGIN RSA PRIVATE KEY-----\n${run('MIIE', 200)}\n-----END RSA PRIVATE KEY-----`,
];

test('a credential that somebody pasted never leaves with an export', () => {
  for (const secret of SECRETS) {
    const clean = withoutSecrets(`before ${secret} after`);
    assert.ok(!clean.includes(secret.slice(-12)), clean);
    assert.match(clean, /^before ⟨[\w ]+ [0-9a-f]{8}⟩ after$/s);
  }
  assert.doesNotMatch(withoutSecrets('https://root:hunter2hunter2@host/'), /hunter2/);
  assert.doesNotMatch(withoutSecrets('{"password": "correct horse"}'), /correct/);
});

test('the rest of a key where text was cut is no key', () => {
  assert.match(withoutSecrets('the key is sk-ant-aB3aB3…'), /^the key is ⟨start of a key [0-9a-f]{8}⟩…$/);
  assert.equal(withoutSecrets('the task-force… of sk-1…'), 'the task-force… of sk-1…');
});

test('the same secret is known again, and two are told apart', () => {
  const [a, b] = [SECRETS[0]!, SECRETS[4]!];
  assert.equal(withoutSecrets(a), withoutSecrets(a));
  assert.notEqual(withoutSecrets(a), withoutSecrets(b));
  assert.equal(withoutSecrets(withoutSecrets(a)), withoutSecrets(a), 'cleaning twice changes nothing');
});

test('names of accounts, ids of templates and prose are left as they are', () => {
  for (const text of [
    'sk-c1-1',
    'key-3f9a01c2d4e5',
    'T-9f8a7b6c5d4e',
    'a'.repeat(64),
    'Explain passwords to me.',
    'user@example.org',
  ])
    assert.equal(withoutSecrets(text), text);
});

test('all text of a value is cleaned, at any depth', () => {
  const value = { a: [{ b: SECRETS[0] }], n: 1, none: null };
  assert.deepEqual(cleanText(value), { a: [{ b: withoutSecrets(SECRETS[0]!) }], n: 1, none: null });
});
