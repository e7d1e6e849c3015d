/** The JSON Schemas in `media` are made of the schemas that the code reads with, and are never edited by hand. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { declarationsOf, describe, type JsonNode } from '../scripts/schemas/field-comments.ts';
import { PUBLISHED, schemaText } from '../scripts/schemas/published-schemas.ts';

const MEDIA = join(__dirname, '..', 'media');

for (const published of PUBLISHED) {
  test(`${published.file} is what the code reads and writes`, async () => {
    const text = readFileSync(join(MEDIA, published.file), 'utf8');
    assert.ok(text === (await schemaText(published)), `media/${published.file} is out of date: run npm run regenerate`);
  });
}

const SOURCE = `
  /** A thing. */
  export const Thing = v.object({
    /** Its name,
     *  in short. */
    name: v.string(),
    parts: v.array(v.union([
      v.object({
        /** First. */
        a: v.string(),
      }),
      v.object({
        /** Second. */
        b: v.string(),
      }),
    ])),
    /** Another. */
    other: Other,
  });
  export const Larger = v.object({ 
    ...Thing.entries,
    /** Larger. */
    size: v.number(),
  });
`;
const declarations = declarationsOf([{ path: 'thing.ts', text: SOURCE }]);
const text = (): JsonNode => ({ type: 'string' });
const fields = (): Record<string, JsonNode> => ({
  name: text(),
  parts: { type: 'array', items: { anyOf: [{ properties: { a: text() } }, { properties: { b: text() } }] } },
  other: { $ref: '#/$defs/Other' },
});

test('the comment on a schema and on each of its fields is its description, at any depth', () => {
  const schema: JsonNode = { properties: fields() };
  describe(schema, 'Thing', declarations);
  assert.deepEqual(schema, {
    description: 'A thing.',
    properties: {
      name: { description: 'Its name, in short.', type: 'string' },
      parts: {
        type: 'array',
        items: {
          anyOf: [
            { properties: { a: { description: 'First.', type: 'string' } } },
            { properties: { b: { description: 'Second.', type: 'string' } } },
          ],
        },
      },
      other: { description: 'Another.', allOf: [{ $ref: '#/$defs/Other' }] },
    },
  });
});

test('fields that a schema takes over from another bring their comments along', () => {
  const schema: JsonNode = { properties: { ...fields(), size: { type: 'number' } } };
  describe(schema, 'Larger', declarations);
  assert.equal(schema.properties?.['name']?.description, 'Its name, in short.');
  assert.equal(schema.properties['size']?.description, 'Larger.');
});

test('a schema whose source is not where the comments are looked for is an error, not a schema without words', () => {
  assert.throws(() => describe({ properties: {} }, 'Nothing', declarations), /called Nothing/);
  assert.throws(() => describe({ properties: { name: text() } }, 'Thing', declarations), /Thing\.parts/);
  const flat: JsonNode = { properties: { ...fields(), parts: { type: 'array' } } };
  assert.throws(() => describe(flat, 'Thing', declarations), /2 objects in the source and 0/);
});
