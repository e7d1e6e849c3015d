import { largest } from '../../math/lists/many.ts';
import type { FieldStatistics, ValueKind } from './field-statistics.ts';
import { nameSays } from './field-words.ts';
import type { MappedField } from './mapping-profile.ts';

/** How sure it is that a path holds a field, from 0 to 1, and why. */
export interface FieldScore {
  confidence: number;
  why: string;
}

/** Judges one path for one field: what its values look like, and what its name says (see `nameSays`). */
type Judge = (field: FieldStatistics, name: number) => FieldScore;

const NONE: FieldScore = { confidence: 0, why: '' };

/** Judges a path for a field. Weights are judgement, checked on made-up logs with names in several styles. */
export function scoreField(field: MappedField, statistics: FieldStatistics): FieldScore {
  if (statistics.present === 0) return NONE;
  const name = nameSays(field, statistics.path);
  const { confidence, why } = JUDGES[field](statistics, name);
  if (confidence <= 0) return NONE;
  const says = name > 0 ? 'its name says so' : name < 0 ? 'its name speaks against it' : 'its name says nothing';
  return { confidence: Math.min(0.99, Math.round(confidence * 100) / 100), why: `${says}; ${why}` };
}

const JUDGES: Readonly<Record<MappedField, Judge>> = {
  time: (field, name) => {
    const seen = share(field, 'time');
    if (seen < 0.9) return NONE;
    const order = field.numbers > 0 && field.ascending ? 0.05 : 0;
    return { confidence: 0.6 + 0.35 * name + order, why: 'values are times' };
  },
  id: (field, name) => {
    const isId = name > 0 && share(field, 'name') > 0.9 && field.distinct === field.present;
    return isId ? { confidence: 0.5 + 0.4 * name, why: 'every value is different' } : NONE;
  },
  key: (field, name) => {
    if (!isAccount(field) || isCounted(field) || name <= 0) return NONE;
    const digest = share(field, 'digest');
    return {
      confidence: 0.35 + 0.35 * name + 0.25 * digest,
      why: `${repeated(field)}${digest > 0.5 ? ' and look like digests' : ''}`,
    };
  },
  user: (field, name) => {
    // A number is somebody only where the name says so outright, and where it is no counter.
    if (!isAccount(field) || name < 0 || (isCounted(field) && (name < 1 || isGrowing(field)))) return NONE;
    const digest = share(field, 'digest');
    const repeats = field.distinct > 1 && field.distinct < field.present ? 0.1 : 0;
    if (name === 0 && (digest < 0.9 || repeats === 0)) return NONE;
    return { confidence: 0.3 + 0.5 * name + repeats + 0.05 * digest, why: repeated(field) };
  },
  endUser: named((field) => isAccount(field) && !isGrowing(field), 0.3, repeated),
  project: named((field) => isLabel(field) && field.distinct <= Math.max(20, field.present / 2), 0.3, repeated),
  organisation: named((field) => isAccount(field) && !isGrowing(field), 0.3, repeated),
  session: named(isLabel, 0.3, repeated),
  address: (field, name) => {
    const seen = share(field, 'address');
    return seen < 0.8 ? NONE : { confidence: 0.7 + 0.25 * Math.max(0, name), why: 'values are network addresses' };
  },
  userAgent: (field, name) => {
    const seen = share(field, 'agent') - share(field, 'model');
    if (seen < 0.6) return NONE;
    return { confidence: 0.5 + 0.45 * Math.max(0, name), why: 'values name a program and its version' };
  },
  model: (field, name) => {
    const seen = share(field, 'model');
    if (seen >= 0.5 && name >= 0) return { confidence: 0.65 + 0.3 * name, why: 'values name language models' };
    const few = name === 1 && field.strings > 0 && share(field, 'name') > 0.9 && field.distinct <= 40;
    return few ? { confidence: 0.75, why: count(field.distinct, 'different value') } : NONE;
  },
  system: (field, name) => {
    const text = share(field, 'prose');
    if (name <= 0 || (text < 0.5 && field.lists === 0)) return NONE;
    return { confidence: 0.5 + 0.4 * name, why: `text, ${count(field.distinct, 'different value')}` };
  },
  prompt: (field, name) => {
    if (field.turns.shape() !== undefined) {
      return {
        confidence: 0.8 + 0.15 * Math.max(0, name) - 0.3 * Math.max(0, -name),
        why: 'lists of turns with a speaker and a text',
      };
    }
    return prose(field, name);
  },
  answer: (field, name) => {
    if (field.objects > 0.9 * field.present && name === 1) return { confidence: 0.55, why: 'objects' };
    return prose(field, name);
  },
  tools: named(
    (field) => field.lists > 0.9 * field.present && field.turns.shape() === undefined,
    0.4,
    () => 'lists',
  ),
  temperature: numeric(0, 2),
  topP: numeric(0, 1),
  maxTokens: numeric(1, 2e6),
  choices: numeric(1, 128),
  stream: named(
    (field) => field.booleans > 0.9 * field.present,
    0.5,
    () => 'true or false',
  ),
  inputTokens: numeric(0, 1e7),
  outputTokens: numeric(0, 1e7),
  latency: (field, name) => {
    if (name <= 0 || field.numbers < 0.9 * field.present || field.low < 0 || share(field, 'time') > 0.5) return NONE;
    return { confidence: 0.45 + 0.45 * name, why: `numbers from ${field.low} to ${field.high}` };
  },
  cost: named(
    (field) => field.numbers > 0.9 * field.present && field.low >= 0 && field.high < 1e4,
    0.35,
    (field) => `numbers from ${field.low} to ${field.high}`,
  ),
  status: (field, name) => {
    if (name <= 0) return NONE;
    const codes = field.numbers > 0.9 * field.present && field.low >= 100 && field.high < 600;
    const words = field.strings + field.booleans > 0.9 * field.present && field.distinct <= 12;
    return codes || words ? { confidence: 0.4 + 0.5 * name, why: codes ? 'HTTP status codes' : 'a few words' } : NONE;
  },
  error: named(
    // Texts that are new in nearly every record are what was checked, not what was wrong with it.
    (field) => field.numbers === 0 && !(field.present >= MIN_RECORDS && isNew(field) && share(field, 'prose') > 0.5),
    0.3,
    () => 'set where something failed',
  ),
};

