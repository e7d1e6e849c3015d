/**
 * Prompts of simulated harvests. Each kind of pipeline is a few sentences with wordings to choose from; a planted campaign
 * chooses once and fills the rest with new material for every request. These texts are used nowhere else: they are in no
 * benchmark and no collection, so that finding them shows more than a good memory.
 */
import type { Random } from '../../math/random.ts';
import { draft, material, theme } from './material.ts';
import sentences from './pipelines.json';

export interface PlannedPrompt {
  system: string;
  user: string;
  answer: string;
  /** What all prompts of its template say, and what only this one does. */
  instruction: string;
  slot: string;
}

/** One way of collecting training data. Sentences are lists of wordings; functions fill in new material. */
interface Pipeline {
  /** Whether the fixed sentences are in the system prompt. */
  system: boolean;
  sentences: readonly (readonly string[])[];
  slot: (random: Random) => string;
  answer: (random: Random) => string;
}

const steps = (random: Random): string =>
  [1, 2, 3].map((n) => `${n}. ${material(random, 1)}`).join('\n') + `\nOutcome: ${random.below(900)}`;
const marks = (random: Random): string =>
  `{"left": ${random.below(21)}, "right": ${random.below(21)}, "why": "${material(random, 1)}"}`;
const prose = (random: Random): string => material(random, 3);

const PIPELINES: readonly Pipeline[] = [
  { system: false, sentences: sentences.puzzle, slot: (random) => `Puzzle: ${material(random, 3)}`, answer: steps },
  {
    system: false,
    sentences: sentences.grading,
    slot: (random) => `Wish: ${material(random, 1)}\nLeft: ${draft(random)}\nRight: ${draft(random)}`,
    answer: marks,
  },
  {
    system: true,
    sentences: sentences.homework,
    slot: (random) => `Subject: ${theme(random)}. Setting: ${material(random, 1)}`,
    answer: steps,
  },
  { system: false, sentences: sentences.rewording, slot: (random) => `Message: ${material(random, 2)}`, answer: prose },
  {
    system: true,
    sentences: sentences.workbench,
    slot: (random) => `Order ${random.below(90_000)}: ${material(random, 2)}`,
    answer: steps,
  },
  {
    system: false,
    sentences: sentences.thoughts,
    slot: (random) => `Answer: ${draft(random)} ${material(random, 1)}`,
    answer: steps,
  },
  { system: false, sentences: sentences.german, slot: (random) => `Frage: ${material(random, 2)}`, answer: steps },
  {
    system: true,
    sentences: sentences.spanish,
    slot: (random) => `Tema: ${theme(random)}, ${material(random, 1)}`,
    answer: prose,
  },
];

/** Prompt maker of one template. `reworded`: every request words the fixed sentences anew. */
export type PromptMaker = (random: Random) => PlannedPrompt;

/** `count` templates of different pipelines, as one campaign uses them. */
export function promptMakers(random: Random, count: number, reworded: boolean): PromptMaker[] {
  return random
    .shuffle([...PIPELINES])
    .slice(0, count)
    .map((pipeline) => {
      const chosen = worded(pipeline, random);
      return (each) => {
        const fixed = reworded ? worded(pipeline, each) : chosen;
        const slot = pipeline.slot(each);
        return {
          ...(pipeline.system ? { system: fixed, user: slot } : { system: '', user: `${fixed}\n\n${slot}` }),
          answer: pipeline.answer(each),
          instruction: fixed,
          slot,
        };
      };
    });
}

const worded = ({ sentences }: Pipeline, random: Random): string =>
  sentences.map((wordings) => random.pick(wordings)).join('\n');
