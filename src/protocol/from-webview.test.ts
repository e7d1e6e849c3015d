import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromWebview } from './from-webview.ts';

const heatmap = {
  ...{ metric: 'requests', sort: 'score', group: 'none', filter: '' },
  ...{ from: 0, to: 0, bins: 10, firstRow: 0, rows: 10 },
};

const work = { campaign: 'C1', status: 'closed', owner: null, ticket: '', note: 'Suspended', author: 'mw' };

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
    { type: 'export', target: { page: 'campaign', campaign: 'C1' }, format: 'actions' },
    { type: 'savePicture', name: 'Requests over time', format: 'png', data: new Uint8Array(8) },
    { type: 'state', state: { ...state, group: 'campaign', range: null } },
    { type: 'state', state: { ...state, cases: { owner: 'mw', status: 'open', since: 0 } } },
    { type: 'work', work },
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
    { type: 'export', target: { page: 'campaign', campaign: 'C1' }, format: 'json' },
    { type: 'openLine', line: { file: '/a', line: 1.5, offset: 0, length: 1 } },
    { type: 'openFirst', selection: { account: 'x'.repeat(20_000) } },
    { type: 'command', command: 'promptAudit.clear' },
    { type: 'state', state: { target: { page: 'account' } } },
    { type: 'work', work: { ...work, status: 'done' } },
    { type: 'work', work: { ...work, ticket: 'x'.repeat(1001) } },
  ]) {
    assert.equal(fromWebview(message), undefined, JSON.stringify(message));
  }
});
