/** Prompts that collect a model's thinking: one that forces it into a tag, and those that have signed thinking written out. */
import { codeText, codingTask } from './code.ts';
import { makeDocument } from './documents.ts';
import { NAMES } from './names.ts';
import { exercise } from './problems.ts';
import { prose, steps } from './prose.ts';
import type { PromptForm } from '../traffic/prompt-source.ts';
import type { LogRandom } from '../random.ts';
import words from './words.json';

const { FORCED, TRANSCRIBE, GO_ON, RESEARCH } = words.harvestPrompts;

/** A task that is worth some thinking. */
export const hardTask = (random: LogRandom): string =>
  random.pick([
    () => exercise(random),
    () => `${codingTask(random)}\n\n${codeText(random.between(1, 3), random)}`,
    () =>
      `${random.pick(RESEARCH).replace('{f}', random.pick(NAMES.firm))}\n\n${makeDocument(random.pick(['minutes', 'article', 'table']), random)}`,
  ])();

export const FORCED_FORM: PromptForm = {
  system: FORCED,
  user: hardTask,
  answer: (random) =>
    `<working>\n${steps(random.between(4, 10), random)}\n</working>\n\n${prose(random.between(40, 200), random)}`,
};

/** How the thinking behind an earlier answer is asked for: what stands before that answer, and what comes after it. */
export function transcription(random: LogRandom): { before: string; after: string } {
  return {
    before: random.pick(TRANSCRIBE).replace('{n}', String(random.between(100_000, 999_999))),
    after: random.pick(GO_ON),
  };
}
