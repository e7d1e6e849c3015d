/**
 * Other programs on labelled logs, in the tables of `prompt-audit bench`: `npm run --prefix lab peers -- FOLDER... [--glasswally PROGRAM]`,
 * with a program that alone. All are given the same requests; accounts have the names of the truth.
 */
import { parseArgs } from 'node:util';
import { readRequests } from '../../src/reader/index.ts';
import { type BenchFigures, benchFigures, type Judged } from '../../src/report/benchmark/bench-figures.ts';
import { benchTables } from '../../src/report/benchmark/bench-tables.ts';
import { type LabelledAccount, readTruthFile } from '../../src/report/benchmark/truth.ts';
import { labelledLogs } from '../fit/logs/labelled-log.ts';
import { glasswally } from './glasswally.ts';
import { mmdWindows } from './mmd-windows.ts';
import type { PeerRequest } from './peer.ts';

const { values, positionals } = parseArgs({ options: { glasswally: { type: 'string' } }, allowPositionals: true });

async function requestsOf(path: string): Promise<PeerRequest[]> {
  const requests: PeerRequest[] = [];
  await readRequests([path], ({ account, time, system, messages, parameters, ...more }) => {
    if (account === undefined || time === undefined) return;
    const asked = messages.filter(({ role }) => role === 'user');
    requests.push({
      ...{ account: account.value, time, system, first: asked[0]?.text ?? '', last: asked.at(-1)?.text ?? '' },
      ...{ address: more.address ?? '', userAgent: more.userAgent ?? '', organisation: more.organisation ?? '' },
      ...{ model: more.model ?? '', tokens: (more.inputTokens ?? 0) + (more.outputTokens ?? 0) },
      maxTokens: parameters.maxTokens,
    });
  });
  return requests.sort((a, b) => a.time - b.time);
}

/** Accounts that the program has somebody look at for nothing. */
function suspectedInnocents({ campaigns }: Judged, truth: ReadonlyMap<string, LabelledAccount>): number {
  const accounts = campaigns.flatMap((group) => (group.verdict === 'suspected' ? group.accounts : []));
  return accounts.filter((account) => ['benign', 'relay'].includes(truth.get(account)?.class ?? '')).length;
}

async function main(): Promise<void> {
  const { name, judge } = values.glasswally === undefined ? mmdWindows : glasswally(values.glasswally);
  for (const folder of positionals) {
    const [figures, innocent]: [BenchFigures[], number[]] = [[], []];
    for (const log of labelledLogs(folder)) {
      const truth = readTruthFile(log.path.replace(/\.jsonl$/, '.truth.json'));
      const judged = judge(await requestsOf(log.path));
      figures.push(benchFigures(log.name, judged, truth));
      innocent.push(suspectedInnocents(judged, truth));
    }
    console.log(`\n${name}, ${folder}\n\n${benchTables(figures)}`);
    console.log(`Innocent accounts in a suspected group: ${innocent.join(', ')}.`);
  }
}

void main();
