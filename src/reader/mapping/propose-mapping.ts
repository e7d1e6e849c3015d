import { isObject, type JsonObject, listOf } from '../records/fields/json.ts';
import { valueAt } from './field-path.ts';
import { scoreField } from './field-scores.ts';
import { type FieldStatistics, fieldStatistics } from './field-statistics.ts';
import { wordsOf, wordsInStep } from './field-words.ts';
import { type FieldRule, MAPPED_FIELDS, type MappedField, type MappingProfile } from './mapping-schema.ts';

/** Fields that say who sends, which only the log itself knows. */
const IDENTITY: ReadonlySet<MappedField> = new Set(['key', 'user', 'endUser', 'project', 'organisation']);

/** Words in the name of an object that a client or a model filled, and of fields that are about a model or a program. */
const OF_OTHERS: ReadonlySet<string> = new Set([
  ...['tool', 'function', 'argument', 'arg', 'param', 'parameter', 'kwarg', 'body', 'payload', 'message', 'prompt'],
  ...['input', 'question', 'turn', 'conversation', 'dialogue', 'document', 'chunk', 'context', 'example', 'extracted'],
  ...['answer', 'response', 'resp', 'reply', 'completion', 'output', 'result', 'choice', 'generation', 'generated'],
  ...['assistant', 'bot', 'model', 'llm', 'engine', 'deployment', 'provider', 'vendor', 'sdk', 'library'],
  // What is said of somebody or of a program is not who it is.
  ...['version', 'type', 'tier', 'plan', 'role', 'locale', 'country'],
]);

/** What a body of a call has beside a name of a user: then the user is what the client says. */
const OF_BODIES = ['messages', 'prompt', 'contents', 'input', 'max_tokens', 'maxTokens', 'temperature'];

/** Whether a path may name who sends. */
function saysWho(field: MappedField, path: string, paths: ReadonlySet<string>): boolean {
  if (!IDENTITY.has(field)) return true;
  const steps = path.split('.');
  if (steps.some((step) => wordsInStep(step).some((word) => OF_OTHERS.has(word)))) return false;
  const outer = steps.slice(0, -1).join('.');
  return outer === '' || !OF_BODIES.some((name) => paths.has(`${outer}.${name}`));
}

/** The paths of all fields of a log. */
const pathsOf = (fields: readonly FieldStatistics[]): ReadonlySet<string> => new Set(fields.map(({ path }) => path));

/** A guess at what one field of the log holds. */
export interface Guess {
  field: MappedField;
  path: string;
  /** From 0 to 1. */
  confidence: number;
  why: string;
  examples: unknown[];
}

export interface Proposal {
  /** Undefined when neither a prompt nor an answer could be made out. */
  profile?: MappingProfile;
  guesses: Guess[];
  /** What the records hold. */
  fields: FieldStatistics[];
  /** Number of records looked at. */
  records: number;
}

/** Records that a proposal is made from; more say nothing new. */
export const SAMPLE_RECORDS = 200;

/** A guess that is less sure is not made. */
const MIN_CONFIDENCE = 0.35;

/** Proposes a profile for records that no format reads, from at most 200 of them. */
export function proposeMapping(records: readonly unknown[], name: string): Proposal {
  const sample = records.slice(0, SAMPLE_RECORDS);
  const fields = fieldStatistics(sample);
  const plain = judge(fields, sample.length, name);
  if (plain.profile !== undefined) return plain;
  // Records may be in a list inside each value.
  const inside = fields
    .filter((field) => field.lists > 0)
    .map(({ path }): Proposal => {
      const items = sample.flatMap((record) => listOf(valueAt(record, path)).filter(isObject)).slice(0, SAMPLE_RECORDS);
      const { profile, ...rest } = judge(fieldStatistics(items), items.length, name);
      return profile === undefined ? rest : { ...rest, profile: { ...profile, records: path } };
    })
    .filter((proposal) => proposal.profile !== undefined);
  return inside.sort((a, b) => total(b) - total(a))[0] ?? plain;
}

