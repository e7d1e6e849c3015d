import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tableOf } from '../../../../test/fixtures/requests.ts';
import { GAP, gapOf } from '../../table/clause-gap.ts';
import { fixedText } from './fixed-text.ts';
import { FrameView } from './frame-view.ts';
import { PromptClauses } from './prompt-clauses.ts';

const RULES = 'Answer in plain words.\nNever promise a date.\nPrices include tax.\n';
const STOCK = 'Turn these minutes into a letter.\nKeep every name and figure.\n';
const table = tableOf([
  ...Array.from({ length: 8 }, (_, n) => ({
    account: 'a',
    user: `${RULES}${STOCK}minutes of meeting number ${'x'.repeat(n + 1)}`,
  })),
  { account: 'b', user: `${STOCK}minutes of the harbour board` },
  {
    account: 'b',
    system: 'Quite another assistant speaks here.',
    user: `A text of its own.\n${RULES}${STOCK}and more`,
  },
]);
const rows = Uint32Array.from({ length: table.length }, (_, row) => row);

test('clauses of a prompt are those of its system prompt and then of its message', () => {
  const clauses = new PromptClauses(table);
  for (const row of [9, 0, 9]) {
    clauses.read(row);
    assert.deepEqual([...clauses.hashes.subarray(0, clauses.length)], table.clausesOf(row));
    assert.equal(clauses.system, table.clauseCounts(row).system);
    assert.equal(clauses.length, table.clauseCounts(row).all);
  }
});

test('fixed text is what most of the prompts hold, in order', () => {
  const { inOrder, places } = fixedText(new PromptClauses(table), rows);
  assert.deepEqual([...places.hashes.subarray(0, places.count)], table.clausesOf(0).slice(0, 5));
  assert.deepEqual(
    inOrder.map(({ share }) => share),
    [0.9, 0.9, 0.9, 1, 1],
  );
});

test('a look tells what is lacking at the beginning and what stands before the fixed text', () => {
  const clauses = new PromptClauses(table);
  const view = new FrameView(clauses, fixedText(clauses, rows), 0.9);
  view.look(0);
  assert.deepEqual([view.lacks, view.lackingLetters, view.strewn, view.leading], [0, 0, 0, 0]);
  assert.ok(view.holds(0) && view.holdsAllTo(5));
  const { sure } = view;
  view.look(8);
  assert.deepEqual([view.lacks, view.strewn, view.leading], [3, 0, 0]);
  assert.equal(view.lackingLetters + view.sure, sure);
  assert.ok(!view.holds(0) && view.holds(3) && !view.holdsAllTo(4));
  view.look(9);
  assert.deepEqual([view.lacks, view.leading], [0, 1]);
  assert.deepEqual([...view.leadingHashes()], table.clausesOf(9).slice(1, 2), 'the system prompt is not counted in');
  assert.deepEqual([...view.heldBy(9)], table.clausesOf(9).slice(2, 7));
});

test('clauses that were left out are counted where they stood, and their letters', () => {
  const [opening] = STOCK.split('\n');
  const sent = [`One of its own. Two of them. Three of them. Four of them.\n${opening}`, `${STOCK}x`, `${STOCK}y`].map(
    (user) => ({ account: 'a', user }),
  );
  const look = (texts: ReturnType<typeof tableOf>): unknown => {
    const clauses = new PromptClauses(texts);
    const fixed = fixedText(clauses, Uint32Array.of(0, 1, 2));
    const view = new FrameView(clauses, fixed, 0.9);
    return [0, 1, 2].map((row) => {
      view.look(row);
      return [view.leading, view.leadingLetters, view.lacks, view.strewn, view.sure, fixed.inOrder];
    });
  };
  const whole = tableOf(sent);
  const thinned = tableOf(sent);
  const { hash, letters } = thinned.texts.clauses;
  // The first text comes first: one entry stands for four clauses, and those of all texts move up.
  hash.copyWithin(1, 4);
  letters.copyWithin(1, 4);
  hash[0] = gapOf(
    4,
    whole.texts.clauses.letters.subarray(0, 4).reduce((sum, own) => sum + own, 0),
  );
  letters[0] = GAP;
  const { clauseEnd } = thinned.texts.texts;
  for (let text = 1; text < thinned.texts.length; text++) clauseEnd[text]! -= 3;
  assert.equal(whole.texts.clauseCount(1), 5);
  assert.deepEqual(look(thinned), look(whole));
});
