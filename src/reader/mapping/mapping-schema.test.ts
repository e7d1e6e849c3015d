import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { testAgreement } from '../../../test/harness/schema-agrees.ts';
import { contributes } from '../../../package.json';
import { MAPPED_FIELDS } from './mapping-schema.ts';
import { MappingError, parseProfiles } from './parse-profile.ts';
import { proposeMapping } from './propose-mapping.ts';

const file = path.join(__dirname, '../../../media/mapping.schema.json');
const schema = JSON.parse(readFileSync(file, 'utf8')) as {
  $defs: { MappingProfile: { properties: { fields: { properties: object } } } };
};
// The editor's snippets are no part of JSON Schema; `required` beside `properties` of the object around it is.
const validate = new Ajv({
  strict: true,
  strictRequired: false,
  allErrors: true,
  keywords: ['defaultSnippets'],
}).compile(schema);

test('the schema, the setting and the reader know the same fields', () => {
  const { items } = contributes.configuration.properties['promptAudit.mappings'];
  assert.deepEqual(Object.keys(schema.$defs.MappingProfile.properties.fields.properties), [...MAPPED_FIELDS]);
  assert.deepEqual(Object.keys(items.properties.fields.properties), [...MAPPED_FIELDS]);
});

const GOOD: readonly unknown[] = [
  { name: 'x', fields: { prompt: 'a' } },
  [
    {
      name: 'x',
      when: ['a'],
      records: 'rows',
      override: true,
      fields: { answer: ['a', 'b'] },
      confidence: { answer: 1 },
    },
  ],
  {
    $schema: 'mapping.schema.json',
    name: 'x',
    fields: {
      time: { path: 't', unit: 'ns' },
      latency: { path: 'l', unit: 's' },
      prompt: { path: ['a', 'b'], role: 'r', text: 't', roles: { bot: 'assistant' } },
      answer: { path: 'c' },
    },
  },
];
const BAD: readonly unknown[] = [
  1,
  { fields: { prompt: 'a' } },
  { name: 'two words', fields: { prompt: 'a' } },
  { name: 'x' },
  { name: 'x', fields: { time: 't' } },
  { name: 'x', fields: { promt: 'a', prompt: 'a' } },
  { name: 'x', fields: { prompt: '' } },
  { name: 'x', fields: { prompt: [] } },
  { name: 'x', fields: { prompt: 'a', time: { path: 't', unit: 'minutes' } } },
  { name: 'x', fields: { prompt: { path: 'a', roles: { bot: 'robot' } } } },
  { name: 'x', fields: { prompt: 'a' }, extra: 1 },
];

testAgreement({ validate, read: parseProfiles, refusal: MappingError, good: GOOD, bad: BAD });

test('a proposed mapping is valid and can be read as it is printed', () => {
  const rows = Array.from({ length: 9 }, (_, i) => ({
    ts: 1767225600 + i,
    who: `u${i % 2}`,
    question: 'How do I sort this?',
  }));
  const { profile } = proposeMapping(rows, 'log');
  assert.equal(validate(profile), true, JSON.stringify(validate.errors));
  assert.equal(parseProfiles(profile).length, 1);
});
