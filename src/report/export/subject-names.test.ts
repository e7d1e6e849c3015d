import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EXAMPLE_REPORT } from '../../../test/golden/cli/example-report.ts';
import { itemsNamed } from './subject-names.ts';

const [campaign] = EXAMPLE_REPORT.campaigns;
const report = {
  ...EXAMPLE_REPORT,
  campaigns: [
    { ...campaign!, id: 'C1', key: 'Kaa11' },
    { ...campaign!, id: 'C10', key: 'Kab22' },
  ],
};

test('a whole name is told from the names that begin with it', () => {
  assert.deepEqual(itemsNamed(report, 'campaign', 'C1'), { whole: ['C1'], begins: ['C10'] });
});

test('a campaign is found by its key, and by a beginning of it', () => {
  assert.deepEqual(itemsNamed(report, 'campaign', 'Kaa11'), { whole: ['C1'], begins: [] });
  assert.deepEqual(itemsNamed(report, 'campaign', 'Kab'), { whole: [], begins: ['C10'] });
  assert.deepEqual(itemsNamed(report, 'campaign', 'Ka'), { whole: [], begins: ['C1', 'C10'] });
});

test('accounts and templates are found by the beginning of their names; nothing is by nothing', () => {
  const [{ account }, { id }] = [report.accounts[0]!, report.templates[0]!];
  assert.deepEqual(itemsNamed(report, 'account', account).whole, [account]);
  assert.ok(itemsNamed(report, 'account', account.slice(0, -1)).begins.includes(account));
  assert.ok(itemsNamed(report, 'template', id.slice(0, -1)).begins.includes(id));
  for (const kind of ['campaign', 'account', 'template'] as const)
    assert.deepEqual(itemsNamed(report, kind, ''), { whole: [], begins: [] });
});
