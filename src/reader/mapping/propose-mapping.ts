import type { JsonObject } from '../records/fields/json.ts';
import { chooseAccountColumn } from './account-column.ts';
import { itemsAt } from './field-path.ts';
import { scoreField } from './field-scores.ts';
import { type FieldStatistics, fieldStatistics } from './field-statistics.ts';
import { wordsOf, wordsInStep } from './field-words.ts';
import { chooseTexts } from './text-columns.ts';
import { rowsAreTurns } from './turn-rows.ts';
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
  /** What a person must decide, because two readings are near each other: sentences. */
  questions: string[];
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
      const items = sample.flatMap((record) => itemsAt(record, path)).slice(0, SAMPLE_RECORDS);
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
  const { guesses, questions, isSure } = chooseGuesses(fields, records);
  const isUsable = isSure && guesses.some(({ field }) => field === 'prompt' || field === 'answer');
  const proposal: Proposal = { guesses, fields, records, questions };
  if (isUsable) proposal.profile = makeProfile(guesses, fields, records, name);
  return proposal;
}

/** Below it two texts may be a question and its answer either way. */
const SURE_OF_TEXTS = 0.5;

/**
 * Gives each field the path that fits best, the surest first; no path serves twice. Who sends and which text answers which is told by
 * what columns say of each other.
 */
function chooseGuesses(
  fields: readonly FieldStatistics[],
  records: number,
): { guesses: Guess[]; questions: string[]; isSure: boolean } {
  const paths = pathsOf(fields);
  const candidates = fields.flatMap((statistics) =>
    MAPPED_FIELDS.filter((field) => saysWho(field, statistics.path, paths))
      .filter((field) => !(IDENTITY.has(field) && isConstant(statistics)))
      .map((field): Guess => {
        const { path, examples } = statistics;
        return { field, path, examples, ...scoreField(field, statistics) };
      })
      .filter(({ confidence }) => confidence >= MIN_CONFIDENCE),
  );
  const questions: string[] = [];
  let isSure = true;
  const add = (field: MappedField, path: string, confidence: number, why: string): void => {
    const { examples } = fields.find((statistics) => statistics.path === path)!;
    for (let at = candidates.length - 1; at >= 0; at--) if (candidates[at]!.field === field) candidates.splice(at, 1);
    candidates.push({ field, path, confidence, why, examples });
  };
  const texts = chooseTexts(fields, records);
  const isChat = candidates.some(
    ({ field, confidence }) => field === 'prompt' && confidence > 0.75 && texts === undefined,
  );
  if (
    texts !== undefined &&
    !isChat &&
    !candidates.some(({ field, path }) => field === 'prompt' && isList(fields, path))
  ) {
    const { prompt, answer, sure, why } = texts;
    const described = (text: FieldStatistics): string =>
      `text of ${Math.round(text.length)} characters on average; ${why}`;
    add('prompt', prompt.path, 0.6 + 0.39 * sure, described(prompt));
    add('answer', answer.path, 0.6 + 0.38 * sure, described(answer));
    if (sure < SURE_OF_TEXTS) {
      isSure = false;
      questions.push(
        `${prompt.path} and ${answer.path} may be question and answer either way: their names, lengths and order do not tell. Write a mapping that says which is the prompt.`,
      );
    }
  }
  const turns = rowsAreTurns(fields, records);
  if (turns !== undefined && !candidates.some(({ field, path }) => field === 'prompt' && isList(fields, path))) {
    isSure = false;
    questions.push(
      `Each record looks like one turn of a conversation: ${turns.text} is said by ${turns.speaker}. A mapping reads a call from one record; give the rows a role and a content, or join them first.`,
    );
  }
  const whoFields = fields.filter(
    ({ path }) => saysWho('user', path, paths) && path !== texts?.prompt.path && path !== texts?.answer.path,
  );
  const { chosen: who, close } = chooseAccountColumn(whoFields, records);
  const named = candidates.filter(({ field }) => field === 'user').sort((a, b) => b.confidence - a.confidence)[0];
  if (who !== undefined) {
    add('user', who.path, who.confidence, who.why);
    if (named !== undefined && named.path !== who.path)
      candidates.push({ ...named, field: 'organisation', confidence: 0.5 });
  } else if (close.length > 0 && named === undefined)
    questions.push(
      `${close.join(' and ')} may both name the account. The one that stays the same for a customer over all sessions does: set it as "user".`,
    );
  candidates.sort((a, b) => b.confidence - a.confidence || depth(a.path) - depth(b.path));
  const chosen = new Map<MappedField, Guess>();
  for (const guess of candidates) {
    const isTaken = [...chosen.values()].some(({ path }) => overlaps(path, guess.path));
    if (!chosen.has(guess.field) && !isTaken) chosen.set(guess.field, guess);
  }
  const guesses = MAPPED_FIELDS.map((field) => chosen.get(field)).filter((guess) => guess !== undefined);
  return { guesses, questions, isSure };
}

/** Every record has the same value: nobody is told apart by it. */
const isConstant = ({ distinct, present }: FieldStatistics): boolean => distinct <= 1 && present >= 5;

const isList = (fields: readonly FieldStatistics[], path: string): boolean =>
  fields.some((field) => field.path === path && field.turns.shape() !== undefined);

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
