import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { FormatFinder } from './format-finder.ts';
import { FORMATS } from './formats.ts';
import { isObject, type JsonObject } from '../fields/json.ts';

const SAMPLES = path.join(__dirname, '../../../../test/golden/formats/samples');

/** Objects of all samples of JSON lines. */
function samples(): JsonObject[] {
  const texts = readdirSync(SAMPLES)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => readFileSync(path.join(SAMPLES, name), 'utf8'));
  return texts.flatMap((text) => text.split('\n').flatMap(objectIn));
}

function objectIn(line: string): JsonObject[] {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? [value] : [];
  } catch {
    return [];
  }
}

const plainly = (value: JsonObject): string | undefined => FORMATS.find((format) => format.matches(value))?.name;

test('a record is found to be of the same format after many of its shape as on its own', () => {
  const finder = new FormatFinder(FORMATS);
  const values = samples();
  assert.ok(values.length > 200);
  for (const value of values) {
    for (let times = 0; times < 40; times++) assert.equal(finder.find(value)?.name, plainly(value));
  }
});

test('a record is found behind many of its shape that are of no format', () => {
  for (const value of samples()) {
    const finder = new FormatFinder(FORMATS);
    const empty = Object.fromEntries(Object.keys(value).map((name) => [name, null]));
    for (let times = 0; times < 40; times++) finder.find(empty);
    assert.equal(finder.find(value)?.name, plainly(value), JSON.stringify(value).slice(0, 200));
  }
});

test('formats that look at no field that is there are not asked again', () => {
  let asked = 0;
  const matches = (value: JsonObject): boolean => (asked++, value['x'] === 1);
  const format = { name: 'x', facts: 'own | nothing | x' as const, matches, read: () => undefined };
  const finder = new FormatFinder([format]);
  for (let n = 0; n < 1000; n++) finder.find({ a: n });
  assert.ok(asked < 50, String(asked));
  assert.equal(finder.find({ x: 1 }), format);
});
