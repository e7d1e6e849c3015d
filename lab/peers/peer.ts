/** What another program is given of a log, and how its verdicts are counted: as those of a report. */
import type { Judged } from '../../src/report/benchmark/bench-figures.ts';

export interface PeerRequest {
  account: string;
  /** ms UTC. */
  time: number;
  address: string;
  userAgent: string;
  organisation: string;
  model: string;
  system: string;
  /** Text of the first user message, which templates fill, and that of the last. */
  first: string;
  last: string;
  tokens: number;
  maxTokens: number | undefined;
}

export interface Peer {
  name: string;
  /** Requests in order of time. */
  judge: (requests: readonly PeerRequest[]) => Judged;
}

interface Verdict {
  account: string;
  score: number;
  verdict: 'distillation' | 'suspected' | 'none';
  /** What the program joins accounts by; by itself where it joins none. */
  group?: string;
}

/** Verdicts as a report: groups by their highest score. */
export function judged(requests: number, verdicts: readonly Verdict[]): Judged {
  const groups = new Map<string, { accounts: string[]; score: number; verdict: Verdict['verdict'] }>();
  for (const { account, score, verdict, group = account } of verdicts) {
    if (score <= 0) continue;
    const one = groups.get(group) ?? { accounts: [], score, verdict: 'none' };
    groups.set(group, one);
    one.accounts.push(account);
    one.score = Math.max(one.score, score);
    if (verdict === 'distillation' || one.verdict === 'none') one.verdict = verdict;
  }
  const campaigns = [...groups.values()]
    .sort((a, b) => b.score - a.score || (a.accounts[0]! < b.accounts[0]! ? -1 : 1))
    .map(({ accounts, verdict }) => ({ accounts, verdict }));
  const accounts = verdicts.map(({ account, score, verdict }) => ({
    ...{ account, score },
    verdict: verdict === 'distillation' ? verdict : ('none' as const),
  }));
  return { inputs: { requests }, accounts, campaigns };
}
