/** Hits of rules in what is exported: there in every format that lists findings, and nothing judged is moved by them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportCase, exportReport, exportTriage, HOSTILE } from '../../../test/fixtures/export-case.ts';
import type { Report, RuleOutcome } from '../shape/report.ts';
import { withoutPrompts } from '../shape/without-prompts.ts';
import { exportFormat } from './export-formats.ts';
import { rulesRemark } from './lists/rules-csv.ts';

const plain = exportReport();
const [first, second] = plain.campaigns[0]!.accounts;
const line = plain.findings[0]!.lines[0]!;

const hit = (field: string, value: string, matches: number): RuleOutcome['hits'][0] => ({
  group: [{ field, value }],
  matches,
  first: Date.UTC(2026, 4, 4, 8),
  last: Date.UTC(2026, 4, 4, 9),
  lines: [line],
});

const rules: RuleOutcome[] = [
  {
    id: 'rule/old-client',
    title: 'A request of the client that was replaced',
    level: 'low',
    tags: ['atlas.aml.t0024.002'],
    place: 'rules/old-client.yml:2',
    state: 'ran',
    hitCount: 3,
    hits: [hit('account', first!, 60), hit('account', second!, 40), hit('prompt', 'my own words', 5)],
  },
  {
    id: 'rule/shared-key',
    title: 'One account is used from many addresses',
    level: 'high',
    tags: [],
    state: 'blind',
    reason: 'No request has address.',
    hitCount: 0,
    hits: [],
  },
];
const report: Report = { ...plain, rules };
const written = (id: string, change: Parameters<typeof exportCase>[0] = {}): string =>
  [...exportFormat(id)!.write(exportCase({ report, triaged: exportTriage(report), ...change }))].join('');

interface Sarif {
  runs: [
    {
      tool: { driver: { rules: { id: string }[] } };
      results: {
        ruleId: string;
        ruleIndex: number;
        level: string;
        suppressions?: object[];
        message: { text: string };
      }[];
    },
  ];
}

test('a hit is a result of its own rule in SARIF, no graver than a warning, behind results that are as they were', () => {
  const [run] = (JSON.parse(written('sarif')) as Sarif).runs;
  const [before] = (JSON.parse(written('sarif', { report: plain, triaged: exportTriage(plain) })) as Sarif).runs;
  assert.deepEqual(run.results.slice(0, before.results.length), before.results);
  const own = run.results.slice(before.results.length);
  assert.deepEqual(
    own.map(({ ruleId, level, ruleIndex }) => [ruleId, level, run.tool.driver.rules[ruleIndex]?.id]),
    Array.from({ length: 3 }, () => ['rule/old-client', 'note', 'rule/old-client']),
  );
  assert.match(own[0]!.message.text, /client that was replaced\. account .*: 60 matches, 2026-05-04 08:00 to/);
  assert.deepEqual(
    own.map(({ suppressions }) => suppressions?.length ?? 0),
    [0, 1, 0],
  );
});

test('hits that count and what could not judge stand in the page, and each such hit is a row of the CSV', () => {
  for (const id of ['html', 'md']) {
    const page = written(id);
    assert.match(page, /2 hits of 2 rules\. 1 more does not count: decisions cleared its account\. Rule hits/);
    const [, section = ''] = page.split(/(?:## |<h2[^>]*>)Rules/);
    assert.ok(!section.includes(second!), 'the page tells of a hit on an account that people cleared');
    assert.match(page, /rule\/shared-key could not judge: No request has address/);
    assert.doesNotMatch(page, /(?<!\\)<img src=x/, 'a hostile name became part of the page');
  }
  const rows = written('rules').trimEnd().split('\n');
  assert.equal(rows.filter((row) => row.startsWith('rule/old-client,low,')).length, 2);
  assert.ok(!rows.some((row) => row.includes(second!)), 'a row accuses an account that people cleared');
  assert.equal(
    written('rules', { undecided: true })
      .split('\n')
      .filter((row) => row.includes(second!)).length,
    1,
  );
  assert.match(
    rulesRemark(exportCase({ report, triaged: exportTriage(report) })).text,
    /^2 hits of 2 rules\. 1 more does not count: decisions cleared its account\. 1 rule could not judge/,
  );
  const many = { ...report, rules: rules.map((rule) => ({ ...rule, hitCount: 1250 * rule.hits.length })) };
  assert.match(
    rulesRemark(exportCase({ report: many })).text,
    /^3,749 hits of 2 rules; 2 are listed\. 1 more does not .* The same may hold for some of the 3,747 that no report lists\./,
  );
  assert.match(rulesRemark(exportCase({ report: plain })).text, /No rule was run/);
});

test('an export on one account tells of hits on it alone', () => {
  const subject = { kind: 'account', id: HOSTILE } as const;
  const part = JSON.parse(written('json', { subject })) as Report;
  assert.deepEqual(
    part.rules?.map(({ hitCount, hits }) => [hitCount, hits.map(({ group }) => group[0]!.value)]),
    [
      [1, [HOSTILE]],
      [0, []],
    ],
  );
});

test('words that people wrote leave the groups of hits where prompts are left out', () => {
  assert.ok(written('json', { prompts: 'full' }).includes('my own words'));
  for (const prompts of ['redacted', 'hashed', 'none'] as const)
    for (const id of ['json', 'rules', 'sarif', 'html'])
      assert.ok(!written(id, { prompts }).includes('my own words'), id);
  assert.ok(!JSON.stringify(withoutPrompts(report)).includes('my own words'));
});
