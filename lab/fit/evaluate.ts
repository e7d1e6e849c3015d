/**
 * Says how well dumped logs are judged, as the program does today and with fitted weights: `npm run --prefix lab fit:evaluate --
 * SUITE[:a|:b]...`. Options:
 *   --dumps FOLDER  (default: .cache/fit/dumps), or a file of kept statistics
 *   --weights FILE  (default: .cache/fit/weights.json)
 *   --relay-weights FILE  what is added among keys of a relay (default: .cache/fit/relay-weights.json, if there is one)
 *   --logs          a row each log
 *   --without LIST  as if the logs lacked what these detectors need, by commas
 *   --without-kinds LIST  as if candidates of these kinds (joint, deep, relayed, repeated, pooled) were not formed, by commas
 *   --worst N       so many campaigns that are lost and innocent candidates that are suspected, with their evidence (default: 0)
 */
import { type Judge, withRelays } from '../../src/engine/campaigns/judging/explanations.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { table } from '../../src/report/benchmark/markdown.ts';
import type { Scored } from '../../src/report/benchmark/metrics.ts';
import { reliabilityTable } from '../bench/reliability.ts';
import { probabilityOf } from '../../src/math/log-odds.ts';
import { asReported, judgedBy, type JudgedLog, THRESHOLD } from './accused.ts';
import { calibrationError, errorInterval, type Judged } from './figures/calibration-error.ts';
import type { Dump } from './logs/dumped.ts';
import { keeping } from './logs/chosen-candidates.ts';
import { COLUMNS, figureCells } from './figures/figures-table.ts';
import { FIRST_COLUMNS, firstGroupCells } from './figures/first-groups.ts';
import { figuresOf } from './log-figures.ts';
import { CAUSES, lossesOf, ranked } from './misses.ts';
import { ROOT } from './logs/source-hash.ts';
import { dumpsOf } from './logs/suites.ts';
import { readJudge, readRelayWeights } from './weights-file.ts';

type Way = (dump: Dump) => JudgedLog;

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      dumps: { type: 'string', default: join(ROOT, '.cache', 'fit', 'dumps') },
      weights: { type: 'string', default: join(ROOT, '.cache', 'fit', 'weights.json') },
      'relay-weights': { type: 'string', default: join(ROOT, '.cache', 'fit', 'relay-weights.json') },
      logs: { type: 'boolean', default: false },
      without: { type: 'string', default: '' },
      'without-kinds': { type: 'string', default: '' },
      worst: { type: 'string', default: '0' },
    },
  });
  const weights = existsSync(values.weights) ? readJudge(values.weights) : undefined;
  const relays = existsSync(values['relay-weights']) ? readRelayWeights(values['relay-weights']) : undefined;
  const fitted = weights && relays ? withRelays(weights, relays) : weights;
  const suites = positionals
    .map((name) => ({
      name,
      dumps: dumpsOf(values.dumps, [name]).map((dump) =>
        keeping(
          lacking(dump, values.without.split(',')),
          ({ kind }) => !values['without-kinds'].split(',').includes(kind),
        ),
      ),
    }))
    .flatMap((suite) => (values.logs ? suite.dumps.map((dump) => ({ name: dump.log.name, dumps: [dump] })) : [suite]));
  const judges: [string, Way][] = [
    ['today', asReported],
    ...(fitted ? [['fitted', (dump) => judgedBy(fitted, dump)] as [string, Way]] : []),
  ];
  const rows = suites.flatMap(({ name, dumps }) =>
    judges.map(([by, judge]) => [name, by, ...figureCells(dumps.map((dump) => figuresOf(judge(dump))))]),
  );
  console.log(`${table(['suite', 'judged', ...COLUMNS], rows)}\n`);
  const all = suites.flatMap(({ dumps }) => dumps);
  const firsts = suites.flatMap(({ name, dumps }) =>
    judges.map(([by, judge]) => [name, by, ...firstGroupCells(dumps.map(judge))]),
  );
  console.log(
    `Groups that rank highest, of logs with an attack:\n\n${table(['suite', 'judged', ...FIRST_COLUMNS], firsts)}\n`,
  );
  for (const [by, judge] of judges) console.log(`${by}: ${calibrationText(all.map(judge))}\n`);
  const [by, judge] = judges.at(-1)!;
  const judged = all.map(judge);
  console.log(`What became of attackers with enough requests, ${by}:\n\n${lossTable(judged, Number(values.worst))}\n`);
  console.log(worstText(judged, fitted, Number(values.worst)));
}

