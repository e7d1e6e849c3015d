/** Tests of rules: requests or slices, and whether the rule must match. They are in a file next to the rule. */
import * as v from 'valibot';
import { isObject } from '../../../schema/is-object.ts';
import { problemOf, withoutLists, written } from '../../../schema/written.ts';
import { CANONICAL_SCHEMA, canonical } from '../../../reader/records/formats/general/canonical.ts';
import type { Facts } from '../../../reader/records/facts/facts.ts';
import { newRecord, type RequestRecord } from '../../../reader/records/fields/request.ts';
import type { RuleOutcome } from '../../shape/rule-outcome.ts';
import type { Rule } from '../rule.ts';
import { RuleError } from '../rule-error.ts';
import { RULE_FIELDS, type RuleEvent, type RuleSlice } from '../rule-fields.ts';
import { RuleRun } from '../rule-run.ts';
import { yamlDocuments } from '../yaml-documents.ts';

const SPAN = 'is a time such as 30s, 10m, 2h or 7d.';
const TIMES = 'is a whole number from 1 to 100000.';
const NAME = 'says what is tested.';

const Fields = withoutLists(v.record(v.string(), v.unknown(), 'is an object of fields.'));

const TEXT = v.exactOptional(v.string('is a text.'));

/** Facts that rules read. */
const Stated = written(
  { refusal: TEXT, errorClass: TEXT, openingTag: TEXT, dropped: TEXT, statedIdentity: TEXT },
  'Facts are refusal, errorClass, openingTag, dropped and statedIdentity.',
);

/** A request or a slice, once or many times. */
const Event = written(
  {
    /** Fields of a request, as `prompt-audit convert` writes them. In texts, `{n}` stands for the number of the repetition. */
    request: v.exactOptional(Fields),
    /** Exact facts of the request, under the names of the fields of rules. */
    facts: v.exactOptional(Stated),
    /** Fields of a slice. */
    slice: v.exactOptional(Fields),
    /** Id of the template that the request has. */
    template: v.exactOptional(v.string('is an id.')),
    repeat: v.exactOptional(
      v.pipe(v.number(TIMES), v.safeInteger(TIMES), v.minValue(1, TIMES), v.maxValue(100_000, TIMES)),
    ),
    /** Time from one repetition to the next. */
    every: v.exactOptional(v.pipe(v.string(SPAN), v.regex(/^[1-9]\d{0,5}[smhd]$/, SPAN))),
  },
  'An event is an object with a "request" or a "slice".',
);

/** One test. */
const RuleTestFile = written(
  {
    /** What is tested. */
    name: v.pipe(v.string(NAME), v.minLength(1, NAME)),
    /** Id of the rule. */
    rule: v.string('is the id of a rule.'),
    /** Must the rule match? */
    matches: v.boolean('is true or false.'),
    events: v.pipe(v.array(Event, 'is a list of events.'), v.minLength(1, 'is a list of events.')),
  },
  'A test is an object with "name", "rule", "matches" and "events".',
);

export interface RuleTest {
  name: string;
  rule: string;
  matches: boolean;
  events: readonly { event: RuleEvent; time: number | undefined }[];
  /** `file:line:column` */
  place: string;
}

export interface TestOutcome {
  test: RuleTest;
  /** Why it failed; absent when it passed. */
  failure?: string;
}

/** @throws RuleError naming what is wrong, with file, line and column */
export function parseRuleTests(text: string, file: string): RuleTest[] {
  const tests = yamlDocuments(text, file).flatMap((document) => {
    const list: readonly unknown[] = Array.isArray(document.value) ? document.value : [document.value];
    const base: readonly number[] | undefined = Array.isArray(document.value) ? [] : undefined;
    return list.map((value, at): RuleTest => {
      const path = base === undefined ? [] : [at];
      const parsed = v.safeParse(RuleTestFile, value);
      if (!parsed.success) {
        const said = parsed.issues
          .map(problemOf)
          .map((p) => `${document.placeOf([...path, ...p.path])}: ${p.sentence}`);
        throw new RuleError(said.join('\n'));
      }
      const { name, rule, matches, events } = parsed.output;
      const fail = (sentence: string, number: number): never => {
        throw new RuleError(`${document.placeOf([...path, 'events', number])}: ${sentence}`);
      };
      return {
        name,
        rule,
        matches,
        place: document.placeOf(path),
        events: events.flatMap((event, number) => eventsOf(event, (sentence) => fail(sentence, number))),
      };
    });
  });
  if (tests.length === 0) throw new RuleError(`${file}:1:1: The file contains no test.`);
  return tests;
}

type Fail = (sentence: string) => never;
const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function eventsOf(given: v.InferOutput<typeof Event>, fail: Fail): RuleTest['events'] {
  const { request, slice, template, facts, repeat = 1, every } = given;
  if ((request === undefined) === (slice === undefined)) fail('An event is one "request" or one "slice".');
  const step = every === undefined ? 0 : Number(every.slice(0, -1)) * UNITS[every.at(-1)!]!;
  return Array.from({ length: repeat }, (_, n) => {
    if (slice !== undefined) return { event: { kind: 'slice', slice: sliceOf(slice, fail) }, time: undefined };
    const record = requestOf(numbered(request!, n) as Record<string, unknown>, fail);
    if (record.time !== undefined) record.time += n * step;
    if (facts !== undefined) record.facts = factsOf(facts);
    return { event: { kind: 'request', request: record, template }, time: record.time };
  });
}

