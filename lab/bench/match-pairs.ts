/**
 * How often `match` calls campaigns of unrelated logs one: `node --import tsx lab/bench/match-pairs.ts FOLDER...` reads every labelled log of
 * the folders and compares each with each, two at a time, as two companies would. Logs of one generator share its words, so pairs within a
 * generator are harder than any of life.
 */
import { basename, dirname } from 'node:path';
import { audit } from '../../src/engine/pipeline/audit.ts';
import { share, table } from '../../src/report/benchmark/markdown.ts';
import { hashedReport, type HashedReport } from '../../src/report/match/campaign-values.ts';
import { matchCampaigns } from '../../src/report/match/match-campaigns.ts';
import { labelledLogs } from '../fit/logs/labelled-log.ts';

const KEY = 'the same for all';

async function main(folders: readonly string[]): Promise<void> {
  const reports: { world: string; hashed: HashedReport }[] = [];
  for (const { path } of folders.flatMap(labelledLogs)) {
    const { report } = await audit([path], { workers: 0 });
    reports.push({ world: basename(dirname(path)), hashed: hashedReport(report, basename(path), KEY) });
  }
  const held = new Map<string, { logs: number; pairs: number; strong: number; weak: number }>();
  reports.forEach((one, at) => {
    for (const other of reports.slice(at + 1)) {
      const where = one.world === other.world ? 'of one generator' : 'of two generators';
      const sum = held.get(where) ?? { logs: 0, pairs: 0, strong: 0, weak: 0 };
      held.set(where, sum);
      const matches = matchCampaigns([one.hashed, other.hashed]);
      sum.logs++;
      sum.pairs += one.hashed.campaigns.length * other.hashed.campaigns.length;
      sum.strong += matches.filter(({ grade }) => grade === 'strong').length;
      sum.weak += matches.filter(({ grade }) => grade === 'weak').length;
      for (const { text, grade } of matches.slice(0, 1))
        console.log(`${one.hashed.name} and ${other.hashed.name}, ${grade}: ${text}`);
    }
  });
  const rows = [...held].map(([where, { logs, pairs, strong, weak }]) => [
    ...[where, String(logs), String(pairs)],
    ...[share(strong, pairs), share(weak, pairs)],
  ]);
  console.log(`\n${table(['logs', 'pairs of logs', 'pairs of campaigns', 'strong matches', 'weak'], rows)}`);
}

void main(process.argv.slice(2));
