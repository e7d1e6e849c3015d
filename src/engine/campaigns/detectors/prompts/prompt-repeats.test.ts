import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MINUTE, MONDAY, shuffled } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, chance, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { promptRepeatsOf } from './prompt-repeats.ts';

const of = (sent: readonly TemplatedSent[]) => {
  const { candidate, context } = candidateCase(sent);
  const { own, scattered, rounds, ...rest } = promptRepeatsOf(candidate, context.table);
  return { ...rest, own: own.length, scattered: scattered.length, rounds: rounds.length };
};
/** Prompts in order, one an hour, each by the account given. */
const queue = (prompts: readonly (string | number)[], account: (i: number) => number = (i) => i % 5): TemplatedSent[] =>
  prompts.map((user, i) => ({ account: `m${account(i)}`, template: 0, user: `p${user}`, time: MONDAY + i * HOUR }));
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

test('a list that is worked through has no sending twice', () => {
  assert.deepEqual(of(queue(upTo(100))), {
    sent: 100,
    prompts: 100,
    own: 0,
    scattered: 0,
    rounds: 0,
    pairs: 0,
    evenPairs: 0,
  });
});

test('rollouts, retries and loops are one sending, in one account or over several', () => {
  const rollouts = traffic(5, 40, (m, n) => ({ template: 0, user: `p${n >> 2}`, time: MONDAY + (n >> 2) * DAY + m }));
  const { sent, prompts, own, scattered } = of(rollouts);
  assert.deepEqual([sent, prompts, own, scattered], [10, 10, 0, 0]);
});

test('more accounts than sampling explains send a prompt each for itself, however soon', () => {
  const feed = traffic(8, 20, (m, n) => ({
    template: 0,
    user: `p${m < 3 ? n : n >> 1}`,
    time: MONDAY + n * DAY + m * MINUTE,
  }));
  const { sent, prompts, own, scattered, rounds } = of(feed);
  assert.equal(prompts, 20);
  assert.ok(sent > 2 * prompts && own + scattered + rounds === sent - prompts, `${sent}`);
  const some = traffic(3, 20, (m, n) => ({ template: 0, user: `p${n}`, time: MONDAY + n * DAY + m * MINUTE }));
  assert.equal(of(some).sent, 20);
});

test('a prompt that never rests is not one endless sending', () => {
  const ping = traffic(1, 60, (_, n) => ({ template: 0, user: 'ping', time: MONDAY + n * 40 * MINUTE }));
  assert.ok(of(ping).sent >= 10);
});

test('a prompt that soon comes back to its account is its own, to another account it is scattered', () => {
  const prompts: (number | string)[] = upTo(60);
  prompts[10] = 5;
  prompts[12] = 6;
  const found = of(queue(prompts, (i) => (i === 12 ? 4 : i % 5)));
  assert.deepEqual([found.own, found.scattered, found.rounds], [1, 1, 0]);
});

test('the same shuffled list again and again comes in rounds', () => {
  const { own, scattered, rounds } = of(queue([1, 2, 3].flatMap((seed) => shuffled(upTo(50), seed))));
  assert.ok(own + scattered + rounds >= 98, 'but for those that the shuffle brings back within two hours');
  assert.ok(rounds > 70, `${rounds}`);
});

test('eight prompts drawn evenly are a small pool that is gone through, not live use', () => {
  const { own, scattered, rounds, sent } = of(queue(upTo(200).map((i) => Math.floor(8 * chance(i)))));
  assert.ok(sent > 100);
  assert.deepEqual([own, scattered, rounds], [0, 0, sent - 8]);
});

test('favourites come back early, and give more equal pairs than an even pool', () => {
  const { own, scattered, rounds, pairs, evenPairs } = of(
    queue(upTo(300).map((i) => Math.floor(200 * chance(i) ** 4))),
  );
  assert.ok(own + scattered > 3 * rounds, `${own} ${scattered} ${rounds}`);
  assert.ok(pairs > 1.5 * evenPairs);
});

test('copies that are drawn at once are one sending all the same where there are no times', () => {
  const { sent, prompts } = of(traffic(6, 40, (m, n) => ({ template: 0, user: `p${m >> 1} ${n}` })));
  assert.deepEqual([sent, prompts], [120, 120]);
});

test('each template is material of its own', () => {
  const two = queue(upTo(80)).map((sent, i): TemplatedSent => ({ ...sent, template: i % 2, user: `p${i >> 1}` }));
  const { sent, prompts, scattered } = of(two);
  assert.deepEqual([sent, prompts, scattered], [80, 80, 0]);
});
