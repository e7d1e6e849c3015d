/** Baseline files: JSON, validated before use. */
import { InputError } from '../../../reader/bytes/files/input-error.ts';
import {
  type AccountBins,
  type Baseline,
  BASELINE_VERSION,
  BINS,
  type KnownTemplate,
  type KnownUser,
} from './baseline.ts';
import type { DaySignature } from './day-signatures.ts';
import type { OrdinaryCandidate } from './ordinary-candidate.ts';
import { SIGNS } from './request-marks.ts';

export { OrdinaryTemplates } from './ordinary-templates.ts';

/** An invalid baseline file; the message names the file and the position. */
export class BaselineError extends InputError {}

export function baselineText(baseline: Baseline): string {
  const { templates, candidates, signatures, ...rest } = baseline;
  const lines = (list: readonly unknown[]): string => list.map((one) => `\n${JSON.stringify(one)}`).join(',');
  const head = JSON.stringify({ kind: KIND, ...rest }).slice(0, -1);
  return `${head},\n"candidates":[${lines(candidates)}],\n"signatures":[${lines(signatures)}],\n"templates":[${lines(templates)}]}\n`;
}

const KIND = 'prompt-audit-baseline';

/** @throws BaselineError if the text is not a baseline, or is one of another version */
export function parseBaseline(text: string, file: string): Baseline {
  const fail = (what: string): never => {
    throw new BaselineError(`${file}: ${what}`);
  };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail('this is not JSON.');
  }
  if (!isRecord(value) || value['kind'] !== KIND) return fail('this is no baseline of prompt-audit.');
  if (value['version'] !== BASELINE_VERSION)
    return fail(
      `the baseline has version ${String(value['version'])}; this program reads version ${BASELINE_VERSION}. Build it again from its logs.`,
    );
  const { parts, days, templates, accounts, candidates } = value;
  if (!isList(parts, isPart)) return fail('"parts" is not a list of logs.');
  if (!isAscending(days)) return fail('"days" is not an ascending list of days.');
  if (!isList(templates, isTemplate)) return fail('"templates" is not a list of templates.');
  if (!isBins(accounts)) return fail('"accounts" does not hold the counts of accounts.');
  if (!isList(candidates, isCandidate)) return fail('"candidates" is not a list of candidates.');
  const { signatures } = value;
  if (!isList(signatures, isSignature)) return fail('"signatures" is not a list of what days have in common.');
  return { version: BASELINE_VERSION, parts, days, templates, accounts, candidates, signatures };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isList = <T>(value: unknown, is: (item: unknown) => item is T): value is T[] =>
  Array.isArray(value) && value.every(is);
const isAscending = (value: unknown): value is number[] =>
  isList(value, isCount) && value.every((item, i) => i === 0 || item > value[i - 1]!);

const isPart = (value: unknown): value is Baseline['parts'][number] =>
  isRecord(value) && [value['fingerprint'], value['requests'], value['accounts']].every(isCount);

const isTemplate = (value: unknown): value is KnownTemplate =>
  isRecord(value) &&
  typeof value['id'] === 'string' &&
  isAscending(value['clauses']) &&
  value['clauses'].length > 0 &&
  isList(value['says'], isSaid) &&
  value['says'].length === value['clauses'].length &&
  isList(value['users'], isUser);

const isSaid = (value: unknown): value is string => typeof value === 'string' && /^(?:[0-9a-f]{32})?$/.test(value);

const isUser = (value: unknown): value is KnownUser =>
  isRecord(value) &&
  isCount(value['account']) &&
  isCount(value['organisation']) &&
  isAscending(value['days']) &&
  value['days'].length > 0;

const isSignature = (value: unknown): value is DaySignature =>
  isRecord(value) &&
  [value['day'], value['cohort'], value['accounts'], value['squares']].every(isCount) &&
  isList(value['sums'], (sum): sum is number => Number.isSafeInteger(sum)) &&
  value['sums'].length === SIGNS;

const isBins = (value: unknown): value is AccountBins =>
  isRecord(value) &&
  Object.entries(BINS).every(([name, bins]) => isList(value[name], isCount) && value[name].length === bins);

const isCandidate = (value: unknown): value is OrdinaryCandidate =>
  isRecord(value) &&
  Number.isFinite(value['logOdds']) &&
  typeof value['joint'] === 'boolean' &&
  isRecord(value['weights']) &&
  Object.values(value['weights']).every(Number.isFinite);
