/**
 * How far the exposure that a report states is from the truth: `node --import tsx lab/bench/exposure.ts FOLDER...` reads every labelled
 * log of the folders and writes one row for each true campaign. The truth is counted in the requests that the log's labels call a
 * harvest, without those that failed; tokens are those that the log states of them. A campaign that is found in parts is counted once.
 */
import { basename } from 'node:path';
import { campaignReports, type NumberedCampaign } from '../../src/engine/building/campaign-reports.ts';
import { besideSlices, ownSlices } from '../../src/engine/building/exposure/taken-slices.ts';
import type { DetectionResult } from '../../src/engine/building/detection-result.ts';
import { LineRefs } from '../../src/engine/building/line-refs.ts';
import { openLog } from '../../src/engine/pipeline/open-log.ts';
import { FLAG } from '../../src/engine/table/request-flags.ts';
import { DEFAULT_SETTINGS } from '../../src/report/shape/report.ts';
import { type LabelledLog, labelledLogs, readTruth } from '../fit/logs/labelled-log.ts';
import { table } from '../../src/report/benchmark/markdown.ts';

/** Share of a reported campaign's accounts that must be a true campaign's for it to be a part of that. */
const OWN = 0.5;

interface Sum {
  answers: number;
  tokens: number;
}

async function rowsOf(log: LabelledLog): Promise<string[][]> {
  const truth = readTruth(log);
  const opened = await openLog([log.path], { workers: 0 }, () => undefined);
  const found = await opened.judge(() => undefined);
  const { rows, names, length } = found.table;
  const campaigns = campaignReports(found, DEFAULT_SETTINGS, new LineRefs(found.table, [log.path]));
  const sums = new Map<string, Sum>();
  for (let row = 0; row < length; row++) {
    if (!truth.isHarvest(rows.line[row]!, rows.part[row]!) || (rows.flags[row]! & FLAG.error) !== 0) continue;
    const campaign = truth.accounts.get(names.account.values[rows.account[row]!]!)?.campaign ?? '';
    const sum = sums.get(campaign) ?? { answers: 0, tokens: 0 };
    sums.set(campaign, { answers: sum.answers + 1, tokens: sum.tokens + rows.outputTokens[row]! });
  }
  const stated = [...sums].sort().map(([campaign, { answers, tokens }]) => {
    const own = campaigns.filter(({ report: { verdict, accounts } }) => {
      const members = accounts.filter((account) => truth.accounts.get(account)?.campaign === campaign).length;
      return (verdict === 'distillation' || verdict === 'suspected') && members >= OWN * accounts.length;
    });
    const is = told(own, found);
    const accounts = [...truth.accounts.values()].filter((one) => one.campaign === campaign && one.harvest > 0).length;
    const members = new Set(own.flatMap((one) => one.accounts)).size;
    const most = own
      .flatMap(({ report }) => report.exposure?.ofAccounts ?? [])
      .reduce((sum, one) => sum + one.outputTokens, 0);
    return [
      basename(log.path, '.jsonl'),
      campaign,
      `${members} of ${accounts}`,
      ...[[is.answers, answers] as const, [is.tokens, tokens] as const].flatMap(([said, was]) => [
        String(said),
        String(was),
        own.length === 0 ? 'not found' : was === 0 ? '-' : `${((100 * (said - was)) / was).toFixed(1)}%`,
      ]),
      String(Math.max(most, is.tokens)),
    ];
  });
  await opened.release();
  return stated;
}

/** Each request that counts as taken by any of them, once. */
function told(campaigns: readonly NumberedCampaign[], found: DetectionResult): Sum {
  const { flags, outputTokens } = found.table.rows;
  const taken = campaigns.flatMap(({ judgement }) =>
    [...ownSlices(judgement!.candidate), ...besideSlices(judgement!.candidate, found)].flatMap(({ rows }) => [...rows]),
  );
  const answered = [...new Set(taken)].filter((row) => (flags[row]! & FLAG.error) === 0);
  return { answers: answered.length, tokens: answered.reduce((sum, row) => sum + outputTokens[row]!, 0) };
}

async function main(folders: readonly string[]): Promise<void> {
  const rows: string[][] = [];
  for (const log of folders.flatMap(labelledLogs)) rows.push(...(await rowsOf(log)));
  const head = ['log', 'campaign', 'accounts', 'answers told', 'true', 'off', 'tokens told', 'true', 'off', 'at most'];
  console.log(table(head, rows));
}

void main(process.argv.slice(2));
