import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkTarget } from './link-target.ts';

test('a link opens a campaign and one of its parts', () => {
  assert.deepEqual(linkTarget({ path: '/campaign', query: 'id=C-7f2a&tab=graph' }), {
    page: 'campaign',
    campaign: 'C-7f2a',
    tab: 'graph',
  });
  assert.deepEqual(linkTarget({ path: '/campaign', query: 'id=a%26b&tab=%2Fetc' }), {
    page: 'campaign',
    campaign: 'a&b',
  });
});

test('a link to a row opens the list of accounts there', () => {
  const query = 'id=C1&tab=accounts&row=key%20a%26b';
  assert.deepEqual(linkTarget({ path: '/campaign', query }), {
    ...{ page: 'campaign', campaign: 'C1', tab: 'accounts' },
    row: 'key a&b',
  });
});

test('a link to anything else opens nothing', () => {
  for (const link of [
    { path: '/campaign', query: '' },
    { path: '/openLine', query: 'file=/etc/passwd' },
    { path: '/campaign', query: `id=${'x'.repeat(20_000)}` },
    { path: '/campaign', query: `id=C1&row=${'x'.repeat(20_000)}` },
  ])
    assert.throws(() => linkTarget(link), /names no campaign/);
});
