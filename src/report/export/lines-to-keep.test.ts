import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import { driftReport } from '../../../test/golden/cli/drift-report.ts';
import type { LineRef, Report, RuleOutcome } from '../shape/report.ts';
import { shownText } from './kept-text.ts';
import { keptLines, withRuleLines } from './lines-to-keep.ts';

let folder = '';
let lines: LineRef[] = [];
let report: Report;
const ACCOUNTS = ['sk-c1-1', 'user-00001', 'sk-c1-1', 'user-00001'];

/** A report whose evidence cites no line: what else it cites is kept all the same. */
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'lines-to-keep-'));
  const file = join(folder, 'log.jsonl');
  const texts = Array.from({ length: 500 }, (_, n) =>
    JSON.stringify({
      schema: 'prompt-audit-request/1',
      account: { value: ACCOUNTS[n % 4], kind: 'key' },
      messages: [{ role: 'user', text: `Question ${n}.` }],
      content: 'full',
      status: 'ok',
    }),
  );
  writeFileSync(file, `${texts.join('\n')}\n`);
  let offset = 0;
  lines = texts.map((text, at) => {
    const line = { file, line: at + 1, offset, length: text.length };
    offset += text.length + 1;
    return line;
  });
  const { report: whole } = syntheticResult();
  const none = { evidence: [], counterEvidence: [] };
  report = {
    ...whole,
    campaigns: whole.campaigns.map((campaign) => ({ ...campaign, ...none })),
    accounts: whole.accounts.map((account) => ({ ...account, ...none })),
  };
});
after(() => rmSync(folder, { recursive: true }));

const hitOn = (group: RuleOutcome['hits'][0]['group'], cited: LineRef[]): RuleOutcome['hits'][0] => ({
  ...{ group, matches: cited.length, first: null, last: null, lines: cited },
});
const ruleOf = (id: string, hits: RuleOutcome['hits']): RuleOutcome => ({
  ...{ id, title: id, level: 'high', tags: [], state: 'ran', hitCount: hits.length, hits },
});
const byAccount = (value: string, cited: LineRef[]) => hitOn([{ field: 'account', value }], cited);

test('the lines of an alarm are kept with their text, whoever sent them', async () => {
  const drift = driftReport(lines[1]!);
  drift.alarms[0]!.templates.push({ template: 'T2', share: 0.2, accounts: 2, lines: lines.slice(2, 4) });
  const kept = await keptLines({ ...report, drift }, {});
  assert.deepEqual(
    kept.map(({ line, account, prompt }) => [line.line, account, shownText(prompt!, 'full')]),
    [
      [2, 'user-00001', 'Question 1.'],
      [3, 'sk-c1-1', 'Question 2.'],
      [4, 'user-00001', 'Question 3.'],
    ],
  );
});

test('many alarms leave room for what rules matched', async () => {
  const drift = driftReport(lines[0]!);
  drift.alarms[0]!.templates = [{ template: 'T1', share: 1, accounts: 2, lines }];
  const kept = await keptLines({ ...report, drift }, {});
  assert.equal(kept.length, 100);
  const rules = Array.from({ length: 30 }, (_, n) =>
    ruleOf(`rule/${n}`, [hitOn([{ field: 'address', value: '' }], lines.slice(100 + n * 12, 112 + n * 12))]),
  );
  const { kept: all = [] } = await withRuleLines({ ...report, kept, rules }, {});
  assert.deepEqual(all.slice(0, 100), kept);
  assert.equal(all.length, 400);
});

test('of a rule the first line of each hit is kept before the second of any, once, and of its account alone', async () => {
  const many = Array.from({ length: 19 }, (_, n) => byAccount('sk-c1-1', [lines[2 * n]!, lines[2 * n + 100]!]));
  const rules = [ruleOf('rule/many', [...many, byAccount('user-00001', [lines[0]!, lines[41]!, lines[43]!])])];
  const { kept = [] } = await withRuleLines({ ...report, kept: [], rules }, {});
  assert.deepEqual(
    kept.map(({ line }) => line.line),
    [...Array.from({ length: 19 }, (_, n) => 2 * n + 1), 101],
  );
  const others = [ruleOf('rule/other', [byAccount('user-00001', [lines[0]!, lines[1]!])])];
  const again = await withRuleLines({ ...report, kept, rules: others }, {});
  assert.deepEqual(
    again.kept?.slice(kept.length).map(({ line, account }) => [line.line, account]),
    [[2, 'user-00001']],
  );
});

test('a report without text keeps none for rules', async () => {
  const bare = { ...report, rules: [ruleOf('rule/x', [byAccount('sk-c1-1', [lines[0]!])])] };
  assert.equal(await withRuleLines(bare, {}), bare);
});
