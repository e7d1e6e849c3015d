import assert from 'node:assert/strict';
import test from 'node:test';
import { Random } from '../../../src/math/random.ts';
import { Interest, interests } from './interest.ts';
import { passage } from './words.ts';

const wordsOf = (random: Random): Set<string> => new Set(passage(random, 5).toLowerCase().split(/\W+/));
const common = (a: Set<string>, b: Set<string>): number => [...a].filter((word) => b.has(word)).length;

test('a subject that one account cares about comes back in its next text, and less in that of another', () => {
  const random = new Random('interest');
  let [own, others] = [0, 0];
  for (let pair = 0; pair < 20; pair++) {
    const [one, other] = [new Interest(random, 0.9), new Interest(random, 0.9)];
    const text = wordsOf(one.through(random));
    own += common(text, wordsOf(one.through(random)));
    others += common(text, wordsOf(other.through(random)));
  }
  assert.ok(own > 1.3 * others, `${own} and ${others} words in common`);
});

test('without interests a text is what it would be anyway', () => {
  const none = new Interest(new Random('taste'), 0);
  assert.equal(passage(none.through(new Random(1)), 9), passage(new Random(1), 9));
});

test('customers of some products care about matters of their own, those of others do not', () => {
  const alike = Array.from({ length: 40 }, (_, seed) => {
    const interest = interests(new Random('product', seed));
    const [one, other] = [interest(), interest()].map((own) => own.through(new Random('text', seed)));
    return passage(one!, 20) === passage(other!, 20);
  });
  assert.ok(alike.includes(true) && alike.includes(false));
});
