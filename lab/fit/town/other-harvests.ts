/** Campaigns without a prompt of their own that is filled: a sweep through a product, and a few prompts sent again and again. */
import type { Random } from '../../../src/math/random.ts';
import type { Harvest } from './harvests.ts';
import { system } from './log.ts';
import type { Product } from './town.ts';
import { exercise } from './words.ts';

/** A sweep through what one product's assistant knows: each topic for each thing, in turn. */
export const sweepOf = ({ prompt, topics, things }: Product): Harvest => ({
  type: 'assistant sweep',
  prompts: [
    [
      ['{}', 'Please tell me: {}', 'Question: {}', 'I would like to know this. {}'],
      [' Give all details that you know.', ' Be complete.', ' List every rule and exception.', ''],
    ],
  ],
  material: (_, n) => `${topics[n % topics.length]!} ${things[Math.floor(n / topics.length) % things.length]!}?`,
  answer: 5,
  frame: system(prompt),
});

/** A few prompts, always the same, of which answers are collected again and again. */
export function constantPrompts(random: Random): Harvest {
  const prompts = Array.from({ length: 4 + random.below(8) }, () => [
    [exercise(random)],
    [' Explain your reasoning in full.'],
  ]);
  return { type: 'constant prompts', prompts, material: () => '', answer: 10 };
}
