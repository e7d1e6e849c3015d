import { compose, type Grammar } from './grammar.ts';
import { customerQuestion, makeDocument, type DocumentKind } from './documents.ts';
import { NAMES } from './names.ts';
import { jsonAnswer, proseAnswer, type PromptForm } from '../traffic/prompt-source.ts';
import type { LogRandom } from '../random.ts';
import words from './words.json';

const HOUSE: Grammar = { ...NAMES, ...words.appPrompts.HOUSE };

const RULES = words.appPrompts.RULES;

/** The words an application puts before everything it sends: its own, so that no two applications share them. */
export function houseRules(random: LogRandom): string {
  const rules = random.some(RULES, random.between(2, 5));
  return compose(`{opening} ${rules.join(' ')}`, HOUSE, random);
}

/** Questions about passages found for them. */
export function passageForm(house: string, random: LogRandom): PromptForm {
  const context = compose(
    '<Context|Sources|Passages|Extracts> <from {firm}|of {month}|{number}|for {person}>',
    HOUSE,
    random,
  );
  const question = compose(
    '<Question|Asked|Query|Wanted> <from {city}|by {person}|on {weekday}|{number}>',
    HOUSE,
    random,
  );
  const passages = random.between(1, 3);
  const rule = compose(
    '<Use|Rely on|Cite> <only the passages|what is quoted>, <else answer "not in the {firm} handbook"|and name the one you used|at most one sentence of {person}\'s>.',
    HOUSE,
    random,
  );
  return {
    system: `${house}\n${rule}`,
    user: (item) => {
      const text = Array.from({ length: passages }, (_, i) => `[${i + 1}] ${makeDocument('passage', item)}`).join(
        '\n\n',
      );
      return `${context}:\n${text}\n\n${question}: ${customerQuestion(item)}`;
    },
    answer: proseAnswer(80, 400),
  };
}

/** A help desk that sees the customer's words only. */
export function supportForm(house: string): PromptForm {
  return {
    system: `${house}\nYou answer customers. Be brief and kind.`,
    user: customerQuestion,
    answer: proseAnswer(80, 350),
  };
}

/** What programs want of a document; each program words it in its own way. */
const READERS = words.appPrompts.READERS as readonly { kind: DocumentKind; ask: string; keys?: readonly string[] }[];
/** A program that reads documents and gives back something short. */
export function readerForm(house: string, random: LogRandom): PromptForm {
  const { kind, ask: pattern, keys } = random.pick(READERS);
  const ask = `${compose(pattern, HOUSE, random)}.`;
  const first = random.chance(0.5);
  return {
    system: house,
    user: (item) => (first ? `${ask}\n\n${makeDocument(kind, item)}` : `${makeDocument(kind, item)}\n---\n${ask}`),
    answer: keys === undefined ? proseAnswer(60, 300) : jsonAnswer(keys),
  };
}
