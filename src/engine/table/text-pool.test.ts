import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { words } from '../../../test/fixtures/requests.ts';
import { hash32 } from '../../math/hash.ts';
import { StoredColumns } from '../../math/stored-columns.ts';
import { CLAUSE } from './clause-columns.ts';
import { TEXT_COLUMNS, TextPool } from './text-pool.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const folder = scratchFolder('text-pool-');

/** Hashes of the clauses of the texts, one after another. */
function clauses(...texts: string[]): number[] {
  const pool = new TextPool();
  return texts.flatMap((text) => [...pool.clausesOf(pool.addText(text, false))]);
}

function lengths(text: string): number[] {
  const pool = new TextPool();
  const number = pool.addText(text, false);
  return [...pool.clauses.letters.subarray(pool.clauseStart(number), pool.texts.clauseEnd[number])];
}

test('a prompt ends its clauses at punctuation and line breaks, in the order of the text', () => {
  const [a, b, c] = ['Solve the task', 'show your work', 'Answer in JSON'].map((text) => clauses(text)[0]);
  assert.deepEqual(clauses('Solve the task: show your work.\nAnswer in JSON'), [a, b, c]);
});

test('capitals, numbers and doubled spaces do not hide that a clause recurs', () => {
  const plain = clauses('question 7 of 12 pages');
  for (const same of ['QUESTION 8 of 1234 pages', 'Question  19 of  3 pages', '  question 7 of 12 pages  '])
    assert.deepEqual(clauses(same), plain, same);
  assert.notDeepEqual(clauses('question of pages'), plain, 'a number must leave its place');
});

test('letters are counted without digits and spaces, and at most 255', () => {
  assert.deepEqual(lengths('ab cd 12 ef'), [6]);
  assert.deepEqual(lengths('x'.repeat(400)), [255]);
});

test('clauses of fewer than five letters say nothing and are left out', () => {
  assert.deepEqual(clauses('a) b) c. yes, no: 1, 2, 3'), []);
  assert.equal(clauses('topic:').length, 1);
});

test('Chinese and Japanese sentences end at their own punctuation', () => {
  const [a, b] = [clauses('请逐步推理')[0], clauses('最后给出答案')[0]];
  assert.deepEqual(clauses('请逐步推理。最后给出答案'), [a, b]);
  assert.deepEqual(clauses('请逐步推理，最后给出答案！'), [a, b]);
  assert.equal(clauses('「考える」、次に答える。').length, 2);
});

test('Arabic sentences end at the Arabic comma and question mark', () => {
  const [a, b] = [clauses('اشرح خطوات الحل')[0], clauses('ما هو الجواب')[0]];
  assert.deepEqual(clauses('اشرح خطوات الحل، ما هو الجواب؟'), [a, b]);
});

test('letters with accents are letters, not the end of a clause', () => {
  assert.equal(clauses('Überprüfe die Lösung für Café').length, 1);
});

test('of a very long text the first and the last clauses are kept, in order', () => {
  for (const count of [96, 97, 136, 1000]) {
    const all = Array.from({ length: count }, (_, i) => words(i, 2));
    const each = all.map((text) => clauses(text)[0]!);
    const kept = clauses(all.join('. '));
    assert.deepEqual(kept, [...each.slice(0, 64), ...each.slice(-32)], `${count} clauses`);
  }
});

test('of a text of many pages the same clauses are kept as of one that is read whole', () => {
  const filler = Array.from({ length: 30_000 }, (_, i) => words(i, 6)).join('。 ');
  const ends = [0, 1].map((end) => Array.from({ length: 80 }, (_, i) => words(`${end}/${i}`, 3)));
  const each = ends.map((list) => list.map((text) => clauses(text)[0]!));
  const kept = clauses([...ends[0]!, filler, ...ends[1]!].join('. '));
  assert.deepEqual(kept, [...each[0]!.slice(0, 64), ...each[1]!.slice(-32)]);
});

test('a text has one number however often it comes, and the empty text is number 0', () => {
  const pool = new TextPool();
  assert.deepEqual(
    ['a text', '', 'another text', 'a text'].map((text) => pool.addText(text, false)),
    [1, 0, 2, 1],
  );
});

test('texts that differ in one letter or sign are different texts', () => {
  const texts = ['text', 'texT', 'text\u00b6', 'text\ufffc', 'text\u{1f600}'];
  const pool = new TextPool();
  assert.equal(new Set(texts.map((text) => pool.addText(text, false))).size, texts.length);
});

test('a system prompt keeps the hash that template names are made of, whatever letters it has', () => {
  for (const text of [
    'You are a judge.',
    'Antworte streng',
    '请逐步推理',
    'emoji \u{1f600}, and more',
    'x'.repeat(70),
  ]) {
    const pool = new TextPool();
    assert.equal(pool.texts.system[pool.addText(text, true)], hash32(text), text);
  }
});

test('a pool that takes in another numbers its texts anew and keeps their clauses', () => {
  const [a, b] = [new TextPool(), new TextPool()];
  a.addText('Solve the task: show your work.', false);
  b.addText('You are a judge. Be strict.', true);
  b.addText('Solve the task: show your work.', false);
  assert.deepEqual([...a.merge(b)], [0, 2, 1]);
  assert.deepEqual([...a.clausesOf(2)], clauses('You are a judge. Be strict.'));
  assert.deepEqual([...TextPool.unpack(a.pack()).merge(b)], [0, 2, 1]);
});

test('a pool that went to files tells the same of its texts, also after a rest', () => {
  const pool = new TextPool();
  const numbers = [0, 1, 2].map((n) => pool.addText(`${words(n)}. ${words(n + 1)}, ${words(n + 2)}.`, n === 1));
  const told = (): unknown => [
    numbers.map((text) => [pool.clauseStart(text), pool.clauseCount(text), [...pool.clausesOf(text)]]),
    numbers.map((text) => pool.texts.system[text]),
  ];
  const before = told();
  const texts = new StoredColumns(join(folder, 'texts'), TEXT_COLUMNS);
  const clauses = new StoredColumns(join(folder, 'clauses'), CLAUSE);
  pool.files = { texts, clauses };
  pool.store();
  assert.deepEqual(told(), before);
  pool.evict();
  assert.deepEqual(told(), before);
});
