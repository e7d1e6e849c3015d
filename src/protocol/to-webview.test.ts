import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toWebview } from './to-webview.ts';

test('a heatmap whose numbers were lost on the way is not drawn', () => {
  const body = {
    ...{ revision: 1, accounts: ['a'], verdicts: ['none'], scores: [0], campaigns: [''], groups: [''] },
    ...{ from: 0, to: 1, bins: 2 },
    ...{ values: new Float32Array(2), max: 1, firstRow: 0, totalRows: 1 },
  };
  const message = { type: 'answer', replyTo: 1, kind: 'heatmap', body };
  assert.ok(toWebview(message));
  assert.equal(toWebview({ ...message, body: { ...body, values: new Float32Array(0) } }), undefined);
  assert.equal(toWebview({ ...message, body: { ...body, values: [0, 0] } }), undefined);
});

test('charts without data are told apart from answers that are broken', () => {
  const arrivals = {
    ...{ account: 'a', from: 100, ratio: 1.5, observed: [1], shuffled: [0.5], exponential: [0.7] },
    ...{ gaps: 1, median: 100 },
  };
  const message = { type: 'answer', replyTo: 1, kind: 'arrivals' };
  assert.ok(toWebview({ ...message, body: null }));
  assert.ok(toWebview({ ...message, body: arrivals }));
  assert.equal(toWebview({ ...message, body: { ...arrivals, observed: [-1] } }), undefined);
  assert.equal(toWebview({ ...message, kind: 'links', body: [{ account: 'a', reasons: [] }] }), undefined);
});

test('the short messages of the host are let through and their broken forms are not', () => {
  for (const message of [
    { type: 'changed', revision: 1 },
    { type: 'failure', replyTo: 1, error: 'why' },
    { type: 'progress', text: '', fraction: null },
    { type: 'progress', text: 'done', fraction: 1, done: true },
    { type: 'show', target: { page: 'campaign', campaign: 'C1' } },
  ]) {
    assert.deepEqual(toWebview(message), message);
  }
  assert.equal(toWebview({ type: 'progress', text: '', fraction: 'half' }), undefined);
  assert.equal(toWebview({ type: 'show', target: { page: 'campaign' } }), undefined);
  assert.equal(toWebview({ type: 'changed' }), undefined);
});
