import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic } from '../../../../../test/fixtures/templated.ts';
import { barePrompts } from './bare-prompts.ts';

const measure = (framed: (n: number) => boolean, others = 40) => {
  const product = Array.from({ length: others }, (_, n) => ({
    account: 'x',
    system: 'You are Mira.',
    user: `free ${n}`,
  }));
  const own = traffic(6, 20, (_, n) => (framed(n) ? { system: 'You are a helper of ours.' } : {}));
  const { candidate, context } = candidateCase([...own, ...product]);
  return barePrompts.measure(candidate, context);
};

test('requests of a product come under its system prompt, a harvest’s mostly under none', () => {
  const [harvest, half, product] = [measure(() => false)!, measure((n) => n % 2 === 0)!, measure(() => true)!];
  assert.deepEqual([harvest.statistic, half.statistic, product.statistic], [1, 0.5, 0]);
  assert.match(harvest.text, /^The requests have no system prompt: 120 of 120 have none\.$/);
  assert.match(product.text, /like a product’s: 120 of 120 have one/);
});

test('in a log where nobody has a system prompt, as where it is not recorded, nothing is said of it', () => {
  assert.equal(
    measure(() => false, 2),
    null,
  );
});

test('some users of an assistant have its system prompt as all others do, and that says nothing of them', () => {
  const system = 'You are the assistant of a bank.';
  const own = traffic(6, 20, () => ({ system }));
  const users = Array.from({ length: 40 }, (_, n) => ({ account: `s${n}`, system, user: `free ${n}` }));
  const { candidate, context } = candidateCase([...own, ...users]);
  assert.equal(barePrompts.measure(candidate, context), null);
});
