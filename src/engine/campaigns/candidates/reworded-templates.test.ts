import assert from 'node:assert/strict';
import { test } from 'node:test';
import { templated, type TemplatedSent } from '../../../../test/fixtures/templated.ts';
import type { TemplateMeaning } from '../../templates/intent/template-meaning.ts';
import { ownTemplates, rewordedTemplates } from './reworded-templates.ts';

const meaning = (text: string): TemplateMeaning => ({
  parts: [{ text }, { slot: 1, examples: ['42'] }],
  words: [],
  says: new Map(),
});

const groupsOf = (...texts: readonly string[]): number[][] =>
  rewordedTemplates([...texts.keys()], new Map(texts.map((text, template) => [template, meaning(text)])));

const SOLVED = [
  'Solve the maths problem below and write down every reasoning step before the final answer:',
  'Work on the maths problem below: write each reasoning step out and then the final answer.',
  'Below stands a maths problem. Show every reasoning step in full before the final answer:',
];
const SHOPS = [
  'Write a friendly product page for customers of our small garden shop in plain words:',
  'Answer customers of the small garden shop in a friendly tone, with plain words and a product:',
];

test('templates that say the same in other words are one group, and those of another subject are not among them', () => {
  assert.deepEqual(groupsOf(SOLVED[0]!, SHOPS[0]!, SOLVED[1]!, SHOPS[1]!, SOLVED[2]!), [
    [0, 2, 4],
    [1, 3],
  ]);
});

test('what is filled in joins nothing, and neither does fixed text of a few words or text that could not be read', () => {
  assert.deepEqual(groupsOf('Question:', 'Question:', 'Question:'), []);
  assert.deepEqual(rewordedTemplates([0, 1], new Map([[0, meaning(SOLVED[0]!)]])), []);
});

/** So many requests of an account, each with its own text. */
const sent = (account: string, template: number, requests: number): TemplatedSent[] =>
  Array.from({ length: requests }, (_, n) => ({ account, user: `${account} ${n}`, template }));

const ownOf = (requests: readonly TemplatedSent[], isShared: (row: number) => boolean = () => false): number[] =>
  ownTemplates({ slices: templated(requests).slices, many: 5, isShared });

test('a template is one’s own while few accounts use it and one of them does so several times', () => {
  const everybody = Array.from({ length: 5 }, (_, n) => sent(`p${n}`, 3, 9)).flat();
  assert.deepEqual(ownOf([...sent('a', 0, 6), ...sent('b', 1, 9), ...sent('c', 2, 4), ...everybody]), [1, 0]);
});

test('an account with many templates of its own does not go before the first ones of others', () => {
  const many = Array.from({ length: 4 }, (_, n) => sent('a', n, 20 - n)).flat();
  assert.deepEqual(ownOf([...many, ...sent('b', 4, 9), ...sent('c', 5, 6)]), [0, 4, 5, 1, 2, 3]);
});

test('requests whose whole prompt is of a template that many use make no template one’s own', () => {
  assert.deepEqual(
    ownOf([...sent('a', 0, 9)], (row) => row > 4),
    [0],
  );
  assert.deepEqual(
    ownOf([...sent('a', 0, 9)], (row) => row > 3),
    [],
  );
});
