import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contextOf } from '../../../test/fixtures/facts/context.ts';
import { DAY, MINUTE, MONDAY, type Sent, words } from '../../../test/fixtures/requests.ts';
import { pivot } from './pivot.ts';
import type { Before, TechniqueFinding } from './technique.ts';

/** Requests of one template by six accounts over six days, to the model of each day. */
const uses = (
  name: string,
  modelOn: (day: number) => string,
  more: (day: number) => Partial<Sent> = () => ({}),
): Sent[] =>
  Array.from({ length: 6 * 40 }, (_, n): Sent => {
    const day = Math.floor(n / 40);
    return {
      account: `${name}-${n % 6}`,
      organisation: `${name} ${n % 6}`,
      system: `${words(name, 20)}.`,
      user: `${words(`${name} ${n}`, 9)}?`,
      answer: words(`answer ${n}`, 9),
      model: modelOn(day),
      time: MONDAY + day * DAY + (n % 40) * MINUTE,
      ...more(day),
    };
  });
const moved = (day: number): string => (day < 3 ? 'old' : 'new');
const others = ['first', 'second', 'third'].flatMap((name) => uses(name, () => 'old'));
const refused = (day: number): Partial<Sent> => (day < 3 ? { facts: { refusal: { category: 'frontier_llm' } } } : {});

function found(sent: Sent[], harvesters: string[] = []): TechniqueFinding[] {
  const context = contextOf(sent);
  const accounts = [...context.profiles].flatMap(([number, { account }]) =>
    harvesters.includes(account) ? [number] : [],
  );
  const before: Before = {
    ...{ id: 'T1', grade: 'strong', accounts, rows: [], shown: [], statistic: 1, n: 1, text: '', readings: [] },
  };
  return pivot.measure(context, accounts.length === 0 ? [] : [before]);
}

test('a template that leaves a model which refused it within a day is told, and weighs nothing', () => {
  const [first, ...rest] = found([...others, ...uses('mover', moved, refused)]);
  assert.deepEqual([first?.grade, first?.accounts.length, rest], ['weak', 6, []]);
  assert.match(
    first!.text,
    /from old to new, where the median template moved 0%; 100% of those to the old model were refused/,
  );
});

test('a pivot of accounts that harvest is told without refusals', () => {
  const names = Array.from({ length: 6 }, (_, n) => `mover-${n}`);
  assert.equal(found([...others, ...uses('mover', moved)], names)[0]?.accounts.length, 6);
});

test('who moves with everybody else, or was neither refused nor harvests, is not told', () => {
  const all = ['first', 'second', 'third'].flatMap((name) => uses(name, moved));
  assert.deepEqual(found([...all, ...uses('mover', moved, refused)]), []);
  assert.deepEqual(found([...others, ...uses('mover', moved)]), []);
});

test('of a template that mostly others fill, those who harvest and filled it once are not told', () => {
  const mover = uses('mover', moved);
  const guests = Array.from({ length: 6 }, (_, n) => ({ ...mover[40 * n]!, account: `guest-${n}` }));
  const names = guests.map(({ account }) => account);
  assert.deepEqual(found([...others, ...mover, ...guests], names), []);
});
