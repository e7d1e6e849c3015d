/**
 * Scans labelled logs with several builds of the program and says what each makes of them:
 * `npm run --prefix lab bench:compare -- --build before=OTHER/dist/cli.js --build after=dist/cli.js FOLDER...`. Options:
 *   --reports FOLDER  keeps reports here, and takes those of a build that has not changed from it (default: .cache/bench/reports)
 *   --logs            a row each log
 *   --wrong           lists what is called of a log in which it is innocent
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BUSY } from '../fit/log-figures.ts';
import { type LabelledAccount, labelledLogs, type LabelledLog, readTruth } from '../fit/logs/labelled-log.ts';
import { ROOT } from '../fit/logs/source-hash.ts';
import type { Report } from '../../src/report/shape/report.ts';
import { table } from '../../src/report/benchmark/markdown.ts';
import { averagePrecision, mean, type Scored } from '../../src/report/benchmark/metrics.ts';

interface Build {
  name: string;
  cli: string;
  /** Of the built file. */
  hash: string;
}

/** What one build makes of one log. */
interface Outcome {
  averagePrecision: number;
  attackers: number;
  called: number;
  innocents: number;
  innocentsCalled: string[];
  /** Campaigns, and those of which a group that is called holds half. */
  campaigns: number;
  campaignsCalled: number;
  /** Attackers with requests enough to be found, and those of them in the first five groups. */
  busy: number;
  first: number;
  /** Groups of innocents that are called, and the highest score of any such group. */
  groupsCalled: string[];
  highest: number;
}

const FIRST = 5;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      build: { type: 'string', multiple: true, default: [`this=${join(ROOT, 'dist', 'cli.js')}`] },
      reports: { type: 'string', default: join(ROOT, '.cache', 'bench', 'reports') },
      logs: { type: 'boolean', default: false },
      wrong: { type: 'boolean', default: false },
    },
  });
  const builds = values.build.map(buildOf);
  const rows: string[][] = [];
  for (const folder of positionals) {
    const outcomes = new Map(builds.map((build): [Build, Outcome[]] => [build, []]));
    for (const log of labelledLogs(folder)) {
      for (const build of builds) {
        const report = await reportOf(build, log, values.reports);
        const outcome = outcomeOf(log, report);
        outcomes.get(build)!.push(outcome);
        if (values.logs) rows.push([`${log.suite}/${log.name}`, build.name, ...cellsOf([outcome])]);
        if (values.wrong)
          for (const who of [...outcome.groupsCalled, ...outcome.innocentsCalled])
            console.log(`${log.name}, ${build.name}: ${who}`);
      }
    }
    for (const build of builds) rows.push([basename(resolve(folder)), build.name, ...cellsOf(outcomes.get(build)!)]);
  }
  console.log(
    table(
      [
        'logs',
        'build',
        'attackers called',
        'campaigns called',
        'innocents called',
        'mean AP',
        'highest innocent group',
        'attackers in the first five groups',
      ],
      rows,
    ),
  );
}

function buildOf(option: string): Build {
  const [name = '', cli = ''] = option.split('=');
  const hash = createHash('sha256').update(readFileSync(cli)).digest('hex').slice(0, 12);
  return { name, cli, hash };
}

/** A report that is kept is of the same build and the same log. */
async function reportOf({ cli, hash }: Build, log: LabelledLog, folder: string): Promise<Report> {
  const file = join(folder, hash, log.suite, `${log.name}.json`);
  if (!existsSync(file)) {
    mkdirSync(join(folder, hash, log.suite), { recursive: true });
    const directory = log.directory === undefined ? [] : ['--accounts', log.directory];
    await run(cli, ['scan', log.path, ...directory, '--format', 'json', '--output', file]);
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Report;
}

const run = (cli: string, args: readonly string[]): Promise<void> =>
  new Promise((ended, failed) => {
    const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    // 1 says that something was found.
    child.once('exit', (status) => (status === 0 || status === 1 ? ended() : failed(new Error(said))));
  });

function outcomeOf(log: LabelledLog, report: Report): Outcome {
  const { accounts } = readTruth(log);
  const judged = new Map(report.accounts.map((account) => [account.account, account]));
  const truth = [...accounts];
  const isCalled = (id: string): boolean => judged.get(id)?.verdict === 'distillation';
  const attackers = truth.filter(([, account]) => isAttacker(account));
  const innocents = truth.filter(([, { class: kind }]) => kind === 'benign' || kind === 'relay');
  const items = [...attackers, ...innocents].map(([id, account]): Scored => [
    judged.get(id)?.score ?? 0,
    isAttacker(account),
  ]);
  const busy = new Set(attackers.flatMap(([id, { harvest }]) => (harvest >= BUSY ? [id] : [])));
  const groups = [
    ...report.campaigns.filter(({ verdict }) => verdict !== 'relay'),
    ...(report.considered?.groups ?? []),
  ];
  const first = new Set(groups.slice(0, FIRST).flatMap(({ accounts: members }) => members));
  const called = report.campaigns.filter(({ verdict }) => verdict === 'distillation');
  const isInnocent = ({ accounts: members }: { accounts: readonly string[] }): boolean =>
    members.every((id) => !isAttacker(accounts.get(id)) && accounts.get(id)?.class !== 'authorised');
  const ids = [...new Set(attackers.map(([, { campaign }]) => campaign))];
  return {
    averagePrecision: averagePrecision(items),
    attackers: attackers.length,
    called: attackers.filter(([id]) => isCalled(id)).length,
    innocents: innocents.length,
    innocentsCalled: innocents.flatMap(([id, { persona }]) => (isCalled(id) ? [`account ${id} (${persona})`] : [])),
    campaigns: ids.length,
    campaignsCalled: ids.filter((id) => {
      const own = attackers.filter(([, { campaign }]) => campaign === id);
      return called.some(
        ({ accounts: members }) => own.filter(([account]) => members.includes(account)).length >= own.length / 2,
      );
    }).length,
    busy: busy.size,
    first: [...busy].filter((id) => first.has(id)).length,
    highest: Math.max(0, ...groups.filter(isInnocent).map(({ score }) => score)),
    groupsCalled: called
      .filter(isInnocent)
      .map(({ id, score, summary }) => `group ${id} at ${score.toFixed(3)}: ${summary}`),
  };
}

/** Sends at least one request that harvests. */
const isAttacker = (account: LabelledAccount | undefined): boolean => account?.class === 'distillation';

function cellsOf(outcomes: readonly Outcome[]): string[] {
  const sum = (of: (outcome: Outcome) => number): number => outcomes.reduce((all, outcome) => all + of(outcome), 0);
  const precisions = outcomes.map((outcome) => outcome.averagePrecision).filter((value) => !Number.isNaN(value));
  const busy = sum((outcome) => outcome.busy);
  return [
    `${sum(({ called }) => called)} of ${sum(({ attackers }) => attackers)}`,
    `${sum(({ campaignsCalled }) => campaignsCalled)} of ${sum(({ campaigns }) => campaigns)}`,
    `${sum(({ innocentsCalled }) => innocentsCalled.length)} of ${sum(({ innocents }) => innocents)}`,
    precisions.length === 0 ? '-' : mean(precisions).toFixed(3),
    Math.max(0, ...outcomes.map(({ highest }) => highest)).toFixed(2),
    busy === 0 ? '-' : `${((100 * sum(({ first }) => first)) / busy).toFixed(0)}%`,
  ];
}

void main();
