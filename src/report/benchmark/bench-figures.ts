/** How well a report tells who is who in its log, against the truth. The same figures for every log, whoever made it. */
import type { Report } from '../shape/report.ts';
import { averagePrecision, type Scored } from './metrics.ts';
import type { LabelledAccount } from './truth.ts';

/** Numbers of groups that a person looks at first. */
export const FIRST = [1, 3, 5] as const;

export interface Share {
  of: number;
  count: number;
}

export interface BenchFigures {
  name: string;
  requests: number;
  accounts: number;
  /** Of accounts by their scores; null without attackers. */
  averagePrecision: number | null;
  /** Attackers that are flagged as distillation, and those of the others that a suspected group holds. */
  called: Share;
  suspected: Share;
  /** Campaigns of which half of the accounts are called. */
  campaigns: Share;
  /** Innocent accounts that are flagged as distillation, all and by persona. */
  wrong: Share;
  personas: (Share & { persona: string })[];
  /** Attackers that the first groups of the report hold. */
  first: (Share & { groups: number })[];
  /** What the first groups are: a campaign where half of their accounts are attackers. */
  firstGroups: { campaigns: number; others: number };
}

/** What is held against the truth; another program's verdicts can be written as one. */
export interface Judged {
  inputs: Pick<Report['inputs'], 'requests'>;
  accounts: readonly Pick<Report['accounts'][number], 'account' | 'score' | 'verdict'>[];
  /** Groups, as a person is shown them. */
  campaigns: readonly Pick<Report['campaigns'][number], 'accounts' | 'verdict'>[];
}

export function benchFigures(name: string, report: Judged, truth: ReadonlyMap<string, LabelledAccount>): BenchFigures {
  const reported = new Map(report.accounts.map((one) => [one.account, one]));
  const counted = [...truth].filter(([, { class: kind }]) => kind !== 'authorised' && kind !== 'unused');
  const isAttacker = (account: string): boolean => truth.get(account)?.class === 'distillation';
  const isCalled = (account: string): boolean => reported.get(account)?.verdict === 'distillation';
  const attackers = counted.flatMap(([account]) => (isAttacker(account) ? [account] : []));
  const innocent = counted.filter(([account]) => !isAttacker(account));
  const suspects = membersOf(report.campaigns.filter(({ verdict }) => verdict === 'suspected'));
  const groups = report.campaigns.filter(({ verdict }) => verdict !== 'relay');
  const items = counted.map(([account]): Scored => [reported.get(account)?.score ?? 0, isAttacker(account)]);
  return {
    name,
    requests: report.inputs.requests,
    accounts: counted.length,
    averagePrecision: attackers.length === 0 ? null : averagePrecision(items),
    called: share(attackers, isCalled),
    suspected: share(
      attackers.filter((account) => !isCalled(account)),
      (account) => suspects.has(account),
    ),
    campaigns: campaignsOf(attackers, truth, isCalled),
    wrong: share(
      innocent.map(([account]) => account),
      isCalled,
    ),
    personas: byPersona(innocent, isCalled),
    first: FIRST.map((first) => {
      const held = membersOf(groups.slice(0, first));
      return { groups: first, ...share(attackers, (account) => held.has(account)) };
    }),
    firstGroups: groupsOf(groups.slice(0, FIRST.at(-1)), isAttacker),
  };
}

function groupsOf(groups: Judged['campaigns'], isAttacker: (account: string) => boolean): BenchFigures['firstGroups'] {
  const campaigns = groups.filter(({ accounts }) => accounts.filter(isAttacker).length >= accounts.length / 2).length;
  return { campaigns, others: groups.length - campaigns };
}

const membersOf = (campaigns: Judged['campaigns']): Set<string> =>
  new Set(campaigns.flatMap(({ accounts }) => accounts));

const share = (accounts: readonly string[], is: (account: string) => boolean): Share => ({
  of: accounts.length,
  count: accounts.filter(is).length,
});

function campaignsOf(
  attackers: readonly string[],
  truth: ReadonlyMap<string, LabelledAccount>,
  isCalled: (account: string) => boolean,
): Share {
  const campaigns = new Map<string, string[]>();
  for (const account of attackers) {
    const id = truth.get(account)!.campaign;
    campaigns.set(id, [...(campaigns.get(id) ?? []), account]);
  }
  const found = [...campaigns.values()].filter((own) => own.filter(isCalled).length >= own.length / 2);
  return { of: campaigns.size, count: found.length };
}

/** Those that are wrong most often first. */
function byPersona(
  innocent: readonly (readonly [string, LabelledAccount])[],
  isCalled: (account: string) => boolean,
): BenchFigures['personas'] {
  const personas = [...new Set(innocent.map(([, { persona }]) => persona))];
  return personas
    .map((persona) => {
      const own = innocent.filter(([, one]) => one.persona === persona).map(([account]) => account);
      return { persona, ...share(own, isCalled) };
    })
    .sort((a, b) => b.count - a.count || (a.persona < b.persona ? -1 : 1));
}
