/**
 * Says whether accounts that harvest alone are named, and how near the front: `npm run --prefix lab fit:lone -- FOLDER...`, folders of labelled logs
 * whose dumps are there. Each group of accounts is given one, two or four keys in their place. Options:
 *   --dumps FOLDER  (default: .cache/fit/dumps)
 */
import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseDirectory } from '../../../src/engine/accounts/account-directory.ts';
import { Random } from '../../../src/math/random.ts';
import { detect } from '../../../src/engine/pipeline/detect.ts';
import { accountReports } from '../../../src/engine/building/accounts/account-reports.ts';
import { campaignReports } from '../../../src/engine/building/campaign-reports.ts';
import { singleAccountHarvests } from '../../../src/engine/building/considered/single-account-harvests.ts';
import type { DetectionResult } from '../../../src/engine/building/detection-result.ts';
import { LineRefs } from '../../../src/engine/building/line-refs.ts';
import { DEFAULT_SETTINGS, type SingleAccountHarvests } from '../../../src/report/shape/report.ts';
import type { RequestTable } from '../../../src/engine/table/request-table.ts';
import { share, table as markdown } from '../../../src/report/benchmark/markdown.ts';
import { type LabelledLog, labelledLogs, readTruth } from '../logs/labelled-log.ts';
import { readTable, textsFrom } from '../logs/read-log.ts';
import { ROOT } from '../logs/source-hash.ts';
import { dumpsOf } from '../logs/suites.ts';
import { givenKeys } from './given-keys.ts';

interface Named {
  /** Keys that campaigns have in the log, and those of them among the accounts that are listed by name. */
  campaigns: number;
  named: number;
  /** Others that are counted with them. */
  others: number;
  /** Is the first account a campaign's? Undefined where none of theirs is named. */
  first: boolean | undefined;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { dumps: { type: 'string', default: join(ROOT, '.cache', 'fit', 'dumps') } },
  });
  const rows: string[][] = [];
  for (const folder of positionals) {
    const suite = basename(resolve(folder));
    const dumps = new Map(dumpsOf(values.dumps, [suite]).map((dump) => [dump.log.name, dump]));
    const found: Named[] = [];
    for (const log of labelledLogs(folder)) {
      const dump = dumps.get(log.name);
      if (dump) found.push(await namedIn(log, dump));
    }
    const sum = (of: (one: Named) => number): number => found.reduce((all, one) => all + of(one), 0);
    const others = found.map((one) => one.others).sort((a, b) => a - b);
    const firsts = found.filter(({ first }) => first !== undefined);
    rows.push([
      suite,
      String(found.length),
      share(
        sum(({ named }) => named),
        sum(({ campaigns }) => campaigns),
      ),
      share(firsts.filter(({ first }) => first).length, firsts.length),
      `${others[others.length >> 1]!} (${others[others.length - 1]!})`,
    ]);
  }
  const title = [
    'suite',
    'logs',
    'campaigns’ keys among the first 20',
    'one of them first',
    'others a log: median (most)',
  ];
  console.log(markdown(title, rows));
}

async function namedIn(log: LabelledLog, dump: Parameters<typeof givenKeys>[0]): Promise<Named> {
  const truth = readTruth(log);
  const keys = givenKeys(dump, truth, new Random(log.suite, log.name));
  const table = await readTable(log.path);
  giveKeys(table, keys);
  const { directory, path } = log;
  const found = await detect(table, {
    directory: directory === undefined ? new Map() : parseDirectory(readFileSync(directory, 'utf8'), directory),
    readTexts: textsFrom(path, table),
    onPhase: () => undefined,
  });
  const harvesting = new Set(keys.flatMap(({ isCampaign, accounts }) => (isCampaign ? accounts[0]! : [])));
  const { accounts = 0, first = [] } = askersIn(found, path) ?? {};
  const named = first.filter(({ account }) => harvesting.has(account)).length;
  return {
    campaigns: harvesting.size,
    named,
    others: accounts - named,
    first: named === 0 ? undefined : harvesting.has(first[0]!.account),
  };
}

function giveKeys(table: RequestTable, keys: ReturnType<typeof givenKeys>): void {
  const numbers = new Map(table.names.account.values.map((name, number) => [name, number]));
  const key = new Map(
    keys.flatMap(({ accounts }) => accounts.map((id) => [numbers.get(id)!, numbers.get(accounts[0]!)!] as const)),
  );
  const { account } = table.rows;
  for (let row = 0; row < table.length; row++) account[row] = key.get(account[row]!) ?? account[row]!;
}

/** Those of the report. */
function askersIn(found: DetectionResult, path: string): SingleAccountHarvests | undefined {
  const refs = new LineRefs(found.table, [path]);
  const accounts = accountReports(found, campaignReports(found, DEFAULT_SETTINGS, refs), DEFAULT_SETTINGS, refs);
  return singleAccountHarvests(found, accounts, refs);
}

void main();
