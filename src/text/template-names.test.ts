import assert from 'node:assert/strict';
import { test } from 'node:test';
import { templateNames, templateOpenings } from './template-names.ts';

const OPENING = 'You are Petra, the assistant of an insurance company, and answer from what you know.\n';
const templates = [
  { id: 'T1', parts: [{ text: `${OPENING}List all tariffs of` }, { slot: 1 }, { text: 'by name' }] },
  { id: 'T2', parts: [{ text: `${OPENING}Name the forms for` }, { slot: 1 }] },
  { id: 'T3', parts: [{ slot: 1 }, { text: '\n\nGrade\tthis' }] },
  { id: 'T4', parts: [] },
];

test('templates that begin alike are named by where they differ, on one line', () => {
  assert.deepEqual(
    [...templateNames(templates)],
    [
      ['T1', '… List all tariffs of {…} by name'],
      ['T2', '… Name the forms for {…}'],
      ['T3', '{…} Grade this'],
      ['T4', ''],
    ],
  );
});

test('the opening that is left out is the one that another template has', () => {
  assert.deepEqual([...templateOpenings(templates).values()], [OPENING.length, OPENING.length, 0, 0]);
});

test('a template that stands alone keeps its beginning', () => {
  assert.ok(templateNames(templates.slice(0, 1)).get('T1')!.startsWith('You are Petra'));
});

test('a name has an end, however long the text', () => {
  assert.equal(templateNames([{ id: 'T', parts: [{ text: 'x '.repeat(5000) }] }]).get('T')!.length, 600);
});
