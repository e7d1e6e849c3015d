import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { IN_TESTS, PAGES, withBlocks } from '../scripts/reference-docs.ts';
import { joinRules, parseRuleFile } from '../src/report/rules/parse-rules.ts';
import { parseRuleTests, runRuleTests } from '../src/report/rules/testing/rule-tests.ts';
import { RULE_FIELDS } from '../src/report/rules/rule-fields.ts';
import { parseConfig } from '../src/report/config/parse-config.ts';

const ROOT = join(__dirname, '..');

for (const path of Object.keys(PAGES)) {
  const page = readFileSync(join(ROOT, path), 'utf8');

  test(`${path} lists what the code has`, async () => {
    assert.ok(page === (await withBlocks(path, page)), `${path} is out of date: run npm run regenerate`);
  });

  test(`links of ${path} lead to files that are there`, () => {
    for (const [, link] of page.matchAll(/\]\(([^)#:]+)\)/g))
      assert.ok(existsSync(join(dirname(join(ROOT, path)), link!)), link);
  });
}

test('each configuration that docs/configuration.md shows is one', () => {
  const page = readFileSync(join(ROOT, 'docs/configuration.md'), 'utf8');
  const examples = [...page.matchAll(/```yaml\n([^]*?)```/g)];
  assert.ok(examples.length > 0);
  for (const [, text] of examples) assert.doesNotThrow(() => parseConfig(text!, 'docs/configuration.md'));
});

test('the rule that docs/rules.md shows passes the tests that stand beside it there', () => {
  const page = readFileSync(join(ROOT, 'docs/rules.md'), 'utf8');
  const [rules = '', tests = ''] = [...page.matchAll(/```yaml\n([^]*?)```/g)].map(([, text]) => text);
  const outcomes = runRuleTests(joinRules([parseRuleFile(rules, 'rules.yml')]), parseRuleTests(tests, 'tests.yml'));
  assert.deepEqual(
    outcomes.filter(({ failure }) => failure !== undefined),
    [],
  );
});

/** Values that a test can write where a text, a number, a truth or a list of texts would be none of the field. */
const WRITTEN: Readonly<Record<string, unknown>> = {
  'request.account': 'key-1',
  'request.account.kind': { value: 'key-1', kind: 'key' },
  'request.messages': [{ role: 'user', text: 'x', media: 1 }],
  'request.tools': [{ name: 'x' }],
  'request.time': '2026-05-04T08:00:00Z',
  'request.status': 'ok',
};
const OF_TYPE = { text: 'x', number: 1, boolean: true, texts: ['x'] } as const;

test('a test of a rule writes each field where docs/rules.md says', () => {
  const written = RULE_FIELDS.filter(({ category, name }) => category === 'request' && IN_TESTS[name] !== '');
  assert.ok(written.length > 30);
  for (const { name, type, get } of written) {
    const path = IN_TESTS[name] ?? `request.${name}`;
    const value = WRITTEN[path] ?? (path === 'facts.dropped' ? 'x' : OF_TYPE[type]);
    const keys = path === 'request.account.kind' ? ['request', 'account'] : path.split('.');
    const event = keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as object;
    const tests = [{ name, rule: 'r', matches: true, events: [{ request: {}, ...event }] }];
    const [{ events } = { events: [] }] = parseRuleTests(JSON.stringify(tests), 'tests.yml');
    const found = get(events[0]!.event);
    assert.ok(found !== undefined && found !== '' && found !== 0 && found !== false, `${name} at ${path}`);
  }
});