/** The dump as it were if detectors had abstained. */
const lacking = ({ log, candidates }: Dump, detectors: readonly string[]): Dump => ({
  log,
  candidates: candidates.map((candidate) => ({
    ...candidate,
    measured: Object.fromEntries(Object.entries(candidate.measured).filter(([id]) => !detectors.includes(id))),
  })),
});

function calibrationText(list: readonly JudgedLog[]): string {
  const items = list.flatMap(({ log, candidates, logOdds }) =>
    candidates.flatMap(({ label }, i): Judged[] =>
      label === 'campaign' || label === 'innocent'
        ? [
            {
              log: `${log.suite}/${log.name}`,
              score: probabilityOf(logOdds[i]!),
              positive: label === 'campaign',
            },
          ]
        : [],
    ),
  );
  const [low, high] = errorInterval(items);
  const called = items.filter(({ score }) => score >= THRESHOLD);
  const wrong = called.filter(({ positive }) => !positive).length;
  const scored = items.map(({ score, positive }): Scored => [score, positive]);
  return `${reliabilityTable('candidates', scored)} Expected calibration error ${calibrationError(items).toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)}). Of ${called.length} flagged as distillation ${wrong} are innocent.`;
}

function lossTable(list: readonly JudgedLog[], worst: number): string {
  const losses = list.flatMap(lossesOf);
  const sums = CAUSES.map((cause) => losses.reduce((sum, { causes }) => sum + causes[cause], 0));
  const lost = losses
    .map((one) => ({ ...one, lost: one.accounts - one.causes.found }))
    .filter((one) => one.lost > 0)
    .sort((a, b) => b.lost - a.lost)
    .slice(0, worst);
  const rows = lost.map(({ log, campaign, kind, causes, best }) => [
    `${log} ${campaign}${kind === campaign ? '' : ` (${kind})`}`,
    ...CAUSES.map((cause) => String(causes[cause])),
    best === null ? '-' : best.toFixed(3),
  ]);
  return table(['campaign', ...CAUSES, 'best candidate'], [['all', ...sums.map(String), ''], ...rows]);
}

function worstText(list: readonly JudgedLog[], weights: Judge | undefined, worst: number): string {
  const innocent = ranked(list, ['innocent', 'authorised', 'mixed'], weights).slice(0, worst);
  const guilty = ranked(list, ['campaign'], weights)
    .slice(-worst || Infinity)
    .reverse();
  const text = (title: string, all: typeof innocent): string =>
    all.length === 0 ? '' : `${title}:\n\n${all.map((one) => candidateText(one)).join('\n')}\n`;
  return [text('Most suspected that are no campaign', innocent), text('Least suspected that are one', guilty)].join(
    '\n',
  );
}

function candidateText({ log, candidate, score, evidence }: ReturnType<typeof ranked>[number]): string {
  const who = candidate.personas
    .slice(0, 3)
    .map(([persona, n]) => `${n} ${persona}`)
    .join(', ');
  const lines = evidence
    .filter(({ weight }) => Math.abs(weight) >= 0.05)
    .slice(0, 9)
    .map(({ id, weight, text }) => `    ${weight >= 0 ? '+' : ''}${weight.toFixed(2)} ${id}: ${text}`);
  return `${score.toFixed(3)} ${log} ${candidate.label}: ${candidate.accounts.length} accounts (${who}), ${candidate.templates} templates, ${candidate.requests} requests, ${candidate.harvest} harvest\n${lines.join('\n')}`;
}

main();
