/** Judges one labelled log as the program does and labels what it finds. */
import { readFileSync } from 'node:fs';
import { parseDirectory } from '../../../src/engine/accounts/account-directory.ts';
import { DEFAULT_SETTINGS } from '../../../src/report/shape/report.ts';
import type { Candidate } from '../../../src/engine/campaigns/candidates/candidate.ts';
import { sameRequests } from '../../../src/engine/campaigns/judging/distinct-judgements.ts';
import type { Judgement } from '../../../src/engine/campaigns/judging/judge.ts';
import { detect } from '../../../src/engine/pipeline/detect.ts';
import { accountReports } from '../../../src/engine/building/accounts/account-reports.ts';
import { campaignReports } from '../../../src/engine/building/campaign-reports.ts';
import type { DetectionResult } from '../../../src/engine/building/detection-result.ts';
import { LineRefs } from '../../../src/engine/building/line-refs.ts';
import type { Dump, DumpedAccount, DumpedCandidate, Label } from './dumped.ts';
import { type LabelledLog, type LogTruth, readTruth } from './labelled-log.ts';
import { cachedLog } from './log-cache.ts';

export async function judgedLog(log: LabelledLog, cache: string): Promise<Dump> {
  const { directory, suite, name, generator, side, path } = log;
  const { table, views, readTexts, save } = await cachedLog(log, cache);
  let judgements: readonly Judgement[] = [];
  const began = performance.now();
  const found = await detect(table, {
    directory: directory === undefined ? new Map() : parseDirectory(readFileSync(directory, 'utf8'), directory),
    views,
    readTexts,
    onPhase: () => undefined,
    onJudged: (all) => (judgements = all),
  });
  const seconds = (performance.now() - began) / 1000;
  save();
  const truth = readTruth(log);
  const same = sameRequests(judgements.map(({ candidate }) => candidate));
  const { accounts, numbers } = accountsOf(found, truth, path);
  return {
    log: {
      suite,
      name,
      generator,
      side,
      requests: table.length,
      accounts,
      kinds: Object.fromEntries(truth.kinds),
      seconds,
    },
    candidates: judgements.map((judgement, at) => ({
      ...candidateOf(judgement, found, truth, accounts, numbers),
      measured: measuredOf(judgement),
      same: same[at]!,
    })),
  };
}

/** Accounts in the order of the table's names, with those the truth names and the log does not show; and their numbers by those of the table. */
function accountsOf(
  found: DetectionResult,
  truth: LogTruth,
  path: string,
): { accounts: DumpedAccount[]; numbers: Map<number, number> } {
  const refs = new LineRefs(found.table, [path]);
  const campaigns = campaignReports(found, DEFAULT_SETTINGS, refs);
  const judged = new Map(
    Array.from(accountReports(found, campaigns, DEFAULT_SETTINGS, refs), ({ profile, report }) => [
      profile.number,
      report,
    ]),
  );
  const numbers = new Map<number, number>();
  const accounts = [...found.profiles.values()].map(({ number, account, requests }, at): DumpedAccount => {
    numbers.set(number, at);
    const { class: kind, persona, campaign, harvest } = truth.accounts.get(account) ?? NOBODY;
    const { score, verdict } = judged.get(number)!;
    return { id: account, class: kind, persona, campaign, harvest, requests, score, verdict };
  });
  const seen = new Set(accounts.map(({ id }) => id));
  for (const [id, account] of truth.accounts)
    if (!seen.has(id)) accounts.push({ id, ...account, requests: 0, score: 0, verdict: 'none' });
  return { accounts, numbers };
}

/** An account that the truth does not name is nobody's to accuse. */
const NOBODY = { class: 'benign', persona: 'unnamed', campaign: '', harvest: 0 } as const;

function candidateOf(
  { candidate, logOdds }: Judgement,
  { table }: DetectionResult,
  truth: LogTruth,
  all: readonly DumpedAccount[],
  numbers: ReadonlyMap<number, number>,
): Omit<DumpedCandidate, 'same' | 'measured'> {
  const { line, part } = table.rows;
  let [requests, harvest] = [0, 0];
  for (const { rows } of candidate.slices.flat()) {
    for (const row of rows) {
      requests++;
      if (truth.isHarvest(line[row]!, part[row]!)) harvest++;
    }
  }
  const accounts = candidate.accounts.map((account) => numbers.get(account)!);
  const members = accounts.map((account) => all[account]!);
  const campaigns = tally(members.flatMap(({ campaign, harvest: own }) => (own > 0 ? campaign : [])));
  const label = labelOf(members, harvest / requests);
  return {
    label,
    kind: candidate.kind,
    campaign: label === 'campaign' || label === 'mixed' ? (campaigns[0]?.[0] ?? '') : '',
    personas: tally(
      members.map(({ class: kind, persona, campaign, harvest: own }) =>
        own > 0 ? campaign : kind === 'relay' ? `relay ${persona}` : persona,
      ),
    ),
    accounts,
    membership: candidate.membership.map(rounded),
    near: candidate.near.map(({ account, logOdds: odds }: Candidate['near'][number]) => [
      numbers.get(account)!,
      rounded(odds),
    ]),
    traits: [...candidate.traits, ...candidate.near.map(({ traits }) => traits)].map((traits) =>
      Object.fromEntries(Object.entries(traits).map(([trait, value]) => [trait, rounded(value)])),
    ),
    templates: candidate.templates.length,
    requests,
    harvest,
    logOdds,
  };
}

/** What its detectors measured. */
function measuredOf({ measured }: Judgement): DumpedCandidate['measured'] {
  return Object.fromEntries(
    measured.map(({ detector, measurement: { statistic, n, weight, text, silent } }) => [
      detector.id,
      { statistic, n, weight, text, ...(silent && { silent }) },
    ]),
  );
}

/** Shares from which a candidate is a campaign, and below which it is innocent. */
const [ATTACK_SHARE, INNOCENT_SHARE] = [0.5, 0.2];

function labelOf(members: readonly DumpedAccount[], harvest: number): Label {
  const share = (is: (account: DumpedAccount) => boolean): number => members.filter(is).length / members.length;
  const attackers = share((account) => account.harvest > 0 && account.class === 'distillation');
  if (harvest >= ATTACK_SHARE && attackers >= ATTACK_SHARE) return 'campaign';
  if (share((account) => account.class === 'authorised') >= ATTACK_SHARE) return 'authorised';
  return harvest < INNOCENT_SHARE && attackers < INNOCENT_SHARE ? 'innocent' : 'mixed';
}

/** Distinct values with their numbers, most frequent first. */
function tally(values: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
