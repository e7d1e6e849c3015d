import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withMark, withoutMark, withoutRule, withRule } from './edit-triage.ts';
import { parseTriage } from './parse-triage.ts';
import { triageText } from './triage-text.ts';
import { type Mark, NO_TRIAGE, type Triage } from './triage.ts';

const marks: readonly Mark[] = [
  { subject: { kind: 'template', template: 'T2', sketch: ['b', 'a'] }, state: 'watch', note: 'n', date: '2026-11-25' },
  { subject: { kind: 'account', account: 'b' }, state: 'benign', note: 'n', author: 'mw', owner: 'abuse team' },
  { subject: { kind: 'campaign', accounts: ['y', 'x'], templates: ['T2', 'T1'] }, state: 'confirmed', note: 'n' },
  { subject: { kind: 'account', account: 'a' }, state: 'benign', note: 'n', expires: '2027-01-01' },
];
const all: Triage = {
  marks,
  allow: [
    { subject: { organisation: 'own' }, note: 'us' },
    { subject: { account: 'eval-*' }, note: 'us' },
  ],
};

test('the same decisions are the same bytes, in whatever order they were made', () => {
  assert.equal(triageText({ marks: marks.toReversed(), allow: all.allow.toReversed() }), triageText(all));
});

test('entries are sorted by what they are about, so that a diff shows decisions and nothing else', () => {
  const written = JSON.parse(triageText(all)) as { marks: Record<string, unknown>[]; allow: Record<string, unknown>[] };
  assert.deepEqual(
    written.marks.map((mark) => mark['account'] ?? mark['template'] ?? Object.keys(mark)[0]),
    ['a', 'b', 'campaign', 'T2'],
  );
  assert.deepEqual(written.marks[2]?.['campaign'], { accounts: ['x', 'y'], templates: ['T1', 'T2'] });
  assert.deepEqual(Object.keys(written.allow[0] ?? {}), ['account', 'note']);
});

test('a file of decisions is read back as the same decisions', () => {
  const text = triageText(all);
  assert.equal(triageText(parseTriage(text, 't.json')), text);
});

test('one more decision adds its lines to the file and changes no other', () => {
  const before = triageText(all).split('\n');
  const added = withMark(all, { subject: { kind: 'account', account: 'aa' }, state: 'watch', note: 'n' });
  const after = triageText(added).split('\n');
  assert.equal(after.length, before.length + 5);
  const left = [...after];
  for (const line of before) {
    const at = left.indexOf(line);
    assert.ok(at >= 0, line);
    left.splice(at, 1);
  }
});

test('the last decision on a thing replaces the one before, and can be taken back', () => {
  const subject = { kind: 'account', account: 'a' } as const;
  const changed = withMark(all, { subject, state: 'confirmed', note: 'after all' });
  assert.equal(changed.marks.length, marks.length);
  assert.equal(
    changed.marks.find((mark) => mark.subject.kind === 'account' && mark.subject.account === 'a')?.state,
    'confirmed',
  );
  assert.equal(withoutMark(changed, subject).marks.length, marks.length - 1);
});

test('a campaign that was seen again is the same campaign, though a member came and one went', () => {
  const subject = { kind: 'campaign', accounts: ['x', 'y', 'z'], templates: ['T1'] } as const;
  assert.equal(withMark(all, { subject, state: 'benign', note: 'n' }).marks.length, marks.length);
});

test('an allowed account is replaced and removed by its own name', () => {
  const rule = { subject: { account: 'eval-*' }, note: 'still us' };
  assert.deepEqual(withRule(all, rule).allow.at(-1), rule);
  assert.equal(withRule(all, rule).allow.length, 2);
  assert.deepEqual(withoutRule(all, { account: 'eval-*' }).allow, [{ subject: { organisation: 'own' }, note: 'us' }]);
  assert.deepEqual(withoutRule(NO_TRIAGE, { account: 'x' }).allow, []);
});
