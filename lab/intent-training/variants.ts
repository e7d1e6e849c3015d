import { SLOT_MARK } from '../../src/engine/templates/intent/intent-tokens.ts';
import type { Corpus, CorpusText } from './corpus.ts';
import type { Random } from '../../src/math/random.ts';
import { trainingRandom } from './random.ts';

/** Variants of each corpus text, the text as written being the first. */
const VARIANTS = 4;

const CHOICE = /\[\[([^[\]]*\|[^[\]]*)\]\]/gu;
const SLOT = /\{([\p{L}_][\p{L}\p{N}_]*)\}/gu;

const NOTATIONS: ((name: string) => string)[] = [
  (name) => `{${name}}`,
  (name) => `{{${name}}}`,
  (name) => `{{ ${name} }}`,
  (name) => `\${${name}}`,
  (name) => `[${name.toUpperCase()}]`,
  (name) => `<${name}>\n${SLOT_MARK}\n</${name}>`,
];

/** Kinds of filler by words in a slot's name; anything else is filled with a topic. */
const KINDS: [RegExp, string][] = [
  [/code|snippet|diff|patch|function|file|schema/u, 'code'],
  [/question|query|problem|task|instruction|prompt|input|message|request/u, 'question'],
  [/answer|response|output|completion|reply|solution|candidate|prediction/u, 'answer'],
  [/text|document|context|article|email|passage|ticket|post|review|conversation|transcript|case/u, 'text'],
];

/**
 * The forms in which a text is met in a log: with another choice of words, with slots in another notation, marked,
 * left out or filled, and among sentences that any prompt may have. Deterministic in the text's number.
 */
export function variantsOf(corpus: Corpus, item: CorpusText): string[] {
  const variants = [chooseWords(item.text, () => 0)];
  for (let variant = 1; variant < VARIANTS; variant++) {
    const random = trainingRandom(item.id * VARIANTS + variant);
    let text = chooseWords(item.text, (count) => random.below(count));
    if (variant === 3 && random.below(2) === 0) text = dropLine(text, random);
    text = variant === 3 ? fillSlots(corpus, text, random) : writeSlots(text, variant, random);
    variants.push(addClauses(corpus, item.language, text, random));
  }
  return variants;
}

function chooseWords(text: string, choose: (count: number) => number): string {
  return text.replace(CHOICE, (_, options: string) => {
    const words = options.split('|');
    return words[choose(words.length)] ?? '';
  });
}

function writeSlots(text: string, variant: number, random: Random): string {
  if (variant === 2) {
    const mark = [SLOT_MARK, SLOT_MARK, ''][random.below(3)] ?? '';
    return text.replace(SLOT, mark);
  }
  const notation = NOTATIONS[random.below(NOTATIONS.length)];
  return text.replace(SLOT, (whole, name: string) => notation?.(name) ?? whole);
}

function fillSlots(corpus: Corpus, text: string, random: Random): string {
  return text.replace(SLOT, (_, name: string) => {
    const kind = KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? 'topic';
    const fillers = corpus.fillers.get(kind) ?? [];
    return fillers[random.below(fillers.length)] ?? '';
  });
}

/** Leaves out one line of a long text, as miners of templates do when a line varies. */
function dropLine(text: string, random: Random): string {
  const lines = text.split('\n');
  if (lines.length > 4) lines.splice(random.below(lines.length), 1);
  return lines.join('\n');
}

function addClauses(corpus: Corpus, language: string, text: string, random: Random): string {
  const clauses = corpus.clauses.get(language) ?? [];
  const pieces = [text];
  for (let added = random.below(4); added > 0; added--) {
    const clause = clauses[random.below(clauses.length)] ?? '';
    if (random.below(2) === 0) pieces.push(clause);
    else pieces.unshift(clause);
  }
  return pieces.join(random.below(2) === 0 ? '\n\n' : ' ');
}
