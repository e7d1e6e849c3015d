import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clauseName } from '../../table/clause-columns.ts';
import type { Kernel } from '../../../reader/bytes/kernel/kernel.ts';
import { textKernel } from '../../table/text-kernel.ts';
import { TextPool } from '../../table/text-pool.ts';
import { wholeSystem } from '../frames/recurring-clauses.ts';
import { saidClauses } from './said-clauses.ts';

const fixedOf = (text: string): Float64Array => {
  const pool = new TextPool();
  return Float64Array.from(new Set(pool.clausesOf(pool.addText(text, false)))).sort();
};

test('clauses of one public name say different things', () => {
  const [plan, code] = ['You answer with a plan afmgjcs', 'runnable code adnlhrt'].map((text) => {
    const fixed = fixedOf(text);
    return { names: Array.from(fixed, clauseName), says: [...saidClauses([text], fixed).values()] };
  });
  assert.deepEqual(plan!.names, code!.names);
  assert.equal(plan!.says.length, 1);
  assert.equal(code!.says.length, 1);
  assert.notDeepEqual(plan!.says, code!.says);
  assert.match(plan!.says[0]!, /^[0-9a-f]{32}$/);
});

test('what clauses say is the same however they are numbered, spaced and capitalised', () => {
  const texts = [
    'Step 1: answer in  two-part words (at most 40 lines)',
    'step 23: ANSWER in two part words (At most 7 lines)',
  ];
  const [one, other] = texts.map((text) => [...saidClauses([text], fixedOf(text)).values()].sort());
  assert.equal(one!.length, 2);
  assert.deepEqual(one, other);
});

test('two texts of which the kernel makes one clause say one thing', () => {
  for (const [text, same] of [
    ['compare items 1 and 2 now', 'compare items1 and2 now'],
    ['12 steps to take', '3steps to take'],
    ['rows 1 2 3-4 of the table', 'rows1/2 3 4 of the table'],
    ['hidden\u0001 letters 7', 'hidden letters7'],
  ] as const) {
    const [one, other] = [text, same].map((own) => [...saidClauses([own], fixedOf(own))]);
    assert.deepEqual(one, other, text);
    assert.equal(one!.length, 1);
  }
});

test('each clause of a text in any script, and of any length, is said', () => {
  const long = Array.from({ length: 60 }, (_, n) => `word${'abcdefgh'[n % 8]}`).join(' ');
  for (const text of [
    `${long}. And then the answer; the reasons; both`,
    '请把下面的句子翻译成英文。不要解释',
    'Überprüfe die Antwort; schreibe “kurz”',
  ])
    assert.deepEqual([...saidClauses([text], fixedOf(text)).keys()].sort(), [...fixedOf(text)], text);
});

test('all clauses that are kept of a text of a million of them are said, by a few hundred pieces', () => {
  const letters = (n: number): string => n.toString(36).replace(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)]!);
  const text = Array.from({ length: 1_000_000 }, (_, n) => `w${letters(n)}xx`).join('.');
  const fixed = fixedOf(text);
  const kernel: { call: Kernel['call'] } = textKernel();
  const before = kernel.call;
  let cuts = 0;
  kernel.call = { ...before, segment: (from, to) => (cuts++, before.segment(from, to)) };
  try {
    assert.equal(saidClauses([text], fixed).size, fixed.length);
    cuts = 0;
    assert.equal(saidClauses([text], Float64Array.of(1)).size, 0);
    assert.equal(cuts, 384);
  } finally {
    kernel.call = before;
  }
});

test('a system prompt as a whole is said by the prompts that begin with it', () => {
  const pool = new TextPool();
  const system = 'You are a cook.\n\nYou answer in verse.';
  const number = pool.addText(system, true);
  const whole = wholeSystem(pool.texts.system[number]!, pool.texts.key[number]!);
  const said = saidClauses([`${system}\n\nWhat is for lunch?`], Float64Array.of(whole));
  assert.deepEqual([...said.keys()], [whole]);
  assert.equal(saidClauses(['You are a cook.\n\nWhat is for lunch?'], Float64Array.of(whole)).size, 0);
});
