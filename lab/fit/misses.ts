/** Where attackers are lost, and what speaks against the innocent: what to look at next. */
import { probabilityOf } from '../../src/math/log-odds.ts';
import { type Judge, weigh } from '../../src/engine/campaigns/judging/explanations.ts';
import { type JudgedLog, THRESHOLD } from './accused.ts';
import { type DumpedCandidate, silentOf, statisticsOf } from './logs/dumped.ts';
import { BUSY, isAttacker } from './log-figures.ts';

export const CAUSES = [
  'found',
  'in no candidate',
  'only near one',
  'in an impure one',
  'judged low',
  'membership low',
] as const;
export type Cause = (typeof CAUSES)[number];

export interface CampaignLosses {
  log: string;
  campaign: string;
  kind: string;
  accounts: number;
  /** Its accounts with enough requests, by what became of them. */
  causes: Record<Cause, number>;
  /** The most suspicious of its candidates. */
  best: number | null;
}

/** Each campaign, by what became of its accounts. */
export function lossesOf(judged: JudgedLog): CampaignLosses[] {
  const { log, candidates } = judged;
  const ids = [...new Set(log.accounts.filter(isAttacker).map(({ campaign }) => campaign))];
  return ids.map((campaign) => {
    const causes = Object.fromEntries(CAUSES.map((cause) => [cause, 0])) as Record<Cause, number>;
    const own = [...log.accounts.keys()].filter((at) => {
      const account = log.accounts[at]!;
      return isAttacker(account) && account.campaign === campaign && account.harvest >= BUSY;
    });
    for (const account of own) causes[causeOf(account, judged)]++;
    const scores = candidates.flatMap((candidate, i) =>
      candidate.label === 'campaign' && candidate.campaign === campaign ? [probabilityOf(judged.logOdds[i]!)] : [],
    );
    const best = scores.length > 0 ? Math.max(...scores) : null;
    return {
      log: `${log.suite}/${log.name}`,
      campaign,
      kind: log.kinds[campaign] ?? '',
      accounts: own.length,
      causes,
      best,
    };
  });
}

function causeOf(account: number, judged: JudgedLog): Cause {
  const { candidates } = judged;
  if (judged.accused[account]) return 'found';
  const holding = [...candidates.keys()].filter((i) => candidates[i]!.accounts.includes(account));
  if (holding.length === 0)
    return candidates.some(({ near }) => near.some(([one]) => one === account)) ? 'only near one' : 'in no candidate';
  const pure = holding.filter((i) => candidates[i]!.label === 'campaign');
  if (pure.length === 0) return 'in an impure one';
  return pure.some((i) => probabilityOf(judged.logOdds[i]!) >= THRESHOLD) ? 'membership low' : 'judged low';
}

export interface Ranked {
  log: string;
  candidate: DumpedCandidate;
  score: number;
  /** Statistics by how much they weigh, heaviest first. */
  evidence: { id: string; weight: number; text: string }[];
}

/** Candidates with a label, most suspicious first. */
export function ranked(
  logs: readonly JudgedLog[],
  labels: readonly DumpedCandidate['label'][],
  judge: Judge | undefined,
): Ranked[] {
  const all = logs.flatMap(({ log, candidates, logOdds }) =>
    candidates.flatMap((candidate, i): Ranked[] => {
      if (!labels.includes(candidate.label)) return [];
      const weights = judge && weigh(judge, statisticsOf(candidate), silentOf(candidate)).weights;
      const evidence = Object.entries(candidate.measured).map(([id, { weight, text }]) => {
        return { id, weight: weights?.get(id) ?? weight, text };
      });
      return [
        {
          log: `${log.suite}/${log.name}`,
          candidate,
          score: probabilityOf(logOdds[i]!),
          evidence: evidence.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)),
        },
      ];
    }),
  );
  return all.sort((a, b) => b.score - a.score);
}
