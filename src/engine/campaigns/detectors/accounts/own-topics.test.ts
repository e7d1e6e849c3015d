import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, chance, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { ownTopics } from './own-topics.ts';

const measure = (sent: readonly TemplatedSent[]) => {
  const { candidate, context } = candidateCase(sent);
  return ownTopics.measure(candidate, context);
};

/** Twelve members, nine prompts each of one template, with five words out of twenty of a topic. */
const asking = (topicOf: (member: number, n: number) => number): TemplatedSent[] =>
  traffic(12, 9, (member, n) => {
    const words = Array.from(
      { length: 5 },
      (_, at) => `topic${topicOf(member, n)}word${Math.floor(20 * chance(member, n, at))}`,
    );
    return { template: 0, user: `Please explain in plain words: ${words.join(' ')}` };
  });

test('accounts that take any item of one queue have no topics of their own', () => {
  const found = measure(asking((member, n) => Math.floor(12 * chance(member, n, 99))))!;
  assert.ok(Math.abs(found.statistic) < 0.7, found.text);
});

test('customers who ask about matters of their own are told from each other', () => {
  const found = measure(asking((member) => member))!;
  assert.ok(found.statistic > 1, found.text);
  assert.match(found.text, /^Each account has topics of its own, as customers do: in \d+(\.\d)?% of comparisons/);
});

test('a wording of its own for each account is no topic', () => {
  const worded = asking((member, n) => Math.floor(12 * chance(member, n, 99))).map((one, i): TemplatedSent => ({
    ...one,
    user: `${one.user!} manner${Math.floor(i / 9)} tongue${Math.floor(i / 9)} accent${Math.floor(i / 9)}`,
  }));
  assert.ok(measure(worded)!.statistic < 0.7);
});

test('one topic for all is nobody’s own', () => {
  assert.ok(Math.abs(measure(asking(() => 0))!.statistic) < 0.7);
});

test('copies of a prompt are not taken for a topic in common', () => {
  const sent = asking((member, n) => Math.floor(12 * chance(member, n, 99)));
  const repeated = sent.map((one, i): TemplatedSent => (i % 9 < 6 ? { ...one, user: sent[i - (i % 3)]!.user! } : one));
  assert.ok(Math.abs(measure(repeated)!.statistic) < 0.9);
});

test('too few accounts with several prompts are not compared', () => {
  assert.equal(measure(asking((member) => member).slice(0, 27)), null);
  assert.equal(measure(traffic(12, 1, () => ({ template: 0 }))), null);
});
