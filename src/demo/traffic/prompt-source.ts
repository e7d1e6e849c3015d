import { LogRandom } from '../random.ts';
import { prose } from '../words/prose.ts';
import type { ChatMessage, TrafficSource } from './source.ts';

/** A prompt a program sends: fixed text, and what it puts into the places. */
export interface PromptForm {
  system?: string;
  /** The user's message for one item. The random is the item's own: the same item gives the same text. */
  user(random: LogRandom): string;
  answer(random: LogRandom): string;
}

export interface PromptSourceOptions {
  forms: readonly PromptForm[];
  /** Which item a request is about: each once (`walk`), frequent ones again and again (`frequent`), or round a fixed set (`fixed`). */
  items: 'walk' | 'frequent' | 'fixed';
  /** Number of different items; needed for `frequent` and `fixed`. */
  itemCount?: number;
  /** Number of end users the program serves; left out when it names none. */
  endUsers?: number;
  parameters?: Record<string, unknown>;
}

/** A program that fills one or more prompt templates. */
export function promptSource(seed: number, options: PromptSourceOptions): TrafficSource {
  const { forms, items, itemCount = 1, endUsers, parameters = {} } = options;
  return {
    turns: () => 1,
    exchange(item, _turn, copy) {
      const draw = new LogRandom(seed, item, 'draw');
      const index = items === 'walk' ? item : items === 'fixed' ? item % itemCount : draw.frequent(itemCount);
      const form = new LogRandom(seed, index, 'form').pick(forms);
      const messages: ChatMessage[] = form.system === undefined ? [] : [{ role: 'system', content: form.system }];
      messages.push({ role: 'user', content: form.user(new LogRandom(seed, index, 'user')) });
      return {
        messages,
        answer: { role: 'assistant', content: form.answer(new LogRandom(seed, index, copy, 'answer')) },
        parameters,
        ...(endUsers !== undefined && { endUser: `end-user-${draw.frequent(endUsers)}` }),
      };
    },
  };
}

/** Prose of a length between two bounds, the answer of most prompts. */
export const proseAnswer = (low: number, high: number) => (random: LogRandom) =>
  prose(random.between(low, high), random);

/** A JSON object with prose in it. */
export const jsonAnswer = (keys: readonly string[]) => (random: LogRandom) =>
  JSON.stringify(
    Object.fromEntries(
      keys.map((key) => [
        key,
        /score|grade|count|total/.test(key) ? random.between(1, 10) : prose(random.between(12, 90), random),
      ]),
    ),
  );
