import type { LogRandom } from '../random.ts';

/** Rules by name; each is a list of alternatives, which may name further rules. */
export type Grammar = Readonly<Record<string, readonly string[]>>;

const INNERMOST = /<([^<>]*)>|\{(\w+)\}/;

/** Deepest nesting of rules. A text of ours that needs more is a mistake in its grammar. */
const DEEPEST = 60;

/**
 * Text from a pattern. `{rule}` stands for one alternative of a rule, `<a|b|>` for one of the alternatives written there (the
 * last one is empty). `{number}` is a number from 2 to 99. Throws for a rule that does not exist.
 */
export function compose(pattern: string, grammar: Grammar, random: LogRandom): string {
  let text = pattern;
  for (let step = 0; ; step++) {
    const match = INNERMOST.exec(text);
    if (match === null) return tidy(text);
    if (step > DEEPEST) throw new RangeError(`rules are nested too deeply in "${pattern}"`);
    const [whole, choices, rule] = match;
    const chosen = choices !== undefined ? random.pick(choices.split('|')) : expand(rule ?? '', grammar, random);
    text = text.slice(0, match.index) + chosen + text.slice(match.index + whole.length);
  }
}

function expand(rule: string, grammar: Grammar, random: LogRandom): string {
  if (rule === 'number') return String(random.between(2, 99));
  const alternatives = grammar[rule];
  if (alternatives === undefined) throw new RangeError(`there is no rule "${rule}"`);
  return random.pick(alternatives);
}

/** Empty alternatives leave double spaces and spaces before punctuation; an article does not know the word drawn after it. */
const tidy = (text: string): string =>
  text
    .replace(/ {2,}/g, ' ')
    .replace(/ ([,.;:!?])/g, '$1')
    .replace(/\b([Aa]) (?=[aeiou])/g, '$1n ')
    .trim();

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
