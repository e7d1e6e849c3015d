import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportCase, exportReport, FIXED_TEXT, SLOT_TEXT } from '../../../../test/fixtures/export-case.ts';
import { exportFormat } from '../export-formats.ts';
import { notice } from './notice.ts';

const written = (change: Parameters<typeof exportCase>[0] = {}): string =>
  [...exportFormat('notice')!.write(exportCase(change))].join('');

test('a notice holds no prompt and no account, so that it can be given to outsiders', () => {
  const report = exportReport();
  const text = written({ report, prompts: 'full' });
  for (const prompt of [FIXED_TEXT, SLOT_TEXT]) assert.ok(!text.includes(prompt), prompt);
  for (const { account } of report.accounts) assert.ok(!text.includes(account), account);
  assert.match(text, /What speaks against it/);
  assert.match(text, /What is not known/);
  for (const word of ['percentage beside an assessment', 'A template is']) assert.ok(text.includes(word), word);
});

test('a notice tells of campaigns that are called, and of none that people cleared', () => {
  const report = exportReport();
  const called = report.campaigns.filter(({ verdict }) => verdict === 'distillation');
  const headings = (input: Parameters<typeof notice>[0]) => notice(input).sections.map(({ heading }) => heading);
  const all = headings(exportCase({ report }));
  assert.equal(all.filter((heading) => heading === 'Why').length, called.length);
  const cleared = {
    ...exportCase({ report }),
    statusOf: () => ({ state: 'benign' as const, counted: false, text: '' }),
  };
  assert.ok(!headings(cleared).includes('Why'));
  assert.match(written({ report: { ...report, campaigns: [] } }), /No group of accounts is flagged as distillation/);
});

test('a notice on one account names it, and its campaign as what it is judged to be', () => {
  const report = exportReport();
  const { account } = report.accounts.find(({ campaign }) => campaign !== undefined)!;
  const text = written({ report, subject: { kind: 'account', id: account } });
  assert.match(text, /states what the logs show of account /);
  assert.match(text, /Assessment/);
});
