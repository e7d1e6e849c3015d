/**
 * How far the exposure that a report states is from the truth: `node --import tsx lab/bench/exposure.ts FOLDER...` reads every labelled
 * log of the folders and writes one row for each true campaign. The truth is counted in the requests that the log's labels call a
 * harvest, without those that failed; tokens are those that the log states of them.
 */
import { basename } from 'node:path';
import { audit } from '../../src/engine/pipeline/audit.ts';
import { FLAG } from '../../src/engine/table/request-flags.ts';
import type { Report } from '../../src/report/shape/report.ts';
import { type LabelledLog, labelledLogs, readTruth } from '../fit/logs/labelled-log.ts';
import { readTable } from '../fit/logs/read-log.ts';
import { table } from '../../src/report/benchmark/markdown.ts';

/** Share of a reported campaign's accounts that must be a true campaign's for it to be a part of that. */
const OWN = 0.5;

interface Sum {
  answers: number;
  tokens: number;
}

async function rowsOf(log: LabelledLog): Promise<string[][]> {
  const truth = readTruth(log);
  const { rows, names, length } = await readTable(log.path);
  const sums = new Map<string, Sum>();
  for (let row = 0; row < length; row++) {
    if (!truth.isHarvest(rows.line[row]!, rows.part[row]!) || (rows.flags[row]! & FLAG.error) !== 0) continue;
    const campaign = truth.accounts.get(names.account.values[rows.account[row]!]!)?.campaign ?? '';
    const sum = sums.get(campaign) ?? { answers: 0, tokens: 0 };
    sums.set(campaign, { answers: sum.answers + 1, tokens: sum.tokens + rows.outputTokens[row]! });
  }
  const { report } = await audit([log.path], { workers: 0, prompts: false });
  return [...sums].sort().map(([campaign, { answers, tokens }]) => {
    const own = report.campaigns.filter(({ verdict, accounts }) => {
      const members = accounts.filter((account) => truth.accounts.get(account)?.campaign === campaign).length;
      return (verdict === 'distillation' || verdict === 'suspected') && members >= OWN * accounts.length;
    });
    const stated = told(own);
    const accounts = [...truth.accounts.values()].filter((one) => one.campaign === campaign && one.harvest > 0).length;
    const found = new Set(own.flatMap((one) => one.accounts)).size;
    const most = own
      .flatMap(({ exposure }) => exposure?.ofAccounts ?? [])
      .reduce((sum, one) => sum + one.outputTokens, 0);
    return [
      basename(log.path, '.jsonl'),
      campaign,
      `${found} of ${accounts}`,
      ...[[stated.answers, answers] as const, [stated.tokens, tokens] as const].flatMap(([is, was]) => [
        String(is),
        String(was),
        own.length === 0 ? 'not found' : was === 0 ? '-' : `${((100 * (is - was)) / was).toFixed(1)}%`,
      ]),
      String(Math.max(most, stated.tokens)),
    ];
  });
}

function told(campaigns: Report['campaigns']): Sum {
  const own = campaigns.flatMap(({ exposure }) => exposure ?? []);
  const sum = (of: (one: (typeof own)[number]) => number): number => own.reduce((all, one) => all + of(one), 0);
  return { answers: sum(({ requests, failed }) => requests - failed), tokens: sum(({ outputTokens }) => outputTokens) };
}

async function main(folders: readonly string[]): Promise<void> {
  const rows: string[][] = [];
  for (const log of folders.flatMap(labelledLogs)) rows.push(...(await rowsOf(log)));
  const head = ['log', 'campaign', 'accounts', 'answers told', 'true', 'off', 'tokens told', 'true', 'off', 'at most'];
  console.log(table(head, rows));
}

void main(process.argv.slice(2));
