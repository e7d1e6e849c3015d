/**
 * Other programs on labelled logs, in the tables of `prompt-audit bench`: `npm run --prefix lab peers -- FOLDER...`. All are
 * given the same requests; accounts have the names of the truth.
 */
import { readRequests } from '../../src/reader/index.ts';
import { benchFigures } from '../../src/report/benchmark/bench-figures.ts';
import { benchTables } from '../../src/report/benchmark/bench-tables.ts';
import { readTruthFile } from '../../src/report/benchmark/truth.ts';
import { labelledLogs } from '../fit/logs/labelled-log.ts';
import { mmdWindows } from './mmd-windows.ts';
import type { Peer, PeerRequest } from './peer.ts';

const PEERS: readonly Peer[] = [mmdWindows];

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

async function main(): Promise<void> {
  for (const folder of process.argv.slice(2)) {
    const logs = await Promise.all(
      labelledLogs(folder).map(async ({ name, path }) => ({
        ...{ name, requests: await requestsOf(path) },
        truth: readTruthFile(path.replace(/\.jsonl$/, '.truth.json')),
      })),
    );
    for (const { name, judge } of PEERS) {
      const figures = logs.map((log) => benchFigures(log.name, judge(log.requests), log.truth));
      console.log(`\n${name}, ${folder}\n\n${benchTables(figures)}`);
    }
  }
}

void main();
