/** The condition of a rule: `selection and not 1 of filter_*`. */
import { RuleProblem } from './rule-error.ts';

/** Says whether the condition holds, given which selections do. */
export type Condition = (holds: (selection: string) => boolean) => boolean;

const TOKEN = /\s*(?:([()])|([A-Za-z0-9_*]+))/y;
/** Deepest nesting of brackets and `not`. */
const MAX_DEPTH = 50;
const PATH = ['detection', 'condition'] as const;

/**
 * @param names selections that there are
 * @throws RuleProblem for what is no condition, and for a selection that is not there or not used
 */
export function parseCondition(text: string, names: readonly string[]): Condition {
  return new Reader(tokensOf(text), names).read();
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const trimmed = text.trim();
  while (TOKEN.lastIndex < trimmed.length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(trimmed);
    if (found === null) {
      const what = trimmed.slice(at).trim().slice(0, 1);
      const why = what === '|' ? ' Counts are correlations: see the documentation of rules.' : '';
      throw new RuleProblem(`"${what}" is not allowed in a condition.${why}`, PATH);
    }
    tokens.push(found[1] ?? found[2]!);
  }
  return tokens;
}

class Reader {
  private readonly used = new Set<string>();
  private at = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly names: readonly string[],
  ) {}

  read(): Condition {
    const condition = this.or();
    if (this.at < this.tokens.length) this.fail(`"${this.tokens[this.at]!}" is unexpected.`);
    const idle = this.names.find((name) => !this.used.has(name));
    if (idle !== undefined) throw new RuleProblem(`The condition does not use "${idle}".`, ['detection', idle]);
    return condition;
  }

  private or(): Condition {
    let left = this.and();
    while (this.take('or')) {
      const [first, second] = [left, this.and()];
      left = (holds) => first(holds) || second(holds);
    }
    return left;
  }

  private and(): Condition {
    let left = this.not();
    while (this.take('and')) {
      const [first, second] = [left, this.not()];
      left = (holds) => first(holds) && second(holds);
    }
    return left;
  }

  private not(): Condition {
    if (++this.depth > MAX_DEPTH) this.fail('It is nested too deeply.');
    try {
      if (!this.take('not')) return this.one();
      const inner = this.not();
      return (holds) => !inner(holds);
    } finally {
      this.depth--;
    }
  }

  private one(): Condition {
    if (this.take('(')) {
      const inner = this.or();
      if (!this.take(')')) this.fail('A bracket is not closed.');
      return inner;
    }
    const token = this.tokens[this.at++];
    if (token === undefined) return this.fail('Its end is missing.');
    if (this.take('of')) return this.of(token);
    if (!this.names.includes(token)) this.fail(`There is no selection "${token}".`);
    this.used.add(token);
    return (holds) => holds(token);
  }

  private of(many: string): Condition {
    const pattern = this.tokens[this.at++];
    if (many !== '1' && many !== 'all') this.fail(`"${many} of" is not supported here: use "1 of" or "all of".`);
    if (pattern === undefined) return this.fail('"of" needs the names of selections.');
    const chosen = this.names.filter((name) => pattern === 'them' || fits(name, pattern));
    if (chosen.length === 0) this.fail(`No selection is called "${pattern}".`);
    for (const name of chosen) this.used.add(name);
    return (holds) => (many === '1' ? chosen.some(holds) : chosen.every(holds));
  }

  private take(word: string): boolean {
    if (this.tokens[this.at]?.toLowerCase() !== word) return false;
    this.at++;
    return true;
  }

  private fail(sentence: string): never {
    throw new RuleProblem(`The condition is invalid: ${sentence}`, PATH);
  }
}

/** A name, or its beginning and an asterisk. */
function fits(name: string, pattern: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
