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
const READERS: readonly { kind: DocumentKind; ask: string; keys?: readonly string[] }[] = [
  {
    kind: 'invoice',
    ask: '<Read|Parse|Take> <the|this> <invoice|bill> <of|for> {firm} <and give|into JSON:|and return JSON with> supplier, total <and|plus> due date',
    keys: ['supplier', 'total', 'due'],
  },
  {
    kind: 'review',
    ask: '<Which part|What> <of the product|> is this {firm} review about, <is the buyer content|how does {person} feel>? <JSON:|Reply with> part, mood, quote',
    keys: ['part', 'mood', 'quote'],
  },
  {
    kind: 'ticket',
    ask: '<Sort|Route> <this|the> <message|mail> for the {city} desk: billing, access, delivery or <other|{person}>. <Give|JSON with> queue and urgency_score',
    keys: ['queue', 'urgency_score'],
  },
  {
    kind: 'minutes',
    ask: '<List|Table:|Tell {person}> who <has to do|promised> what <by when|before {weekday}> <at {firm}|>',
  },
  {
    kind: 'article',
    ask: '<Sum up|Shorten> <the article|this> for <our|the {firm}> <morning letter|{weekday} digest> in {number} words',
  },
  {
    kind: 'product',
    ask: '<Write|Draft> <two|three> sentences for the {firm} <catalogue|web shop|leaflet> <from this row|about this>, <as {person} would|no {avoid}>',
  },
  {
    kind: 'table',
    ask: '<Say|Tell the {trade}s> in <one paragraph|{number} words> what <changed most|stands out> <here|in the {city} figures>',
  },
  {
    kind: 'ticket',
    ask: '<Translate|Put> <the message|this> into <plain|simple|short> English for <the night shift|{person}|our {trade}s in {city}>',
  },
];

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
