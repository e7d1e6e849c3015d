/**
 * Rules on their way through the events of a log: a commutative monoid of counts for each rule. Nothing of the text of an
 * event is kept but the values that groups have in common.
 */
import { sha53 } from '../../math/hash.ts';
import type { MatchPlace } from './bucket.ts';
import { GroupCounts, NO_WINDOW } from './group-counts.ts';
import { type CorrelationRule, type EventRule, rankOf, type Rule } from './rule.ts';
import type { RuleOutcome } from '../shape/rule-outcome.ts';
import { fieldOf, type RuleEvent, type RuleField } from './rule-fields.ts';
import { GROUPED_BY, ruleOutcome, type RuleState } from './rule-outcome.ts';

/** What rules make of an event: plain values, which may be kept in its place. */
export interface Judged {
  /** A 1 for each field that rules need and the event has, else a 0. */
  present: string;
  matches: readonly RuleMatch[];
}

interface RuleMatch {
  rule: string;
  key: readonly string[];
  /** For each correlation that counts the rule. */
  counted: readonly CountedMatch[];
}

interface CountedMatch {
  rule: string;
  /** Place of the rule among those that are counted. */
  bit: number;
  /** Absent where the event lacks a field that it would be counted by. */
  group?: readonly string[];
  /** Hash of the value that is told apart, where values are counted. */
  value?: number;
}

/** Whether a field that rules need was ever seen. */
interface FieldState {
  field: RuleField;
  present: number;
}

export class RuleRun {
  readonly #states: ReadonlyMap<string, RuleState>;
  readonly #fields = new Map<string, FieldState>();
  /** Length of a part of time of each correlation, in ms: half a window. */
  readonly #parts = new Map<string, number>();
  readonly #correlations: ReadonlyMap<string, readonly (readonly [CorrelationRule, number])[]>;

  constructor(
    readonly rules: readonly Rule[],
    mostEntries?: number,
  ) {
    this.#states = new Map(
      rules.map((rule) => {
        const values = rule.kind === 'correlation' && rule.field !== undefined ? rule.least : 0;
        return [rule.id, { counts: new GroupCounts(values, mostEntries), uncounted: 0 }];
      }),
    );
    const correlations = new Map<string, [CorrelationRule, number][]>();
    for (const rule of rules) {
      if (rule.kind !== 'correlation') continue;
      this.#parts.set(rule.id, rule.timespan / 2);
      rule.rules.forEach((id, bit) => correlations.set(id, [...(correlations.get(id) ?? []), [rule, bit]]));
      this.#needed(rule);
    }
    this.#correlations = correlations;
    for (const rule of rules) if (rule.kind === 'event') this.#needed(rule);
  }

  /** @param place where the event stands; a slice has none of its own */
  add(event: RuleEvent, time?: number, place?: MatchPlace): void {
    this.count(this.judge(event), time, place);
  }

  /** Changes nothing. Runs of the same rules make the same of an event. */
  judge(event: RuleEvent): Judged {
    const has = ({ field }: FieldState): boolean => field.category === event.kind && field.get(event) !== undefined;
    return {
      present: Array.from(this.#fields.values(), (state) => (has(state) ? '1' : '0')).join(''),
      matches: this.rules.flatMap((rule) =>
        rule.kind === 'event' && rule.category === event.kind && rule.matches(event)
          ? [this.#matchOf(rule, event)]
          : [],
      ),
    };
  }

  count({ present, matches }: Judged, time?: number, place?: MatchPlace): void {
    let at = 0;
    for (const state of this.#fields.values()) if (present[at++] === '1') state.present++;
    for (const { rule, key, counted } of matches) {
      this.#states.get(rule)!.counts.add(key, NO_WINDOW, { mask: 1, value: undefined, time, place });
      for (const match of counted) this.#countIn(match, time, place);
    }
  }

  /** What each rule came to, the most serious first. As in Sigma, a rule that a correlation counts is no finding of its own. */
  finish(): RuleOutcome[] {
    const own = this.rules.filter(({ id }) => !this.#correlations.has(id));
    own.sort((a, b) => rankOf(b.level) - rankOf(a.level) || (a.id < b.id ? -1 : 1));
    return own.map((rule) => ruleOutcome(rule, this.#states.get(rule.id)!, this.#missing(rule)));
  }

  #matchOf(rule: EventRule, event: RuleEvent): RuleMatch {
    const counted = (this.#correlations.get(rule.id) ?? []).map(([{ id, field, groupBy }, bit]): CountedMatch => {
      const group = groupOf(event, groupBy);
      const value = field === undefined ? '' : valueOf(event, field);
      const isWhole = value !== undefined && group.every((one) => one !== undefined);
      return { rule: id, bit, ...(isWhole && { group, ...(field !== undefined && { value: sha53(value) }) }) };
    });
    return { rule: rule.id, key: groupOf(event, GROUPED_BY[rule.category]).map((value) => value ?? ''), counted };
  }

  #countIn({ rule, bit, group, value }: CountedMatch, time: number | undefined, place: MatchPlace | undefined): void {
    const state = this.#states.get(rule)!;
    if (time === undefined || group === undefined) state.uncounted++;
    else state.counts.add(group, Math.floor(time / this.#parts.get(rule)!), { mask: 1 << bit, value, time, place });
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
  return fields.map((name) => shortened(valueOf(event, name)));
}

/** Letters that are kept of a value that matches have in common: a prompt may have millions. */
const MAX_LETTERS = 1000;

/** What follows is told apart by its hash. */
function shortened(value: string | undefined): string | undefined {
  if (value === undefined || value.length <= MAX_LETTERS) return value;
  // Copied: a part of a string keeps the whole of it in memory.
  return `${Buffer.from(value.slice(0, MAX_LETTERS)).toString()}… ${sha53(value).toString(36)}`;
}

function valueOf(event: RuleEvent, name: string): string | undefined {
  const value = fieldOf(name, event.kind)?.get(event);
  return value === undefined ? undefined : String(value);
}
