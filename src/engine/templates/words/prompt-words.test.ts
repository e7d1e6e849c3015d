import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alikeness, promptWords } from './prompt-words.ts';

const alike = (prompts: readonly string[], a = 0, b = 1): number => {
  const words = promptWords(prompts);
  return alikeness(words[a]!, words[b]!);
};

const FRAME = 'Answer as a careful clerk. The customer writes:';

test('words that the template says in every prompt make no two of them alike', () => {
  assert.equal(alike([`${FRAME} boilers leak`, `${FRAME} taxes rise`, `${FRAME} ships sail`]), 0);
});

test('prompts about one thing are more alike than others, and the same words are as alike as can be', () => {
  const prompts = ['boiler valve pressure', 'boiler pressure gauge', 'harbour tariff', 'harbour tariff'].map(
    (text) => `${FRAME} ${text}`,
  );
  assert.ok(alike(prompts) > 0.3);
  assert.equal(alike(prompts, 0, 2), 0);
  assert.ok(Math.abs(alike(prompts, 2, 3) - 1) < 1e-6);
});

test('a rare word in common tells more than one that half of the prompts have', () => {
  const others = Array.from({ length: 6 }, (_, n) => `invoice number${n}`);
  const prompts = ['zeppelin first', 'zeppelin second', 'invoice third', 'invoice fourth', ...others];
  assert.ok(alike(prompts) > alike(prompts, 2, 3));
});

test('scripts without spaces have words too', () => {
  assert.ok(alike(['锅炉压力过高', '锅炉压力太低', '港口关税上涨']) > 0.1);
  assert.equal(alike(['锅炉压力过高', '锅炉压力太低', '港口关税上涨'], 0, 2), 0);
});

test('prompts that could not be read keep their place, and prompts without words are like nothing', () => {
  const words = promptWords(['boiler valve', undefined, '', 'boiler pump', 'x'.repeat(200_000)]);
  assert.equal(words[1], undefined);
  assert.equal(alikeness(words[0]!, words[2]!), 0);
  assert.ok(alikeness(words[0]!, words[3]!) > 0);
  assert.ok(words.every((own) => own === undefined || own.weights.every(Number.isFinite)));
});
