/** Chooses the requests whose words show whether the accounts of a candidate have topics of their own. */
import type { Slice, Slices } from '../../accounts/slices.ts';
import type { RequestTable } from '../../table/request-table.ts';
import type { PromptWords } from '../../templates/words/prompt-words.ts';
import type { Candidate } from './candidate.ts';

/** Templates of a candidate that are looked at, those that most of its accounts use. */
const TEMPLATES = 2;
/** Accounts of each template, evenly spread, and different prompts of each account, spread over its time. */
const ACCOUNTS = 12;
const PROMPTS = 4;
/** Different prompts of an account: of fewer, what it always says cannot be told from a topic that comes back. */
export const FEWEST_PROMPTS = 3;
/** Accounts with that many prompts: pairs of fewer are a matter of chance. */
export const FEWEST_ACCOUNTS = 4;
/** Prompts of a whole log, beyond which fewer accounts of each template are looked at, but never fewer than so many. */
const ALL = 8000;
const LEAST = 8;

/** A request and what its prompt says beyond its template. */
export interface ComparedPrompt {
  row: number;
  words: PromptWords;
}

/** Those of one template that could be read. */
export const comparedPrompts = (
  rows: readonly number[],
  words: readonly (PromptWords | undefined)[],
): ComparedPrompt[] => rows.flatMap((row, at) => (words[at] ? [{ row, words: words[at] }] : []));

/** Rows by template, those of one account together. */
export function comparedRows(
  candidates: readonly Candidate[],
  slices: Slices,
  table: RequestTable,
): Map<number, number[]> {
  const templates = new Set(candidates.flatMap(mostUsed));
  const accounts = Math.max(LEAST, Math.min(ACCOUNTS, Math.floor(ALL / PROMPTS / templates.size)));
  return new Map(
    Array.from(templates, (template) => [template, rowsOf(slices.ofTemplate.get(template)!, accounts, table)]),
  );
}

function mostUsed({ slices }: Candidate): number[] {
  const users = new Map<number, number>();
  for (const own of slices)
    for (const { template, rows } of own)
      if (rows.length >= FEWEST_PROMPTS) users.set(template, (users.get(template) ?? 0) + 1);
  return [...users]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, TEMPLATES)
    .map(([template]) => template);
}

function rowsOf(users: readonly Slice[], accounts: number, table: RequestTable): number[] {
  const several = users.filter(({ rows }) => hasSeveral(rows, table));
  if (several.length < FEWEST_ACCOUNTS) return [];
  const step = Math.max(1, several.length / accounts);
  return Array.from({ length: Math.min(accounts, several.length) }, (_, n) =>
    spread(several[Math.floor(n * step)]!.rows, table),
  ).flat();
}

/** Whether an account has prompts enough: most that are asked are then not looked at any further. */
function hasSeveral(rows: Uint32Array, { rows: { prompt } }: RequestTable): boolean {
  const different = new Set<number>();
  for (const row of rows) if (different.add(prompt[row]!).size >= FEWEST_PROMPTS) return true;
  return false;
}

/** The first and the last of an account's different prompts, and some between. */
function spread(rows: Uint32Array, { rows: { prompt } }: RequestTable): number[] {
  const first = new Map<number, number>();
  for (const row of rows) if (!first.has(prompt[row]!)) first.set(prompt[row]!, row);
  const different = [...first.values()];
  if (different.length <= PROMPTS) return different;
  return Array.from(
    { length: PROMPTS },
    (_, n) => different[Math.floor((n * (different.length - 1)) / (PROMPTS - 1))]!,
  );
}