function total({ guesses }: Proposal): number {
  return guesses.reduce((sum, { confidence }) => sum + confidence, 0);
}

function judge(fields: FieldStatistics[], records: number, name: string): Proposal {
  const guesses = chooseGuesses(fields);
  const isUsable = guesses.some(({ field }) => field === 'prompt' || field === 'answer');
  const proposal: Proposal = { guesses, fields, records };
  if (isUsable) proposal.profile = makeProfile(guesses, fields, records, name);
  return proposal;
}

/** Gives each field the path that fits best, the surest first; no path serves twice. */
function chooseGuesses(fields: readonly FieldStatistics[]): Guess[] {
  const paths = pathsOf(fields);
  const candidates = fields.flatMap((statistics) =>
    MAPPED_FIELDS.filter((field) => saysWho(field, statistics.path, paths))
      .map((field): Guess => {
        const { path, examples } = statistics;
        return { field, path, examples, ...scoreField(field, statistics) };
      })
      .filter(({ confidence }) => confidence >= MIN_CONFIDENCE),
  );
  candidates.sort((a, b) => b.confidence - a.confidence || depth(a.path) - depth(b.path));
  const chosen = new Map<MappedField, Guess>();
  for (const guess of candidates) {
    const isTaken = [...chosen.values()].some(({ path }) => overlaps(path, guess.path));
    if (!chosen.has(guess.field) && !isTaken) chosen.set(guess.field, guess);
  }
  return MAPPED_FIELDS.map((field) => chosen.get(field)).filter((guess) => guess !== undefined);
}

/** The same path, or one inside the other. */
function overlaps(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}

const depth = (path: string): number => path.split('.').length;

function makeProfile(
  guesses: readonly Guess[],
  fields: readonly FieldStatistics[],
  records: number,
  name: string,
): MappingProfile {
  const byPath = new Map(fields.map((field) => [field.path, field]));
  const always = guesses.filter(({ path }) => byPath.get(path)?.present === records);
  const telling = always.filter(({ field }) => TELLING.includes(field)).map(({ path }) => path);
  return {
    name,
    ...(telling.length > 0 && { when: telling }),
    fields: Object.fromEntries(guesses.map((guess) => [guess.field, ruleOf(guess, byPath.get(guess.path)!)])),
    confidence: Object.fromEntries(guesses.map(({ field, confidence }) => [field, confidence])),
  };
}

/** Fields by which records of the log are known again, where each of them has the field. */
const TELLING: readonly MappedField[] = ['time', 'key', 'user', 'prompt', 'answer'];

function ruleOf({ field, path }: Guess, statistics: FieldStatistics): FieldRule {
  if (field === 'prompt') {
    const shape = statistics.turns.shape();
    if (shape === undefined || (shape.role === 'role' && shape.text === 'content')) return path;
    return { path, ...shape };
  }
  if (field === 'time' && statistics.numbers > 0) return { path, unit: timeUnit(statistics.low) };
  if (field === 'latency' && isSeconds(statistics)) return { path, unit: 's' };
  return path;
}

/** By size, as readers tell units apart. */
function timeUnit(value: number): 's' | 'ms' | 'us' | 'ns' {
  return value > 1e17 ? 'ns' : value > 1e14 ? 'us' : value > 1e11 ? 'ms' : 's';
}

/** Durations without a unit in their name that are fractions below ten minutes. */
function isSeconds({ path, whole, high }: FieldStatistics): boolean {
  const words = wordsOf(path);
  if (words.some((word) => word === 'ms' || word.startsWith('milli'))) return false;
  return words.some((word) => word === 's' || word === 'sec' || word === 'second') || (!whole && high < 600);
}

/** Names of the top fields of some records, for a sentence on what was seen. */
export function topFields(records: readonly JsonObject[], limit = 12): string[] {
  return [...new Set(records.flatMap((record) => Object.keys(record)))].slice(0, limit);
}
