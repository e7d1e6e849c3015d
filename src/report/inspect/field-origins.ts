import { repair } from '../../reader/bytes/framing/decode.ts';
import { nameSays } from '../../reader/mapping/field-words.ts';
import type { MappedField } from '../../reader/mapping/mapping-profile.ts';
import { newRecord, type RequestRecord } from '../../reader/records/fields/request.ts';
import { hideKey, nameOf } from '../../reader/records/fields/identity.ts';
import { withoutSecrets } from '../../reader/records/fields/secrets.ts';
import { isObject, numberOf, unpackJson } from '../../reader/records/fields/json.ts';
import { readTime } from '../../reader/records/fields/time.ts';
import type { CoveredField, FieldCoverage } from './inspection.ts';

/** Values of one log entry that are compared; the rest of a larger one is left out. */
const MAX_VALUES = 2000;
const MAX_DEPTH = 12;
/** Entries that are compared: more would not change a majority. */
const MAX_ENTRIES = 200;

/** Text is compared by its beginning. */
const TEXT_HEAD = 200;

/**
 * Finds where a log keeps what its requests were read from, by comparing values. This works for every format, even one that
 * tries several names; a field that a format derives from others has no origin.
 */
export class FieldOrigins {
  private entries = 0;
  private requests = 0;
  private readonly found = new Map<CoveredField, Map<string, number>>();

  /** Takes entries of the log and the requests that were read from them together. */
  add(values: readonly unknown[], raw: boolean, records: readonly RequestRecord[]): void {
    const first = records[0];
    if (first === undefined || this.entries >= MAX_ENTRIES) return;
    this.entries++;
    this.requests++;
    // Of an entry with many requests the first stands for all: its values are in the entry too.
    const tests = testsOf(first);
    const seen = new Set<string>();
    let left = MAX_VALUES;
    const compare = (path: string, scalar: unknown): void => {
      if (left-- <= 0) return;
      const plain = raw && typeof scalar === 'string' ? repair(scalar) : scalar;
      for (const [field, test] of tests) {
        const key = `${field} ${path}`;
        if (seen.has(key) || !test(plain)) continue;
        seen.add(key);
        let paths = this.found.get(field);
        if (paths === undefined) this.found.set(field, (paths = new Map<string, number>()));
        paths.set(path, (paths.get(path) ?? 0) + 1);
      }
    };
    for (const value of values) visit(value, '', MAX_DEPTH, compare);
  }

  /** The coverage with the place each field is most often found at. */
  explain(coverage: readonly FieldCoverage[]): FieldCoverage[] {
    return coverage.map((field) => {
      const paths: ReadonlyMap<string, number> = this.found.get(field.name) ?? NO_PATHS;
      const best = [...paths]
        .filter(([path]) => !isCount(field.name) || says(field.name, path) > 0)
        .sort((a, b) => b[1] - a[1] || says(field.name, b[0]) - says(field.name, a[0]) || a[0].length - b[0].length)[0];
      if (best === undefined) return field;
      return { ...field, origin: { path: best[0], share: best[1] / this.requests } };
    });
  }
}

/** Small whole numbers are equal by chance, so the name must match too. */
function isCount(field: CoveredField): boolean {
  return field === 'inputTokens' || field === 'outputTokens';
}

const NO_PATHS: ReadonlyMap<string, number> = new Map();

/** Of several places with the same value the one whose name fits counts. */
function says(field: CoveredField, path: string): number {
  const name = path.replaceAll('[]', '');
  if (field === 'account') return Math.max(nameSays('key', name), nameSays('user', name));
  return nameSays(AS_MAPPED[field] ?? (field as MappedField), name);
}

const AS_MAPPED: Partial<Record<CoveredField, MappedField>> = { messages: 'prompt', parameters: 'temperature' };

type Test = (value: unknown) => boolean;

function testsOf(record: RequestRecord): [CoveredField, Test][] {
  const tests: [CoveredField, Test][] = [];
  const { account, time, latencyMs } = record;
  if (time !== undefined) {
    tests.push([
      'time',
      (value) => {
        const read = newRecord('');
        return readTime(read, value) && read.time === time;
      },
    ]);
  }
  if (account !== undefined && account.kind !== 'address' && account.kind !== 'file') {
    tests.push(['account', (value) => isNamed(value, account.value, account.kind === 'key')]);
  }
  for (const field of ['organisation', 'endUser', 'session', 'address', 'userAgent', 'id', 'model'] as const) {
    const text = record[field];
    if (text !== undefined) tests.push([field, (value) => isNamed(value, text, false)]);
  }
  const texts = { system: record.system, messages: record.messages.at(-1)?.text, answer: record.answer?.text };
  for (const [field, text] of Object.entries(texts) as [CoveredField, string | undefined][]) {
    if (text) tests.push([field, (value) => typeof value === 'string' && isSameText(value, text)]);
  }
  const counts = { inputTokens: record.inputTokens, outputTokens: record.outputTokens, cost: record.costUsd };
  for (const [field, count] of Object.entries(counts) as [CoveredField, number | undefined][]) {
    if (count) tests.push([field, (value) => numberOf(value) === count]);
  }
  if (latencyMs) {
    tests.push([
      'latency',
      (value) => {
        const number = numberOf(value);
        return number !== undefined && (number === latencyMs || Math.abs(number * 1e3 - latencyMs) < 1e-3);
      },
    ]);
  }
  return tests;
}

function isNamed(value: unknown, name: string, mayBeHidden: boolean): boolean {
  const found = typeof value === 'object' ? undefined : nameOf(value);
  if (found === undefined) return false;
  return (
    found === name ||
    found.split(',', 1)[0] === name ||
    (mayBeHidden && hideKey(found) === name) ||
    withoutSecrets(found) === name
  );
}

/** Long texts by their beginning; what is only a part of another text is not it. */
function isSameText(value: string, text: string): boolean {
  return value.length >= text.length && value.trimStart().startsWith(text.slice(0, TEXT_HEAD).trimStart());
}

/** Visits all scalars of a JSON value, even those inside JSON in strings. Items of lists share the path `list[]`. */
function visit(value: unknown, path: string, depth: number, take: (path: string, scalar: unknown) => void): void {
  const inside = unpackJson(value);
  if (Array.isArray(inside)) {
    if (depth > 0) for (const item of inside) visit(item, `${path}[]`, depth - 1, take);
  } else if (isObject(inside)) {
    const prefix = path === '' ? '' : `${path}.`;
    if (depth > 0) for (const [key, item] of Object.entries(inside)) visit(item, prefix + key, depth - 1, take);
  } else take(path, value);
}
