import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportCase, exportReport, FIXED_TEXT, SLOT_TEXT } from '../../../../test/fixtures/export-case.ts';
import { exportFormat } from '../export-formats.ts';

const report = exportReport();
const member = report.accounts.find(({ account }) => account === 'sk-c1-2')!;
const subject = { kind: 'account', id: member.account } as const;

const written = (change: Parameters<typeof exportCase>[0] = {}): string =>
  [...exportFormat('appeal')!.write(exportCase({ report, subject, prompts: 'full', ...change }))].join('');

test('an appeal packet says what would clear the account, what speaks for and against, and what is unknown', () => {
  const text = written();
  for (const heading of ['What is appealed', 'What would clear it', 'What speaks for the verdict', 'What is not known'])
    assert.ok(text.includes(heading), heading);
  assert.match(text, /What speaks against it/);
  assert.match(text, /What the answers were used for/);
  assert.ok(text.includes(member.account));
});

test('an appeal packet holds no text and names no other account, though a sentence of evidence does', () => {
  const other = report.accounts.find(({ account, campaign }) => campaign === 'C1' && account !== member.account)!;
  const text = `Follows ${other.account} in its order.`;
  const evidence = { ...member.evidence[0]!, detector: 'schedule', text, weight: 2 };
  const named = {
    ...report,
    accounts: report.accounts.map((one) =>
      one.account === member.account ? { ...one, evidence: [...one.evidence, evidence] } : one,
    ),
  };
  const packet = written({ report: named });
  assert.match(packet, /Follows another account in its order/);
  for (const prompt of [FIXED_TEXT, SLOT_TEXT]) assert.ok(!packet.includes(prompt), prompt);
  for (const { account } of report.accounts)
    if (account !== member.account) assert.ok(!packet.includes(account), account);
});

test('each innocent explanation comes with what proves it, the likeliest first, and the unlikely ones are left out', () => {
  const explanations = [
    { explanation: 'pool', share: 0.7 },
    { explanation: 'commons', share: 0.28 },
    { explanation: 'relay', share: 0.02 },
  ] as const;
  const text = written({
    report: { ...report, campaigns: report.campaigns.map((one) => ({ ...one, explanations: [...explanations] })) },
  });
  assert.match(text, /one organisation, its team or its contractors[^]*\(70%\)[^]*The prompts are public[^]*\(28%\)/);
  assert.doesNotMatch(text, /passes on what its own customers ask/);
});

test('an account without a verdict has nothing to appeal, and an appeal of no account says so', () => {
  const free = report.accounts.find(({ verdict, campaign }) => verdict === 'none' && campaign === undefined)!;
  assert.match(
    written({ subject: { kind: 'account', id: free.account } }),
    /Nothing: there is no verdict on this account/,
  );
  assert.match([...exportFormat('appeal')!.write(exportCase({ report }))].join(''), /An appeal is of one account/);
});

test('counter-evidence of the group is told as that of the group, and not again as that of the account', () => {
  const shared = report.campaigns.find(({ id }) => id === 'C1')!.evidence[0]!;
  const accounts = report.accounts.map((one) =>
    one.account === member.account ? { ...one, evidence: [...one.evidence, shared] } : one,
  );
  const [, ofAccount = '', ofGroup = ''] = written({ report: { ...report, accounts } }).split(
    /Of this account:|Of the group as/,
  );
  assert.ok(!ofAccount.includes(shared.text));
  assert.ok(ofGroup.includes(shared.text));
});
