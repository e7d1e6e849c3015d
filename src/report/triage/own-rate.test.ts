import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logOdds, probabilityOf } from '../../math/log-odds.ts';
import { ownRateText } from '../../text/likelihood.ts';
import { ownShare } from '../shape/triage-summary.ts';
import { ownRate } from './triage-summary.ts';
import type { Mark, MarkState } from './triage.ts';

const mark = (score: number | undefined, state: MarkState): Mark => ({
  subject: { kind: 'campaign', accounts: ['a'], templates: [], ...(score !== undefined && { score }) },
  state,
  note: 'n',
});

test('before the first decision on a group with a score nothing is said', () => {
  assert.equal(ownRate([]), undefined);
  assert.equal(ownRate([mark(undefined, 'benign'), mark(0.3, 'watch')]), undefined);
});

test('the shift is where the prior and the decisions balance', () => {
  const marks = [mark(0.2, 'confirmed'), mark(0.3, 'benign'), mark(0.6, 'confirmed'), mark(0.1, 'confirmed')];
  const { shift, decisions } = ownRate(marks)!;
  assert.equal(decisions, 4);
  const pull = marks.reduce((sum, { subject, state }) => {
    assert.ok(subject.kind === 'campaign');
    const line = 1.1 + 0.4 * logOdds(subject.score!);
    return sum + Number(state === 'confirmed') - probabilityOf(line + shift);
  }, 0);
  assert.ok(Math.abs(shift - pull) < 1e-9, `${shift} and ${pull}`);
});

test('decisions move what a score means here, by how many there are', () => {
  const share = (n: number, state: MarkState): number =>
    ownShare(ownRate(Array.from({ length: n }, () => mark(0.3, state)))!, 0.3);
  const before = probabilityOf(1.1 + 0.4 * logOdds(0.3));
  assert.ok(share(1, 'benign') < before && share(1, 'confirmed') > before);
  assert.ok(share(20, 'benign') < 0.15 && share(20, 'confirmed') > 0.9);
  const rate = ownRate([mark(0.3, 'benign')])!;
  assert.ok(ownShare(rate, 0.9) > ownShare(rate, 0.3));
});

test('certain scores and hundreds of decisions of one kind stay finite', () => {
  const rate = ownRate(Array.from({ length: 500 }, () => mark(1, 'benign')))!;
  assert.ok(Number.isFinite(rate.shift));
  assert.ok(ownShare(rate, 0) >= 0 && ownShare(rate, 1) <= 1);
});

test('a share is told in tenths, with what it was learnt from', () => {
  assert.equal(
    ownRateText(0.72, 12),
    'of groups that scored like this, about 7 in 10 are campaigns, by your own 12 decisions so far',
  );
  assert.match(ownRateText(0.02, 1), /fewer than 1 in 10 are campaigns, by your own decision so far$/);
  assert.match(ownRateText(0.97, 3), /more than 9 in 10/);
});
