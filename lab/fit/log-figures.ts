/** How well one log was judged. */
import { averagePrecision, type Scored } from '../../src/report/benchmark/metrics.ts';
import { probabilityOf } from '../../src/math/log-odds.ts';
import { type JudgedLog, THRESHOLD } from './accused.ts';
import type { DumpedAccount } from './logs/dumped.ts';

export interface LogFigures {
  name: string;
  /** Null without attackers. */
  averagePrecision: number | null;
  /** Attackers, those with at least three harvest requests, and how many of each are accused. */
  attackers: number;
  found: number;
  busy: number;
  busyFound: number;
  /** Accounts of ordinary customers and of relays, and how many are accused. */
  benign: number;
  benignAccused: number;
  relays: number;
  relaysAccused: number;
  /** The same who are not accused but are listed in a convicted candidate. */
  listed: number;
  /** Campaigns, and those of which a convicted candidate holds half of the accounts and is half made of them. */
  campaigns: number;
  campaignsFound: number;
  /** Innocent candidates, and those more likely a campaign than not. */
  innocent: number;
  innocentHigh: number;
}

/** Harvest requests from which an account can be asked to be found. */
export const BUSY = 3;

export function figuresOf(judged: JudgedLog): LogFigures {
  const { log, candidates } = judged;
  const { accounts } = log;
  const convicted = candidates.filter((_, i) => probabilityOf(judged.logOdds[i]!) >= THRESHOLD);
  const listed = new Set(convicted.flatMap((candidate) => candidate.accounts));
  const count = (is: (account: DumpedAccount, at: number) => boolean): number => accounts.filter(is).length;
  const accused = (_: DumpedAccount, at: number): boolean => judged.accused[at]!;
  const both =
    (...tests: ((account: DumpedAccount, at: number) => boolean)[]) =>
    (account: DumpedAccount, at: number): boolean =>
      tests.every((test) => test(account, at));
  const isBusy = (account: DumpedAccount): boolean => isAttacker(account) && account.harvest >= BUSY;
  const isBenign = (account: DumpedAccount): boolean => account.class === 'benign';
  const isRelay = (account: DumpedAccount): boolean => account.class === 'relay';
  const items = accounts.flatMap((account, at): Scored[] =>
    isCounted(account) ? [[judged.score[at]!, isAttacker(account)]] : [],
  );
  const ids = [...new Set(accounts.filter(isAttacker).map(({ campaign }) => campaign))];
  const innocent = candidates.flatMap(({ label }, i) =>
    label === 'innocent' ? [probabilityOf(judged.logOdds[i]!)] : [],
  );
  return {
    name: `${log.suite}/${log.name}`,
    averagePrecision: items.some(([, positive]) => positive) ? averagePrecision(items) : null,
    attackers: count(isAttacker),
    found: count(both(isAttacker, accused)),
    busy: count(isBusy),
    busyFound: count(both(isBusy, accused)),
    benign: count(isBenign),
    benignAccused: count(both(isBenign, accused)),
    relays: count(isRelay),
    relaysAccused: count(both(isRelay, accused)),
    listed: count((account, at) => (isBenign(account) || isRelay(account)) && listed.has(at) && !judged.accused[at]!),
    campaigns: ids.length,
    campaignsFound: ids.filter((id) => convicted.some((candidate) => holds(candidate.accounts, id, accounts))).length,
    innocent: innocent.length,
    innocentHigh: innocent.filter((score) => score > 0.5).length,
  };
}

export const isAttacker = (account: DumpedAccount): boolean => account.class === 'distillation';
const isCounted = (account: DumpedAccount): boolean => account.class !== 'authorised' && account.class !== 'unused';

/** Whether members are half of a campaign's accounts, and half of them are its. */
function holds(members: readonly number[], campaign: string, accounts: readonly DumpedAccount[]): boolean {
  const own = (account: DumpedAccount): boolean => isAttacker(account) && account.campaign === campaign;
  const inside = members.filter((account) => own(accounts[account]!)).length;
  return inside >= members.length / 2 && inside >= accounts.filter(own).length / 2;
}
