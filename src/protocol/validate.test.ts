import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromWebview, toWebview } from './validate.ts';

const heatmap = {
  ...{ metric: 'requests', sort: 'score', group: 'none', filter: '' },
  ...{ from: 0, to: 0, bins: 10, firstRow: 0, rows: 10 },
};

test('every kind of message of the dashboard is let through', () => {
  const line = { file: '/a', line: 1, offset: 0, length: 10 };
  const state = {
    target: { page: 'account', account: 'x' },
    metric: 'templates',
    sort: 'name',
    filter: '',
    range: [1, 2],
  };
  for (const message of [
    { type: 'ready' },
    { type: 'question', id: 1, kind: 'overview', body: {} },
    { type: 'question', id: 2, kind: 'heatmap', body: heatmap },
    { type: 'question', id: 3, kind: 'requests', body: { selection: { hourOfWeek: 167 }, limit: 500 } },
    { type: 'openLine', line },
    { type: 'openFirst', selection: { account: 'x', from: 1, to: 2 } },
    { type: 'command', command: 'cancel' },
    { type: 'state', state },
    { type: 'question', id: 4, kind: 'arrivals', body: { account: 'x' } },
    { type: 'question', id: 5, kind: 'turns', body: { campaign: 'C1' } },
    { type: 'export', target: { page: 'campaign', campaign: 'C1' } },
    { type: 'savePicture', name: 'Requests over time', format: 'png', data: new Uint8Array(8) },
    { type: 'state', state: { ...state, group: 'campaign', range: null } },
  ]) {
    assert.deepEqual(fromWebview(message), message);
  }
});

test('a message that asks for too much or for nonsense is dropped', () => {
  for (const message of [
    null,
    'ready',
    [],
    { type: 'unknown' },
    { type: 'question', id: -1, kind: 'overview', body: {} },
    { type: 'question', id: 1, kind: 'toString', body: {} },
    { type: 'question', id: 1, kind: 'heatmap', body: { ...heatmap, bins: 1e9 } },
    { type: 'question', id: 1, kind: 'heatmap', body: { ...heatmap, bins: 0 } },
    { type: 'question', id: 1, kind: 'heatmap', body: { ...heatmap, rows: 2001 } },
    { type: 'question', id: 1, kind: 'heatmap', body: { ...heatmap, from: NaN } },
    { type: 'question', id: 1, kind: 'requests', body: { selection: {}, limit: 501 } },
    { type: 'savePicture', name: 'x', format: 'exe', data: new Uint8Array(8) },
    { type: 'savePicture', name: 'x', format: 'svg', data: '<svg>' },
    { type: 'export', target: { page: 'campaign' } },
    { type: 'openLine', line: { file: '/a', line: 1.5, offset: 0, length: 1 } },
    { type: 'openFirst', selection: { account: 'x'.repeat(20_000) } },
    { type: 'command', command: 'promptAudit.clear' },
    { type: 'state', state: { target: { page: 'account' } } },
  ]) {
    assert.equal(fromWebview(message), undefined, JSON.stringify(message));
  }
});

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
