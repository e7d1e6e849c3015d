import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { testAgreement } from '../../../test/harness/schema-agrees.ts';
import { contributes } from '../../../package.json';
import { parseTriage, TriageError } from './parse-triage.ts';
import { TRIAGE_FILE } from './triage.ts';

const file = path.join(__dirname, '../../../media/triage.schema.json');
const schema = JSON.parse(readFileSync(file, 'utf8')) as object;
// The editor's own words are no part of JSON Schema; `required` beside `properties` of the object around it is.
const validate = new Ajv({
  strict: true,
  strictRequired: false,
  strictTypes: false,
  allErrors: true,
  keywords: ['defaultSnippets', 'enumDescriptions'],
}).compile(schema);

const mark = { account: 'a', state: 'benign', note: 'why' };

const GOOD: readonly unknown[] = [
  {},
  { $schema: 'triage.schema.json', marks: [], allow: [] },
  { marks: [{ ...mark, author: 'mw', owner: 'abuse team', date: '2026-11-25', expires: '2027-01-01' }] },
  { marks: [{ template: 'T01', sketch: ['0a'], state: 'watch', note: 'why' }] },
  { marks: [{ campaign: { accounts: ['a'], templates: [] }, state: 'confirmed', note: 'why' }] },
  {
    allow: [
      { account: 'eval-*', note: 'ours' },
      { organisation: 'own', note: 'ours' },
    ],
  },
];

const BAD: readonly unknown[] = [
  [],
  { mark: [] },
  { marks: {} },
  { marks: [{ account: 'a', state: 'benign' }] },
  { marks: [{ ...mark, note: '  ' }] },
  { marks: [{ ...mark, state: 'fine' }] },
  { marks: [{ ...mark, template: 'T01' }] },
  { marks: [{ ...mark, sketch: ['0a'] }] },
  { marks: [{ ...mark, account: '' }] },
  { marks: [{ ...mark, expires: 'tomorrow' }] },
  { marks: [{ ...mark, owner: 'x'.repeat(201) }] },
  { marks: [{ ...mark, reason: 'x' }] },
  { marks: [{ state: 'benign', note: 'why' }] },
  { marks: [{ campaign: { accounts: [], templates: [] }, state: 'benign', note: 'why' }] },
  { marks: [{ campaign: { accounts: ['a'] }, state: 'benign', note: 'why' }] },
  { allow: [{ account: '*', note: 'all' }] },
  { allow: [{ account: 'a', organisation: 'b', note: 'x' }] },
  { allow: [{ note: 'x' }] },
];

testAgreement({
  validate,
  read: (value) => parseTriage(JSON.stringify(value), 't.json'),
  refusal: TriageError,
  good: GOOD,
  bad: BAD,
});

test('the editor completes the file where the extension keeps it', () => {
  const [entry] = contributes.jsonValidation.filter(({ url }) => url === './media/triage.schema.json');
  assert.deepEqual(entry?.fileMatch, [`**/${TRIAGE_FILE}`]);
});
