import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportCase, exportReport, HOSTILE } from '../../../../test/fixtures/export-case.ts';
import { exportFormat } from '../export-formats.ts';
import type { ExportInput } from '../export-input.ts';

const campaign = { kind: 'campaign', id: 'C1' } as const;
const account = { kind: 'account', id: HOSTILE } as const;
const written = (format: string, input: ExportInput): string => [...exportFormat(format)!.write(input)].join('');

test('the groups that a campaign was joined from stand in its page and its packet', () => {
  const report = exportReport();
  const { templates } = report.campaigns[0]!;
  report.campaigns[0]!.parts = [{ templates, accounts: 3, inCommon: 2, requests: 9, score: 0.4 }];
  for (const subject of [undefined, campaign]) {
    const md = written('md', exportCase({ report, ...(subject && { subject }) }));
    assert.match(md, /# Groups that it was joined from\n/);
    assert.match(md, new RegExp(`\\| 3 \\| 2 \\| 9 \\| 40% \\| ${templates[0]!}`));
  }
  assert.doesNotMatch(written('md', exportCase({ report, subject: account })), /joined from/);
});

test('traces that members share stand in the page and the packet of a campaign, and in no packet of an account', () => {
  const report = exportReport();
  report.campaigns[0]!.infrastructure = [
    { kind: 'address', value: '203.0.113.7', members: [0, 1], requests: 9, others: 0 },
  ];
  for (const subject of [undefined, campaign]) {
    const md = written('md', exportCase({ report, ...(subject && { subject }) }));
    assert.match(md, /1 of these addresses is used by nobody else/);
    assert.match(md, /\| Address \| 203\.0\.113\.7 \| 2 of 3 \| 9 \| 0 \|/);
  }
  assert.doesNotMatch(written('md', exportCase({ report, subject: account })), /203\.0\.113\.7/);
});
