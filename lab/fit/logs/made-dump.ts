/** Dumps made by hand, for tests. */
import type { Dump, DumpedAccount, DumpedCandidate, DumpedLog } from './dumped.ts';

export const madeAccount = (account: Partial<DumpedAccount> = {}): DumpedAccount => ({
  id: 'k',
  class: 'benign',
  persona: 'chat',
  campaign: '',
  harvest: 0,
  requests: 10,
  score: 0,
  verdict: 'none',
  ...account,
});

export const attacker = (campaign = 'c1', harvest = 9): DumpedAccount =>
  madeAccount({ class: 'distillation', persona: 'distillation', campaign, harvest });

/** All accounts named belong for sure unless `membership` says otherwise. */
export const madeCandidate = (
  accounts: number[],
  candidate: Partial<DumpedCandidate> & { statistics?: Record<string, number> } = {},
): DumpedCandidate => {
  const { statistics = {}, ...rest } = candidate;
  return {
    label: 'innocent',
    kind: 'joint',
    same: [],
    campaign: '',
    personas: [],
    accounts,
    membership: accounts.map(() => 5),
    near: [],
    traits: [],
    templates: 2,
    requests: 100,
    harvest: 0,
    logOdds: 0,
    measured: Object.fromEntries(
      Object.entries(statistics).map(([id, statistic]) => [id, { statistic, n: 100, weight: 0, text: 'Measured.' }]),
    ),
    ...rest,
  };
};

export const madeDump = (
  accounts: DumpedAccount[],
  candidates: DumpedCandidate[],
  log: Partial<DumpedLog> = {},
): Dump => ({
  log: {
    suite: 'made',
    name: 'one',
    generator: 'bench',
    side: '',
    requests: 1000,
    kinds: { c1: 'graders' },
    seconds: 1,
    ...log,
    accounts,
  },
  candidates,
});
