/** What rules match and what they refuse. Longer than 250 lines: two tables of cases are next to the tests that run them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { newRecord, type RequestRecord } from '../../reader/records/fields/request.ts';
import { ATLAS_VERSION } from '../shape/atlas/atlas.ts';
import { tagTitle } from './explain-rule.ts';
import { GroupCounts } from './group-counts.ts';
import { newRuleFiles } from './testing/new-rule.ts';
import { joinRules, parseRuleFile } from './parse-rules.ts';
import type { Rule } from './rule.ts';
import { RuleError } from './rule-error.ts';
import { readRules, readRuleTests } from './rule-files.ts';
import { RuleRun } from './rule-run.ts';
import { parseRuleTests, runRuleTests } from './testing/rule-tests.ts';
import { growthOf, LINEAR } from '../../../test/harness/work.ts';

const HEAD = 'title: T\nid: r\nlevel: low\n';
const REQUEST = `${HEAD}logsource: { category: request }\n`;

const rulesOf = (text: string): Rule[] => joinRules([parseRuleFile(text, 'r.yml')]);
const detecting = (detection: string): Rule[] => rulesOf(`${REQUEST}detection:\n  s: ${detection}\n  condition: s\n`);

function request(fields: Partial<RequestRecord> & { text?: string } = {}): RequestRecord {
  const { text, ...rest } = fields;
  const messages = text === undefined ? [] : [{ role: 'user' as const, text }];
  return { ...newRecord('test'), content: 'full', messages, ...rest };
}

function hits(rules: readonly Rule[], ...requests: RequestRecord[]): number {
  const run = new RuleRun(rules);
  for (const one of requests) run.add({ kind: 'request', request: one, template: undefined }, one.time);
  return run.finish().reduce((sum, { hitCount }) => sum + hitCount, 0);
}

function refused(text: string): string {
  try {
    rulesOf(text);
  } catch (error) {
    assert.ok(error instanceof RuleError);
    return error.message;
  }
  return '';
}

const MATCHES: readonly (readonly [detection: string, yes: RequestRecord, no: RequestRecord])[] = [
  ["{ prompt|contains: 'B*d' }", request({ text: 'a bread' }), request({ text: 'a DB' })],
  ['{ prompt|startswith: Say }', request({ text: 'say hi' }), request({ text: 'do say' })],
  ['{ prompt|endswith: .md }', request({ text: 'open A.MD' }), request({ text: 'A.md?' })],
  ["{ model: 'gpt-*' }", request({ model: 'GPT-5' }), request({ model: 'my-gpt-5' })],
  ["{ model: 'a\\*b' }", request({ model: 'a*b' }), request({ model: 'axb' })],
  ["{ prompt|re: '^\\d{4}$' }", request({ text: '2026' }), request({ text: '20267' })],
  ['{ prompt|contains|all: [a, b] }', request({ text: 'b a' }), request({ text: 'b' })],
  [
    '{ address|cidr: [198.51.100.0/24, "2001:db8::/32"] }',
    request({ address: '2001:db8::1' }),
    request({ address: '198.51.101.1' }),
  ],
  ['{ outputTokens|gte: 5 }', request({ outputTokens: 5 }), request({ outputTokens: 4 })],
  ['{ outputTokens|lt: 5 }', request({ outputTokens: 4 }), request({})],
  ['{ session|exists: false }', request({}), request({ session: 's' })],
  ['{ logprobs: true }', request({ parameters: { logprobs: true } }), request({ parameters: {} })],
  ['{ tools: search }', request({ tools: [{ name: 'search', schema: '{}' }] }), request({ tools: [] })],
  ['[{ model: a }, { model: b }]', request({ model: 'b' }), request({ model: 'c' })],
];

for (const [detection, yes, no] of MATCHES) {
  test(`${detection} matches what it says and nothing else`, () => {
    assert.equal(hits(detecting(detection), yes), 1);
    assert.equal(hits(detecting(detection), no), 0);
  });
}

test('conditions: and, or, not, brackets, and counts of selections', () => {
  const run = (condition: string, model: string, session: string): number =>
    hits(
      rulesOf(
        `${REQUEST}detection:\n  a: { model: a }\n  b_1: { session: x }\n  b_2: { session: y }\n  condition: ${condition}\n`,
      ),
      request({ model, session }),
    );
  assert.equal(run('a and not 1 of b_*', 'a', 'z'), 1);
  assert.equal(run('a and not 1 of b_*', 'a', 'x'), 0);
  assert.equal(run('a and (b_1 or b_2)', 'a', 'y'), 1);
  assert.equal(run('not a and 1 of b_*', 'b', 'y'), 1);
  assert.equal(run('all of them', 'a', 'x'), 0);
});

const REFUSED: readonly (readonly [what: string, text: string, says: RegExp])[] = [
  [
    'an unknown modifier',
    `${REQUEST}detection:\n  s: { model|base64: x }\n  condition: s\n`,
    /^r\.yml:6:\d+: There is no modifier "base64"/,
  ],
  [
    'an unknown field',
    `${REQUEST}detection:\n  s: { modle: x }\n  condition: s\n`,
    /^r\.yml:6:\d+: A request has no field "modle"\. Fields: format/,
  ],
  ['a look-ahead', `${REQUEST}detection:\n  s: { model|re: '(?=x)' }\n  condition: s\n`, /The pattern cannot be read/],
  ['words without a field', `${REQUEST}detection:\n  s: [x]\n  condition: s\n`, /Words without a field/],
  ['null', `${REQUEST}detection:\n  s: { model: null }\n  condition: s\n`, /use "exists"/],
  [
    'a number that is text',
    `${REQUEST}detection:\n  s: { outputTokens|gte: many }\n  condition: s\n`,
    /compared with a number/,
  ],
  [
    'a question mark',
    `${REQUEST}detection:\n  s: { model: 'gpt-?' }\n  condition: s\n`,
    /"\?" stands for one character/,
  ],
  [
    'a selection that nobody uses',
    `${REQUEST}detection:\n  s: { model: a }\n  t: { model: b }\n  condition: s\n`,
    /does not use "t"/,
  ],
  [
    'a selection that is not there',
    `${REQUEST}detection:\n  s: { model: a }\n  condition: s or t\n`,
    /no selection "t"/,
  ],
  [
    'a count behind a pipe',
    `${REQUEST}detection:\n  s: { model: a }\n  condition: s | count() > 5\n`,
    /Counts are correlations/,
  ],
  [
    'a timeframe',
    `${REQUEST}detection:\n  s: { model: a }\n  timeframe: 5m\n  condition: s\n`,
    /"timeframe" is not supported/,
  ],
  [
    'a key of later versions',
    `${REQUEST}scope: x\ndetection:\n  s: { model: a }\n  condition: s\n`,
    /A rule has no "scope" here/,
  ],
  [
    'a level that does not exist',
    REQUEST.replace('low', 'grave') + 'detection:\n  s: { model: a }\n  condition: s\n',
    /^r\.yml:3:8: "level" is one of/,
  ],
  [
    'a correlation of nothing',
    `${HEAD}correlation: { type: event_count, rules: [x], group-by: [account], timespan: 1h, condition: { gte: 2 } }\n`,
    /There is no rule "x"/,
  ],
  [
    'a count of few',
    `${HEAD}correlation: { type: event_count, rules: [x], group-by: [account], timespan: 1h, condition: { lte: 2 } }\n`,
    /"lte" is not supported/,
  ],
  [
    'an order of rules',
    `${HEAD}correlation: { type: temporal_ordered, rules: [x, y], group-by: [account], timespan: 1h }\n`,
    /"type" is event_count, value_count or temporal/,
  ],
];

for (const [what, text, says] of REFUSED) {
  test(`${what} is an error that names the place, and is not passed over`, () => {
    assert.match(refused(text), says);
  });
}

const COUNTED = (type: string, condition: string): Rule[] =>
  rulesOf(
    [
      `${REQUEST}detection:\n  s: { status: ok }\n  condition: s\n`,
      `title: C\nid: c\nlevel: high\ncorrelation:\n  type: ${type}\n  rules: [r]\n  group-by: [account]\n  timespan: 10m\n  condition: ${condition}\n`,
    ].join('---\n'),
  );

const at = (minutes: number, account = 'a', address = 'x'): RequestRecord =>
  request({ time: minutes * 60_000, account: { value: account, kind: 'key' }, address, status: 'ok' });

test('whatever lies within half a window is counted together, and what lies further apart than a window never', () => {
  const rules = COUNTED('event_count', '{ gte: 3 }');
  for (let start = 0; start < 20; start++) assert.equal(hits(rules, at(start), at(start + 2), at(start + 4.9)), 1);
  for (let start = 0; start < 20; start++) assert.equal(hits(rules, at(start), at(start + 2), at(start + 10)), 0);
});

test('different values are counted, not requests', () => {
  const rules = COUNTED('value_count', '{ gte: 3, field: address }');
  assert.equal(hits(rules, at(0, 'a', 'x'), at(1, 'a', 'y'), at(2, 'a', 'z')), 1);
  assert.equal(hits(rules, at(0, 'a', 'x'), at(1, 'a', 'y'), at(2, 'a', 'x')), 0);
  assert.equal(hits(rules, at(0, 'a', 'x'), at(1, 'b', 'y'), at(2, 'c', 'z')), 0);
});

test('of a long text that matches have in common the beginning is kept, and another end is another group', () => {
  const rules = rulesOf(`${REQUEST}detection:
  s: { prompt|contains: long }
  condition: s
---
title: Copies
id: copies
level: low
correlation:
  type: event_count
  rules: [r]
  group-by: [prompt]
  timespan: 1h
  condition: { gte: 2 }
`);
  const run = new RuleRun(rules);
  for (const end of ['a', 'a', 'b', 'b', 'b', 'c']) {
    const text = `long ${'x'.repeat(1e6)}${end}`;
    run.add({ kind: 'request', request: request({ text }), template: undefined }, 1000);
  }
  const { hits: found } = run.finish().find(({ id }) => id === 'rule/copies')!;
  assert.deepEqual(
    found.map(({ matches }) => matches),
    [3, 2],
  );
  assert.ok(found.every(({ group }) => group[0]!.value.length < 1100 && group[0]!.value.startsWith('long xxx')));
});

test('a rule that only other rules count gives no finding of its own', () => {
  const run = new RuleRun(COUNTED('event_count', '{ gte: 3 }'));
  assert.deepEqual(
    run.finish().map(({ id }) => id),
    ['rule/c'],
  );
});

test('a rule cannot be judged by a field that the log does not hold, and that is said', () => {
  const run = new RuleRun(detecting('{ address|cidr: 198.51.100.0/24 }'));
  run.add({ kind: 'request', request: request({ text: 'x' }), template: undefined });
  const [outcome] = run.finish();
  assert.deepEqual([outcome?.state, outcome?.reason], ['blind', 'No request has address.']);
  const redacted = new RuleRun(detecting('{ prompt|contains: x }'));
  redacted.add({ kind: 'request', request: { ...request({ text: '' }), content: 'redacted' }, template: undefined });
  assert.equal(redacted.finish()[0]?.state, 'blind');
});

test('the order of requests changes nothing, also where there is no room for all groups', () => {
  const rules = COUNTED('value_count', '{ gte: 2, field: address }');
  const any = fc.array(fc.tuple(fc.nat(60), fc.nat(12), fc.nat(4)), { maxLength: 80 });
  fc.assert(
    fc.property(any, fc.nat(), (list, turn) => {
      for (const most of [7, 1000]) {
        const events = list.map(([minute, account, address]) => at(minute, `a${account}`, `x${address}`));
        const whole = new RuleRun(rules, most);
        for (const one of events) whole.add({ kind: 'request', request: one, template: undefined }, one.time);
        const turned = new RuleRun(rules, most);
        for (const n of events.keys()) {
          const one = events[(n + turn) % events.length]!;
          turned.add({ kind: 'request', request: one, template: undefined }, one.time);
        }
        assert.deepEqual(turned.finish(), whole.finish());
      }
    }),
    { numRuns: 200 },
  );
});

test('more groups than there is room for are dropped whole, and the counts of the others stay exact', () => {
  const counts = new GroupCounts(0, 10);
  for (let n = 0; n < 5000; n++) {
    counts.add([`g${n % 500}`], n % 3, { mask: 1, value: undefined, time: undefined, place: undefined });
  }
  const { groups, dropped } = counts.finish();
  assert.ok(dropped && groups.length > 0);
  for (const { buckets } of groups)
    assert.equal(
      buckets.reduce((sum, [, { matches }]) => sum + matches, 0),
      10,
    );
});

test('a pattern made to be slow takes work that grows with the length of the text', async () => {
  const rules = detecting("{ prompt|re: '(a+)+b' }");
  const growth = await growthOf((length) => assert.equal(hits(rules, request({ text: 'a'.repeat(length) })), 0), 5000);
  assert.ok(growth < LINEAR, String(growth));
});

test('every shipped rule names its author, what else looks like it and what it is about, and passes its tests', async () => {
  const { rules, testFiles } = await readRules(['shipped']);
  const own = rules.filter(
    (rule) => !rules.some((other) => other.kind === 'correlation' && other.rules.includes(rule.id)),
  );
  assert.ok(own.length >= 10, `${own.length}`);
  for (const rule of rules) {
    assert.ok(rule.author !== undefined && rule.description !== undefined && rule.falsepositives.length > 0, rule.id);
  }
  for (const rule of own) assert.ok(rule.tags.length > 0, rule.id);
  for (const tag of rules.flatMap(({ tags }) => tags))
    assert.ok(tagTitle(tag) !== undefined, `${tag} has no name here`);
  assert.match(
    readFileSync('docs/rules.md', 'utf8').replaceAll('\n', ' '),
    new RegExp(`MITRE ATLAS ${ATLAS_VERSION} `),
  );
  const outcomes = runRuleTests(rules, await readRuleTests(testFiles));
  assert.deepEqual(
    outcomes.flatMap(({ test: { rule, name }, failure }) =>
      failure === undefined ? [] : [`${rule}: ${name}: ${failure}`],
    ),
    [],
  );
});

test('a test that expects the wrong thing fails, and so does a rule without tests', () => {
  const rules = detecting('{ model: a }');
  const tests = parseRuleTests('- { name: n, rule: r, matches: false, events: [{ request: { model: a } }] }', 't.yml');
  assert.deepEqual(
    runRuleTests(rules, tests).map(({ failure }) => failure),
    ['The rule matches but must not.', 'No test says what the rule must match.'],
  );
});

test('a mistake in a test is named with its place', () => {
  const parse = (event: string) => () =>
    parseRuleTests(`- name: n\n  rule: r\n  matches: true\n  events:\n    - ${event}\n`, 't.yml');
  assert.throws(parse('{ request: { modle: a } }'), /^RuleError: t\.yml:5:7: A request has no field "modle"/);
  assert.throws(parse('{ slice: { requests: many } }'), /"requests" is a number/);
  assert.throws(parse('{ request: { time: noon } }'), /ISO 8601/);
  assert.throws(parse('{ reqest: {} }'), /t\.yml:5:\d+: "reqest" means nothing here/);
});

test('the beginning of a new rule passes its own tests', () => {
  const [rule, tests] = newRuleFiles('mine');
  const outcomes = runRuleTests(rulesOf(rule!.text), parseRuleTests(tests!.text, tests!.name));
  assert.ok(outcomes.length === 2 && outcomes.every(({ failure }) => failure === undefined));
});
