import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { CLEAN_REPORT, EXAMPLE_REPORT } from '../../../test/golden/cli/example-report.ts';
import type { Report } from './report.ts';

const schemaPath = new URL('../../../media/report.schema.json', import.meta.url);
const schema: unknown = JSON.parse(readFileSync(schemaPath, 'utf8'));
assert.ok(typeof schema === 'object' && schema !== null);
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema);

test('the schema describes the report: typed examples with every field are valid', () => {
  for (const report of [EXAMPLE_REPORT, CLEAN_REPORT]) {
    validate(JSON.parse(JSON.stringify(report)));
    assert.deepEqual(validate.errors, null);
  }
});

const spoilt: Readonly<Record<string, (report: Report) => unknown>> = {
  'another version': (report) => ({ ...report, version: 1 }),
  'a field nobody knows': (report) => ({ ...report, machine: 'host' }),
  'a score above 1': (report) => ({ ...report, accounts: [{ ...report.accounts[0], score: 1.5 }] }),
  'an unknown verdict': (report) => ({ ...report, campaigns: [{ ...report.campaigns[0], verdict: 'guilty' }] }),
  'line 0': (report) => ({
    ...report,
    findings: [{ ...report.findings[0], lines: [{ file: 'a', line: 0, offset: 0, length: 1 }] }],
  }),
  'a part that is text and slot at once': (report) => ({
    ...report,
    templates: [{ ...report.templates[0], parts: [{ text: 'a', slot: 0, examples: [] }] }],
  }),
  'a number as text': (report) => ({ ...report, inputs: { ...report.inputs, lines: '12' } }),
};
for (const [what, spoil] of Object.entries(spoilt)) {
  test(`the schema refuses ${what}`, () => {
    assert.equal(validate(spoil(EXAMPLE_REPORT)), false);
  });
}

test('the schema asks for every field: a report that lacks one is refused', () => {
  for (const key of Object.keys(EXAMPLE_REPORT)) {
    const rest = Object.fromEntries(Object.entries(EXAMPLE_REPORT).filter(([name]) => name !== key));
    assert.equal(validate(rest), false, `${key} may be left out`);
  }
});
