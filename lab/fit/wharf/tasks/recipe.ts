/** Work of a single question: a recipe says what it takes, and a draft of it is what one programmer makes of that. */
import type { Random } from '../../../../src/math/random.ts';
import type { Draft, Parameters, Sitting } from '../exchange.ts';
import type { Subject } from '../text/lexicon.ts';
import { type Part, type Phrases, wording } from './wording.ts';

/** What a draft is made for. */
export interface Brief {
  /** What it is about: one corner of a field, or many. */
  subjects: readonly Subject[];
  /** Length of texts; 1 is middling. */
  size: number;
  /** What is set on every request, whatever the programmer would have set. */
  parameters?: Parameters;
}

/** Makes drafts of one kind of work. `plan` decides how it is built, `words` how it is put. */
export type Task = (plan: Random, words: Random, brief: Brief) => Draft;

/** One item of work. */
export interface Item {
  parts: readonly Part[];
  /** What the wording names. */
  values?: Readonly<Record<string, string>>;
  images?: number;
  answer: (sitting: Sitting) => string;
}

export interface Recipe {
  kind: string;
  phrases: Phrases;
  parameters?: Parameters;
  /** Decides once what items look like. */
  items: (plan: Random, brief: Brief) => (sitting: Sitting, subject: Subject) => Item;
}

const TEMPERATURES = [0, 0, 0.2, 0.3, 0.5, 0.7, 0.7, 0.8, 1, 1];
const LIMITS = [256, 512, 800, 1000, 1024, 2000, 2048, 4096, 8192, 16_000];

/** What a programmer sets, mostly little. */
export function settings(plan: Random, fixed: Parameters = {}): Parameters {
  return {
    ...(plan.chance(0.55) ? { temperature: plan.pick(TEMPERATURES) } : {}),
    ...(plan.chance(0.12) ? { top_p: plan.pick([0.9, 0.95, 1]) } : {}),
    ...(plan.chance(0.6) ? { max_tokens: plan.pick(LIMITS) } : {}),
    ...(plan.chance(0.04) ? { n: 2 + plan.below(4) } : {}),
    ...(plan.chance(0.06) ? { seed: plan.pick([0, 1, 42, 1234]) } : {}),
    ...(plan.chance(0.04) ? { stop: [plan.pick(['\n\n', '###', '</answer>', 'END'])] } : {}),
    ...(plan.chance(0.3) ? { stream: true } : {}),
    ...fixed,
  };
}

export const task =
  ({ kind, phrases, parameters, items }: Recipe): Task =>
  (plan, words, brief) => {
    const item = items(plan, brief);
    const { put } = wording(plan, words, phrases);
    const set = settings(plan, { ...parameters, ...brief.parameters });
    return {
      kind,
      pace: 'machine',
      requests: 1,
      ask(sitting) {
        const { parts, values, images, answer } = item(
          sitting,
          sitting.subject ?? sitting.content.pick(brief.subjects),
        );
        const { system, text } = put(parts, values);
        const answers = Array.from({ length: set.n ?? 1 }, () => ({ text: answer(sitting) }));
        return [
          {
            ...(system === undefined ? {} : { system }),
            turns: [{ role: 'user', text, ...(images === undefined ? {} : { images }) }],
            parameters: set,
            answers,
          },
        ];
      },
    };
  };

/** A number of words around a middle, as lengths of texts are: many short ones, a few very long. */
export const length = (random: Random, middle: number, spread = 0.6): number =>
  Math.max(4, Math.round(middle * Math.exp(spread * random.normal())));
