/** Learns from a scanned log what ordinary traffic looks like. */
import { accountHabits } from '../accounts/account-habits.ts';
import type { AccountProfile } from '../accounts/account-profiles.ts';
import type { Slice } from '../accounts/slices.ts';
import {
  type AccountBins,
  type Baseline,
  BASELINE_VERSION,
  emptyBaseline,
  habitBins,
  keptCandidates,
  keptDays,
  type KnownTemplate,
  type KnownUser,
  SKETCH,
  USERS,
} from '../campaigns/baseline/baseline.ts';
import { daySignatures } from '../campaigns/baseline/account-days.ts';
import { lastDays } from '../campaigns/baseline/day-signatures.ts';
import { isReported } from '../campaigns/judging/one-customer.ts';
import { ordinaryCandidate } from '../campaigns/significance/null-candidates.ts';
import { USES } from '../campaigns/candidates/shared-templates.ts';
import { combine32, hash53 } from '../../math/hash.ts';
import type { DetectionResult } from '../building/detection-result.ts';
import type { RequestTable } from '../table/request-table.ts';

const DAY_MS = 86_400_000;
/** Users of a template that are worth keeping: what one account uses says nothing of others. */
const MIN_USERS = 2;

/**
 * Nothing is learnt from a reported candidate: neither its accounts nor its templates. Accounts known by a weak name do not
 * count either, since one person can have many addresses.
 */
export function learnBaseline(found: DetectionResult): Baseline {
  const { table, profiles, slices, templates, judgements } = found;
  const reported = judgements.filter(isReported).map(({ candidate }) => candidate);
  const suspects = new Set(reported.flatMap(({ accounts }) => accounts));
  const suspectTemplates = new Set(reported.flatMap((candidate) => candidate.templates));
  const trusted = [...profiles.values()].filter(({ number, weak }) => !weak && !suspects.has(number));
  const organisations = new Map(trusted.map(({ number, organisation }) => [number, organisation]));
  const known = templates.ids.flatMap((id, template): KnownTemplate[] => {
    if (suspectTemplates.has(template)) return [];
    const users = (slices.ofTemplate.get(template) ?? [])
      .filter(({ account, rows }) => organisations.has(account) && rows.length >= USES)
      .map((slice) => userOf(slice, table, organisations.get(slice.account)!))
      .filter(({ days }) => days.length > 0);
    const clauses = [...templates.clauses[template]!].slice(0, SKETCH);
    if (users.length < MIN_USERS || clauses.length === 0) return [];
    return [{ id, clauses, users: users.sort((a, b) => a.account - b.account).slice(0, USERS) }];
  });
  return {
    version: BASELINE_VERSION,
    parts: table.length ? [{ fingerprint: fingerprint(table), requests: table.length, accounts: profiles.size }] : [],
    days: daysOf([...table.rows.time.subarray(0, table.length)]),
    templates: known.sort((a, b) => (a.id < b.id ? -1 : 1)),
    accounts: accountBins(trusted, table),
    signatures: lastDays(daySignatures(trusted, table)),
    candidates: keptCandidates(judgements.filter((judgement) => !isReported(judgement)).map(ordinaryCandidate)),
  };
}

const NAME_SEED = 0x6261_7365;

function userOf(slice: Slice, table: RequestTable, organisation: string): KnownUser {
  return {
    account: hash53(table.names.account.values[slice.account]!, NAME_SEED),
    organisation: organisation ? hash53(organisation, NAME_SEED) : 0,
    days: keptDays(daysOf(Array.from(slice.rows, (row) => table.rows.time[row]!))),
  };
}

/** Whole days since 1970 of the times that are known, ascending. */
function daysOf(times: readonly number[]): number[] {
  const days = new Set<number>();
  for (const time of times) if (time >= 0) days.add(Math.floor(time / DAY_MS));
  return [...days].sort((a, b) => a - b);
}

function fingerprint(table: RequestTable): number {
  let [a, b] = [1, 2];
  for (let row = 0; row < table.length; row++) {
    a = combine32(a, table.rows.answer[row]! ^ table.rows.bytes[row]!);
    b = combine32(b, (table.rows.time[row]! || 0) % 0xffffffff);
  }
  return hash53(`${table.length} ${a} ${b}`);
}

function accountBins(profiles: readonly AccountProfile[], table: RequestTable): AccountBins {
  const { accounts } = emptyBaseline();
  for (const profile of profiles) {
    const habits = accountHabits(profile, table);
    if (!habits) continue;
    const bins = habitBins(habits);
    for (const habit of ['volume', 'hours', 'repeats'] as const) accounts[habit][bins[habit]]!++;
  }
  return accounts;
}
