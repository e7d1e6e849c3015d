import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Target } from '../../src/protocol/messages.ts';
import type { Overview } from '../../src/protocol/view-model.ts';
import type { ViewState } from '../../src/protocol/view-state.ts';
import { afterScan, seenOf } from './after-scan.ts';

type Some = Pick<Overview, 'title' | 'campaigns' | 'templates'>;

/** An overview with campaigns by their accounts and templates by their text; nothing else is looked at. */
function overview(
  title: string,
  campaigns: Record<string, string[]>,
  templates: Record<string, string> = {},
): Overview {
  const some: Some = {
    title,
    campaigns: Object.entries(campaigns).map(([id, accounts]) => ({ id, accounts }) as Overview['campaigns'][number]),
    templates: Object.entries(templates).map(
      ([id, text]) => ({ id, parts: [{ text }] }) as unknown as Overview['templates'][number],
    ),
  };
  return { ...some, scanned: true, inputs: { files: [{ path: `/logs/${title}` }] } } as unknown as Overview;
}

function at(target: Target, seen: Overview): ViewState {
  return { target, metric: 'requests', sort: 'score', filter: '', range: null, seen: seenOf(target, seen) };
}

const before = overview('a', { C1: ['x', 'y'], C2: ['p', 'q'] }, { T1: 'Grade this', T2: 'Translate this' });
const campaign = (id: string): Target => ({ page: 'campaign', campaign: id });

test('a campaign that has another number in the next scan is shown by that number', () => {
  const next = overview('a', { C1: ['p', 'q', 'r'], C2: ['x'] });
  assert.deepEqual(afterScan(at(campaign('C1'), before), next).target, campaign('C2'));
  assert.deepEqual(afterScan(at(campaign('C2'), before), next).target, campaign('C1'));
});

test('a campaign that is gone is not replaced by one of the same number', () => {
  const next = overview('a', { C1: ['someone else'] });
  assert.deepEqual(afterScan(at(campaign('C1'), before), next).target, { page: 'campaigns' });
});

test('a template is found again by its text', () => {
  const next = overview('a', {}, { T1: 'Translate this', T2: 'Grade this' });
  const seen = at({ page: 'template', template: 'T1' }, before);
  assert.deepEqual(afterScan(seen, next).target, { page: 'template', template: 'T2' });
});

test('results about another log start at the first page, whatever was open', () => {
  for (const target of [campaign('C1'), { page: 'account', account: 'x' } as const, { page: 'accounts' } as const]) {
    assert.deepEqual(afterScan(at(target, before), overview('b', { C1: ['x'] })).target, { page: 'overview' });
  }
  const pages = at({ page: 'compare' }, before);
  assert.deepEqual(afterScan(pages, overview('b', {})).target, { page: 'compare' });
});
