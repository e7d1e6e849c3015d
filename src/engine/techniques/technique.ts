/**
 * A technique of collecting what a model knows, as it shows in exact facts of a log. One file says what it measures, which honest
 * uses look like it and how each was checked; `techniques.ts` lists them.
 */
import type { AccountProfile } from '../accounts/account-profiles.ts';
import type { Slices } from '../accounts/slices.ts';
import type { Facts } from '../../reader/records/facts/facts.ts';
import type { FactKind } from '../table/fact-entries.ts';
import type { RequestTable } from '../table/request-table.ts';
import { type Grade, weighs } from '../../text/techniques.ts';
import type { Indicators } from './indicators/indicators.ts';
import type { TemplateViews } from '../templates/views/template-views.ts';
import type { Owners } from './facts/owners.ts';

/** The facts of those rows that have some, ascending by row. Can be gone through again and again. */
export interface FactRows extends Iterable<readonly [row: number, facts: Facts]> {
  readonly length: number;
  of(row: number): Facts | undefined;
  /** Those of the rows that have a fact of these kinds. */
  having(...kinds: readonly FactKind[]): Iterable<readonly [row: number, facts: Facts]>;
}

export interface TechniqueContext {
  table: RequestTable;
  profiles: ReadonlyMap<number, AccountProfile>;
  facts: FactRows;
  owners: Owners;
  /** Template of each row, -1 for free text: of whole prompts, then of user messages alone. Numbers do not overlap. */
  views: readonly [whole: Int32Array, user: Int32Array];
  /** Slices of each template of both views. */
  slices: Pick<Slices, 'ofTemplate'>;
  /** Names of templates, and hashes of their fixed clauses. */
  templates: Pick<TemplateViews, 'ids' | 'clauses'>;
  /** What others named as parts of campaigns. Absent where nobody did. */
  indicators?: Indicators;
  /** Words of fixed text of a template; 0 where it could not be read. */
  fixedWords: (template: number) => number;
  /** Hashes of signatures that are public: published recordings and test suites. */
  published: ReadonlySet<string>;
}

/** An honest use that looks like a technique, and what the log says of it. */
export interface Reading {
  reading: string;
  /** What was checked. */
  checked: string;
  /** `open`: the log cannot tell. */
  outcome: 'ruled out' | 'open';
}

export interface TechniqueFinding {
  grade: Grade;
  /** Numbers of the accounts that take part, ascending. */
  accounts: number[];
  /** Rows that take part, ascending. */
  rows: number[];
  /** Rows that show it best, first things first. */
  shown: number[];
  /** The statistic of the technique. */
  statistic: number;
  /** Observations behind it. */
  n: number;
  /** One sentence: what was seen, with its numbers. */
  text: string;
  readings: Reading[];
}

/** A fact, or a field that many logs lack. */
export type TechniqueField = keyof Facts | 'answer' | 'history' | 'model' | 'organisation' | 'time' | 'tokens';

export interface Technique {
  id: string;
  name: string;
  /** Ids of MITRE ATLAS. */
  atlas: readonly string[];
  /** What the log must hold for it to be looked for, in words. */
  needs: string;
  /** What some request must have: where none has it, the question cannot be asked of the log. */
  reads: readonly TechniqueField[] | 'another file';
  /** @param before what the techniques before it in the list found: some say something only beside others */
  measure(context: TechniqueContext, before: readonly Before[]): TechniqueFinding[];
}

/** What was found before, and by which technique. */
export type Before = TechniqueFinding & Pick<Technique, 'id'>;

/** Accounts that take part in techniques that weigh. */
export const harvestersOf = (findings: readonly TechniqueFinding[]): Set<number> =>
  new Set(findings.filter(weighs).flatMap(({ accounts }) => accounts));

/** Of findings about the same requests the one of most accounts, in the order they came in. */
export function distinct(findings: readonly TechniqueFinding[]): TechniqueFinding[] {
  const taken = new Set<number>();
  const kept = new Set<TechniqueFinding>();
  for (const finding of [...findings].sort(
    (a, b) => b.accounts.length - a.accounts.length || b.rows.length - a.rows.length,
  )) {
    if (finding.rows.filter((row) => taken.has(row)).length >= finding.rows.length / 2) continue;
    for (const row of finding.rows) taken.add(row);
    kept.add(finding);
  }
  return findings.filter((finding) => kept.has(finding));
}

/** Numbers of things, each once, ascending. */
export const ascending = (numbers: Iterable<number>): number[] => [...new Set(numbers)].sort((a, b) => a - b);
