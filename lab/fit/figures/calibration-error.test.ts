import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../../src/math/random.ts';
import { calibrationError, errorInterval } from './calibration-error.ts';

const random = new Random('calibration error');
const items = (says: (chance: number) => number): { log: string; score: number; positive: boolean }[] =>
  Array.from({ length: 4000 }, (_, i) => {
    const chance = random.next();
    return { log: `${i % 40}`, score: says(chance), positive: random.chance(chance) };
  });

test('probabilities that are right have next to no error, and overconfident ones are told', () => {
  assert.ok(calibrationError(items((chance) => chance)) < 0.03);
  const error = calibrationError(items((chance) => (chance > 0.5 ? 1 : 0)));
  assert.ok(error > 0.2 && error < 0.3, `${error}`);
  assert.equal(calibrationError([{ score: 1, positive: true }]), 0);
});

test('the interval holds the error and is the same each time', () => {
  const all = items((chance) => chance ** 2);
  const [low, high] = errorInterval(all);
  const error = calibrationError(all);
  assert.ok(low < error && error < high && high - low < 0.1, `${low} to ${high}, ${error}`);
  assert.deepEqual(errorInterval(all), [low, high]);
});
