/** Figures of labelled logs as tables of Markdown: a row a log, all together, and who was wrongly called. */
import { type BenchFigures, FIRST, type Share } from './bench-figures.ts';
import { decimal, share as shareText, table } from './markdown.ts';
import { mean } from './metrics.ts';

const share = ({ count, of }: Share): string => shareText(count, of);

export function benchTables(logs: readonly BenchFigures[]): string {
  const rows = logs.map((log) => rowOf(log.name, log.averagePrecision, log));
  const known = logs.flatMap(({ averagePrecision }) => averagePrecision ?? []);
  const total = totalOf(logs);
  const columns = [
    ...['log', 'average precision', 'attackers called', 'of the others, in a suspected group'],
    ...['campaigns found', 'innocent called', ...FIRST.map((first) => `attackers in the first ${first}`)],
    `campaigns among the first ${FIRST.at(-1)!}`,
  ];
  const personas = total.personas.filter(({ count }) => count > 0);
  const wrong =
    personas.length === 0
      ? `None of ${total.wrong.of} innocent accounts was flagged as distillation.`
      : table(
          ['wrongly called', 'accounts'],
          personas.map((one) => [one.persona, share(one)]),
        );
  const all = logs.length > 1 ? [rowOf('all (precision: mean)', known.length === 0 ? null : mean(known), total)] : [];
  return `${[table(columns, [...rows, ...all]), wrong].join('\n\n')}\n`;
}

type Total = Omit<BenchFigures, 'name' | 'requests' | 'accounts' | 'averagePrecision'>;

function rowOf(name: string, precision: number | null, figures: Total): string[] {
  const { called, suspected, campaigns, wrong, first, firstGroups } = figures;
  return [
    name.replaceAll('|', '\\|'),
    decimal(precision ?? NaN),
    ...[called, suspected, campaigns, wrong, ...first].map(share),
    shareText(firstGroups.campaigns, firstGroups.campaigns + firstGroups.others),
  ];
}

function totalOf(logs: readonly BenchFigures[]): Total {
  const sum = (pick: (log: BenchFigures) => Share): Share => ({
    of: logs.reduce((all, log) => all + pick(log).of, 0),
    count: logs.reduce((all, log) => all + pick(log).count, 0),
  });
  const names = [...new Set(logs.flatMap(({ personas }) => personas.map(({ persona }) => persona)))];
  const none = { of: 0, count: 0 };
  return {
    called: sum(({ called }) => called),
    suspected: sum(({ suspected }) => suspected),
    campaigns: sum(({ campaigns }) => campaigns),
    wrong: sum(({ wrong }) => wrong),
    personas: names
      .map((persona) => ({
        persona,
        ...sum(({ personas }) => personas.find((one) => one.persona === persona) ?? none),
      }))
      .sort((a, b) => b.count - a.count || (a.persona < b.persona ? -1 : 1)),
    first: FIRST.map((groups, at) => ({ groups, ...sum(({ first }) => first[at]!) })),
    firstGroups: {
      campaigns: logs.reduce((all, { firstGroups }) => all + firstGroups.campaigns, 0),
      others: logs.reduce((all, { firstGroups }) => all + firstGroups.others, 0),
    },
  };
}
