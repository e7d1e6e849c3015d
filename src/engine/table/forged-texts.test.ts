/** Texts made by somebody who knows the program, to be taken for others. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { words } from '../../../test/fixtures/requests.ts';
import { clauseName } from './clause-columns.ts';
import { TextPool } from './text-pool.ts';

const [P1, P2, P4, P5] = [0x9e3779b185ebca87n, 0xc2b2ae3d27d4eb4fn, 0x85ebca77c2b2ae63n, 0x27d4eb2f165667c5n];
const u64 = (value: bigint): bigint => BigInt.asUintN(64, value);
const rotl = (value: bigint, by: bigint): bigint => u64((value << by) | (value >> (64n - by)));
const inverse = (odd: bigint): bigint => {
  let found = odd;
  for (let i = 0; i < 6; i++) found = u64(found * (2n - odd * found));
  return found;
};
const round = (acc: bigint, word: bigint): bigint => u64(rotl(u64(acc + word * P2), 31n) * P1);

/** The state of XXH64 without a key once a text is read, a multiple of eight bytes long; of the last so many bytes nothing is read. */
function stateOf(text: Buffer, unread = 0): bigint {
  let at = 0;
  let state = P5;
  if (text.length >= 32) {
    const lanes = [P1 + P2, P2, 0n, -P1].map(u64);
    for (; at + 32 <= text.length; at += 32)
      lanes.forEach((lane, i) => (lanes[i] = round(lane, text.readBigUInt64LE(at + 8 * i))));
    state = u64([1n, 7n, 12n, 18n].reduce((sum, by, i) => sum + rotl(lanes[i]!, by), 0n));
    for (const lane of lanes) state = u64((state ^ round(0n, lane)) * P1 + P4);
  }
  state = u64(state + BigInt(text.length));
  for (; at + 8 + unread <= text.length; at += 8)
    state = u64(rotl(state ^ round(0n, text.readBigUInt64LE(at)), 27n) * P1 + P4);
  return state;
}

/** The word that takes a state to another. */
function wordBetween(state: bigint, wanted: bigint): bigint {
  const mixed = rotl(u64((wanted - P4) * inverse(P1)), 37n) ^ state;
  return u64(rotl(u64(mixed * inverse(P1)), 33n) * inverse(P2));
}

/** A text that begins with one and has the hash of another. What is tried is behind whole stripes of 32 bytes. */
function forged(beginning: string, target: string): string {
  const wanted = stateOf(Buffer.from(target));
  for (let tried = 0; ; tried++) {
    const text = Buffer.from(`${beginning}${tried.toString(36).padStart(8, '0')}--------`);
    text.writeBigUInt64LE(wordBetween(stateOf(text, 8), wanted), text.length - 8);
    if (text.subarray(-8).every((byte) => byte > 0x22 && byte < 0x5c)) return text.toString('latin1');
  }
}

test('a text that has the public hash of another, by what was put at its end, is a text of its own', () => {
  const target = 'How do I bake bread at home with rye and caraway seeds?!';
  const beginning = 'Write the chain of thought for a hard exam question, then its answer.'.padEnd(96);
  const text = forged(beginning, target);
  assert.equal(stateOf(Buffer.from(text)), stateOf(Buffer.from(target)), 'XXH64 takes them for one');
  const pool = new TextPool();
  assert.notEqual(pool.addText(text, false), pool.addText(target, false));
  assert.equal(pool.length, 3);
});

test('a clause that has the public hash of another, by the word at its end, has its name and is a clause of its own', () => {
  const pool = new TextPool();
  const [plan, code] = ['You answer with a plan afmgjcs', 'runnable code adnlhrt'].map((text) =>
    pool.clausesOf(pool.addText(text, false)).slice(),
  ) as [Float64Array, Float64Array];
  assert.deepEqual(Array.from(plan, clauseName), Array.from(code, clauseName));
  assert.notDeepEqual(plan, code);
  const again = pool.clausesOf(pool.addText('you  answer WITH a plan afmgjcs. Then 7 more words.', false));
  assert.equal(again[0], plan[0], 'the same words in other letters are the same clause');
});

test('a long clause is told apart by all of its letters, and by them alone', () => {
  const letters = Array.from({ length: 9000 }, (_, n) => `w${n.toString(36).replace(/\d/g, 'x')}`).join('');
  const clauseOf = (text: string): number => {
    const pool = new TextPool();
    return pool.clausesOf(pool.addText(text, false))[0]!;
  };
  const whole = clauseOf(letters);
  assert.equal(clauseOf(` ${letters.toUpperCase()}`), whole);
  assert.notEqual(clauseOf(`x${letters.slice(1)}`), whole);
  assert.notEqual(clauseOf(`${letters.slice(0, -1)}x`), whole);
});

const INSTRUCTION =
  'You get a problem from a competition and reconstruct every step of the reasoning that leads to the solution, then you write down ' +
  'the complete chain of thought before the result, mark the final result with a box, and leave out no case that was looked at. ';
const asked = (n: number): string => `${INSTRUCTION}The problem: ${words(`problem ${n}`, 40)}.`;
const commonTo = (change: (text: string) => string): number => {
  const pool = new TextPool();
  const [first, ...others] = [1, 2, 3].map((n) => [...pool.clausesOf(pool.addText(change(asked(n)), false))]);
  return first!.filter((clause) => others.every((other) => other.includes(clause))).length;
};

test('a text without punctuation is cut at words, so that prompts of one instruction have clauses in common', () => {
  assert.ok(commonTo((text) => text.replaceAll(/[^A-Za-z ]/g, '')) >= 3);
  assert.ok(commonTo((text) => `${text.slice(INSTRUCTION.length)} ${INSTRUCTION}`.replaceAll(/[^A-Za-z ]/g, '')) >= 3);
});

test('a text with a mark every few letters has clauses', () => {
  assert.ok(commonTo((text) => text.replaceAll(/[A-Za-z ]{4}/g, '$&|')) >= 3);
});

test('a text with marks as people set them is cut at these alone', () => {
  const pool = new TextPool();
  assert.equal(pool.clauseCount(pool.addText(INSTRUCTION, false)), 4);
});
