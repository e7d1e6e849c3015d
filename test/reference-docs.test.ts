import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { PAGES, withBlocks } from '../scripts/reference-docs.ts';
import { joinRules, parseRuleFile } from '../src/report/rules/parse-rules.ts';
import { parseRuleTests, runRuleTests } from '../src/report/rules/testing/rule-tests.ts';
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