function isNew(field: FieldStatistics): boolean {
  return field.distinct > MIN_UNIQUE_SHARE * field.present;
}

/** What has a meaning of its own is no text that somebody wrote. */
function isValue(field: FieldStatistics): boolean {
  const { numbers, booleans, present } = field;
  const kinds = (['time', 'digest', 'count', 'address', 'model'] as const).map((kind) => share(field, kind));
  return largest(kinds, (numbers + booleans) / present) > 0.5;
}

function prose(field: FieldStatistics, name: number): FieldScore {
  if (isValue(field)) return NONE;
  const text = Math.max(share(field, 'prose'), name === 1 && field.strings > 0 ? 0.5 : 0);
  if (text < 0.3 || name < 0) return NONE;
  return {
    confidence: 0.1 + 0.35 * text + 0.5 * name,
    why: `text of ${count(Math.round(field.length), 'character')} on average`,
  };
}

/** A judge of fields that only their name tells from others. */
function named(
  fits: (field: FieldStatistics) => boolean,
  base: number,
  why: (field: FieldStatistics) => string,
): Judge {
  return (field, name) => (name > 0 && fits(field) ? { confidence: base + 0.55 * name, why: why(field) } : NONE);
}

function numeric(low: number, high: number): Judge {
  return named(
    (field) => field.numbers > 0.9 * field.present && field.low >= low && field.high <= high,
    0.35,
    (field) => `numbers from ${field.low} to ${field.high}`,
  );
}

/** Accounts come back: what is new with nearly every record names the record, not who sent it. */
function isAccount(field: FieldStatistics): boolean {
  return isLabel(field) && (field.present < MIN_RECORDS || field.distinct <= MIN_UNIQUE_SHARE * field.present);
}

/** Records below which nothing can be said of how often values come back. */
const MIN_RECORDS = 10;
/** Share of different values above which a field is nearly unique. */
const MIN_UNIQUE_SHARE = 0.9;

function isCounted(field: FieldStatistics): boolean {
  return share(field, 'count') > 0.5;
}

/** Numbers that never fall and take many values: a counter or a running total. */
function isGrowing(field: FieldStatistics): boolean {
  return field.numbers > 0.5 * field.present && field.ascending && field.distinct > field.present / 2;
}

function isLabel(field: FieldStatistics): boolean {
  return share(field, 'name') > 0.9 && !isOther(field) && field.booleans === 0;
}

/** Values with a meaning of their own are not names of accounts. */
function isOther(field: FieldStatistics): boolean {
  return Math.max(share(field, 'time'), share(field, 'address'), share(field, 'agent'), share(field, 'model')) > 0.5;
}

function repeated(field: FieldStatistics): string {
  return `${count(field.distinct, 'different value')} in ${count(field.present, 'record')}`;
}

/** Share of the values that look like a kind. */
function share(field: FieldStatistics, kind: ValueKind): number {
  return field.kinds[kind] / field.present;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
