import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EXAMPLE_REPORT } from '../../../test/golden/cli/example-report.ts';
import { overrideSentences, withChanges } from './changed.ts';
import { reportJson } from './json/report-json.ts';

const [file] = EXAMPLE_REPORT.inputs.files;
const inputs = {
  ...EXAMPLE_REPORT.inputs,
  files: [{ ...file!, formats: { 'mapping:a': 7, 'mapping:b': 1, litellm: 3 } }],
};

test('a mapping that overrides formats is said with its requests; others, and those that read nothing, are not', () => {
  const mappings = [{ name: 'a', override: true }, { name: 'b' }, { name: 'c', override: true }];
  assert.deepEqual(overrideSentences(mappings, inputs), [
    'The mapping "a" read 7 requests instead of a known format, so everything in this report depends on it.',
  ]);
});

test('changes by mappings and decisions stand in the first lines of the JSON report', () => {
  const report = withChanges(EXAMPLE_REPORT, { changed: ['one', 'two'] });
  const lines = [...reportJson(report)].join('').split('\n').slice(0, 11).join('\n');
  assert.match(lines, /"changed": \[\s+"one",\s+"two"\s+\]/);
  const { triage: _, ...bare } = EXAMPLE_REPORT;
  assert.deepEqual(Object.keys(withChanges(bare, {})), Object.keys(bare));
});