function factsOf({ refusal, openingTag, dropped, ...rest }: v.InferOutput<typeof Stated>): Facts {
  return {
    ...rest,
    ...(refusal !== undefined && { refusal: { category: refusal } }),
    ...(openingTag !== undefined && { openingTag: { name: openingTag, share: 0.5 } }),
    ...(dropped !== undefined && { dropped: [dropped] }),
  };
}

const REQUEST_FIELDS = new Set([
  ...Object.keys(newRecord('')),
  ...['id', 'time', 'zoneKnown', 'account', 'organisation', 'endUser', 'session', 'address', 'userAgent', 'model'],
  ...['answer', 'inputTokens', 'outputTokens', 'latencyMs', 'costUsd', 'batch', 'schema', 'file', 'line'],
]);

/** A request of the canonical format; its time may be a text, and its account a name. */
function requestOf({ time, account, ...fields }: Record<string, unknown>, fail: Fail): RequestRecord {
  const unknown = Object.keys(fields).find((name) => !REQUEST_FIELDS.has(name));
  if (unknown !== undefined) fail(`A request has no field "${unknown}".`);
  const ms = typeof time === 'string' ? Date.parse(time) : time;
  if (ms !== undefined && (typeof ms !== 'number' || Number.isNaN(ms)))
    fail('"time" is a time in ISO 8601, or ms since 1970.');
  let found: RequestRecord | undefined;
  const value = {
    content: 'full',
    ...fields,
    schema: CANONICAL_SCHEMA,
    ...(ms !== undefined && { time: ms }),
    ...(account !== undefined && { account: typeof account === 'string' ? { value: account, kind: 'key' } : account }),
  };
  canonical.read(value, {
    source: '',
    collectorTime: '',
    request: (record: RequestRecord) => {
      found = record;
    },
    hold: () => undefined,
    piece: () => false,
    at: () => undefined,
    within: () => undefined,
    skip: () => undefined,
    reject: () => undefined,
  });
  return found ?? fail('The request cannot be read.');
}

const SLICE_FIELDS = RULE_FIELDS.filter(({ category }) => category === 'slice');

function sliceOf(fields: Readonly<Record<string, unknown>>, fail: Fail): RuleSlice {
  for (const [name, value] of Object.entries(fields)) {
    const field = SLICE_FIELDS.find((one) => one.name === name);
    if (field === undefined) fail(`A slice has no field "${name}".`);
    else if (typeof value !== (field.type === 'number' ? 'number' : 'string')) fail(`"${name}" is a ${field.type}.`);
  }
  const { requests = 1 } = fields as Partial<RuleSlice>;
  const rest = { share: 1, accounts: 1, outputTokens: 0, activeHours: 1, spanHours: 0 };
  return { account: 'a', template: 't', ...rest, requests, ...(fields as Partial<RuleSlice>) };
}

/** Texts with `{n}` replaced by the number of the repetition, from 1. */
function numbered(value: unknown, n: number): unknown {
  if (typeof value === 'string') return value.replaceAll('{n}', String(n + 1));
  if (Array.isArray(value)) return value.map((item: unknown) => numbered(item, n));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, numbered(inner, n)]));
}

/**
 * Runs tests, and holds each rule to having one that it must match and one that it must not.
 * @returns what each test came to; a rule without tests is a failure of its own
 */
export function runRuleTests(rules: readonly Rule[], tests: readonly RuleTest[]): TestOutcome[] {
  const outcomes = tests.map((test): TestOutcome => {
    const rule = rules.find(({ id }) => id === test.rule);
    if (rule === undefined) return { test, failure: `There is no rule "${test.rule}".` };
    const outcome = outcomeOf(rule, rules, test);
    const hit = outcome.hitCount > 0;
    if (hit === test.matches) return { test };
    const why = outcome.reason === undefined ? '' : ` ${outcome.reason}`;
    return { test, failure: hit ? 'The rule matches but must not.' : `The rule does not match but must.${why}` };
  });
  for (const rule of rules) {
    for (const matches of [true, false]) {
      if (tests.some((test) => test.rule === rule.id && test.matches === matches)) continue;
      const name = matches ? 'has a test that it must match' : 'has a test that it must not match';
      outcomes.push({
        test: { name, rule: rule.id, matches, events: [], place: rule.place },
        failure: `No test says what the rule must ${matches ? '' : 'not '}match.`,
      });
    }
  }
  return outcomes;
}

function outcomeOf(rule: Rule, rules: readonly Rule[], { events }: RuleTest): RuleOutcome {
  const needed = rule.kind === 'event' ? [rule] : rules.filter(({ id }) => id === rule.id || rule.rules.includes(id));
  const run = new RuleRun(needed);
  for (const { event, time } of events) run.add(event, time);
  return run.finish().find(({ id }) => id === `rule/${rule.id}`)!;
}
