/** What weights are worth on logs and generators that they have not seen, and how sure of themselves that lets them be. */
import type { Judge, Scale } from '../../src/engine/campaigns/judging/explanations.ts';
import { table } from '../../src/report/benchmark/markdown.ts';
import { judgedBy } from './accused.ts';
import { type Accused, type Called, CAUTIONS, falseAt, isFew, isRare, sumOf } from './caution.ts';
import { scaleOf, shiftOf } from './cross-validation.ts';
import { COLUMNS, figureCells } from './figures/figures-table.ts';
import { byGenerator, type HeldOut } from './held-out.ts';
import { figuresOf, type LogFigures } from './log-figures.ts';
import type { Dump } from './logs/dumped.ts';

/** The slope of the straight line that suits unseen logs best, and the shift that makes the number of campaigns right. */
export function scaleOfUnseen(unseen: readonly HeldOut[]): Scale {
  const positive = unseen.map((one) => one.positive);
  const { slope } = scaleOf(
    unseen.map(({ logOdds }) => logOdds),
    positive,
  );
  const shift = shiftOf(
    unseen.map(({ logOdds }) => slope * logOdds),
    positive,
  );
  return { slope, shift };
}

/** How each generator is judged by weights of the others. */
export function othersTable(dumps: readonly Dump[], others: ReadonlyMap<string, Judge>): string {
  const rows = [...others].map(([generator, judge]) => [
    generator,
    ...figureCells(logsOf(dumps, generator).map((dump) => figuresOf(judgedBy(judge, dump)))),
  ]);
  return table(['judged by the others', ...COLUMNS], rows);
}

const logsOf = (dumps: readonly Dump[], generator: string): Dump[] =>
  dumps.filter(({ log }) => byGenerator(log) === generator);

/** Ordinary accounts and keys of relays that are accused where each generator is judged by weights of the others. */
export function accusedOf(dumps: readonly Dump[], others: ReadonlyMap<string, Judge>): Accused {
  const figures = [...others].flatMap(([generator, judge]) =>
    logsOf(dumps, generator).map((dump) => figuresOf(judgedBy(judge, dump))),
  );
  const sum = (of: (log: LogFigures) => number): number => figures.reduce((total, log) => total + of(log), 0);
  return {
    accounts: sum((log) => log.benign + log.relays),
    accused: sum((log) => log.benignAccused + log.relaysAccused),
  };
}

/**
 * The least caution at which enough of what is called is a campaign, in logs left out and in generators left out together, and at
 * which it is rare that an innocent account is accused in the latter. The most that was tried if none is enough.
 */
export function chosenCaution(
  logs: readonly HeldOut[],
  generators: readonly HeldOut[],
  accusedAt: (caution: number) => Accused,
): number {
  const said = (wrong: number, all: number): string => `${wrong} of ${all}`;
  const rows: string[][] = [];
  const chosen = CAUTIONS.find((caution) => {
    const called: readonly Called[] = [falseAt(logs, caution), falseAt(generators, caution)];
    const accused = accusedAt(caution);
    rows.push([
      String(caution),
      ...called.map((one) => said(one.innocent, one.called)),
      said(accused.accused, accused.accounts),
    ]);
    return isFew(sumOf(called[0]!, called[1]!)) && isRare(accused);
  });
  const columns = ['caution', 'logs left out', 'generators left out', 'innocent accounts accused there'];
  console.log(`Innocent among what is called:\n\n${table(columns, rows)}\n`);
  return chosen ?? CAUTIONS.at(-1)!;
}
