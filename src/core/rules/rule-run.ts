/**
 * Rules on their way through the events of a log: a commutative monoid of counts for each rule. Nothing of the text of an
 * event is kept but the values that groups have in common.
 */
import { hash53 } from '../math/hash.ts';
import type { MatchPlace } from './bucket.ts';
import { GroupCounts, NO_WINDOW } from './group-counts.ts';
import { type CorrelationRule, type EventRule, rankOf, type Rule } from './rule.ts';
import type { RuleOutcome } from '../report/rule-outcome.ts';
import { fieldOf, type RuleEvent, type RuleField } from './rule-fields.ts';
import { GROUPED_BY, ruleOutcome, type RuleState } from './rule-outcome.ts';

/** Whether a field that rules need was ever seen. */
interface FieldState {
  field: RuleField;
  present: number;
}

export class RuleRun {
  readonly rules: readonly Rule[];
  readonly #states: ReadonlyMap<string, RuleState>;
  readonly #fields = new Map<string, FieldState>();
  readonly #correlations: ReadonlyMap<string, readonly (readonly [CorrelationRule, number])[]>;

  constructor(rules: readonly Rule[], mostEntries?: number) {
    this.rules = rules;
    this.#states = new Map(
      rules.map((rule) => {
        const values = rule.kind === 'correlation' && rule.field !== undefined ? rule.least : 0;
        return [rule.id, { counts: new GroupCounts(values, mostEntries), matches: 0, uncounted: 0 }];
      }),
    );
    const correlations = new Map<string, [CorrelationRule, number][]>();
    for (const rule of rules) {
      if (rule.kind !== 'correlation') continue;
      rule.rules.forEach((id, bit) => correlations.set(id, [...(correlations.get(id) ?? []), [rule, bit]]));
      this.#needed(rule);
    }
    this.#correlations = correlations;
    for (const rule of rules) if (rule.kind === 'event') this.#needed(rule);
  }

  /** @param place where the event stands; a slice has none of its own */
  add(event: RuleEvent, time?: number, place?: MatchPlace): void {
    for (const state of this.#fields.values()) {
      if (state.field.category === event.kind && state.field.get(event) !== undefined) state.present++;
    }
    for (const rule of this.rules) {
      if (rule.kind !== 'event' || rule.category !== event.kind || !rule.matches(event)) continue;
      this.#match(rule, event, time, place);
    }
  }

  merge(other: RuleRun): void {
    for (const [id, state] of this.#states) {
      const more = other.#states.get(id)!;
      state.counts.merge(more.counts);
      state.matches += more.matches;
      state.uncounted += more.uncounted;
    }
    for (const [name, state] of this.#fields) {
      state.present += other.#fields.get(name)!.present;
    }
  }

  /** What each rule came to, the most serious first. As in Sigma, a rule that a correlation counts is no finding of its own. */
  finish(): RuleOutcome[] {
    const own = this.rules.filter(({ id }) => !this.#correlations.has(id));
    own.sort((a, b) => rankOf(b.level) - rankOf(a.level) || (a.id < b.id ? -1 : 1));
    return own.map((rule) => ruleOutcome(rule, this.#states.get(rule.id)!, this.#missing(rule)));
  }

  #match(rule: EventRule, event: RuleEvent, time: number | undefined, place: MatchPlace | undefined): void {
    const state = this.#states.get(rule.id)!;
    state.matches++;
    const own = { mask: 1, value: undefined, time, place };
    const key = groupOf(event, GROUPED_BY[rule.category]).map((value) => value ?? '');
    state.counts.add(key, NO_WINDOW, own);
    for (const [correlation, bit] of this.#correlations.get(rule.id) ?? []) {
      const counted = this.#states.get(correlation.id)!;
      counted.matches++;
      const group = groupOf(event, correlation.groupBy);
      const value = correlation.field === undefined ? '' : valueOf(event, correlation.field);
      if (time === undefined || value === undefined || group.some((one) => one === undefined)) {
        counted.uncounted++;
        continue;
      }
      const part = Math.floor(time / (correlation.timespan / 2));
      const match = { mask: 1 << bit, value: correlation.field === undefined ? undefined : hash53(value), time, place };
      counted.counts.add(group as string[], part, match);
    }
  }

  #needed(rule: Rule): void {
    for (const field of fieldsOf(rule, this.rules)) this.#fields.set(keyOf(field), { field, present: 0 });
  }

  /** Fields without which the rule cannot match, and which no event had. */
  #missing(rule: Rule): string[] {
    return fieldsOf(rule, this.rules)
      .filter((field) => this.#fields.get(keyOf(field))?.present === 0)
      .map(({ name }) => name);
  }
}

/** The fields without which a rule cannot match. */
function fieldsOf(rule: Rule, rules: readonly Rule[]): RuleField[] {
  if (rule.kind === 'event') return rule.needs.flatMap((name) => fieldOf(name, rule.category) ?? []);
  const base = rules.filter(({ id }) => rule.rules.includes(id)).flatMap((one) => fieldsOf(one, rules));
  const own = [...rule.groupBy, ...(rule.field === undefined ? [] : [rule.field])];
  return [...new Set([...base, ...own.flatMap((name) => fieldOf(name, 'request') ?? [])])];
}

const keyOf = ({ category, name }: RuleField): string => `${category} ${name}`;

function groupOf(event: RuleEvent, fields: readonly string[]): (string | undefined)[] {
  return fields.map((name) => valueOf(event, name));
}

function valueOf(event: RuleEvent, name: string): string | undefined {
  const value = fieldOf(name, event.kind)?.get(event);
  return value === undefined ? undefined : String(value);
}
