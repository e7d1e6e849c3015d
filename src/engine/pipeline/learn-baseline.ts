/** Learns from a scanned log what ordinary traffic looks like. */
import { createHash } from 'node:crypto';
import { accountHabits } from '../accounts/account-habits.ts';
import type { AccountProfile } from '../accounts/account-profiles.ts';
import type { Slice } from '../accounts/slices.ts';
import {
  type AccountBins,
  type Baseline,
  BASELINE_VERSION,
  emptyBaseline,
  habitBins,
  inOrder,
  keptCandidates,
  keptDays,
  type KnownTemplate,
  type KnownUser,
  USERS,
} from '../campaigns/baseline/baseline.ts';
import { sketchOf } from '../campaigns/baseline/clause-sketch.ts';
import { daySignatures } from '../campaigns/baseline/account-days.ts';
import { lastDays } from '../campaigns/baseline/day-signatures.ts';
import { isReported } from '../campaigns/judging/one-customer.ts';
import { ordinaryCandidate } from '../campaigns/significance/null-candidates.ts';
import { USES } from '../campaigns/candidates/shared-templates.ts';
import { sha53 } from '../../math/hash.ts';
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
  const { table, profiles, slices, templates, texts, judgements } = found;
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
    const sketch = sketchOf(templates.clauses[template]!, texts.get(template)?.says);
    if (users.length < MIN_USERS || sketch.clauses.length === 0) return [];
    return [{ id, ...sketch, users: users.sort((a, b) => a.account - b.account).slice(0, USERS) }];
  });
  return {
    version: BASELINE_VERSION,
    parts: table.length ? [{ fingerprint: fingerprint(table), requests: table.length, accounts: profiles.size }] : [],
    days: daysOf([...table.rows.time.subarray(0, table.length)]),
    templates: inOrder(known),
    accounts: accountBins(trusted, table),
    signatures: lastDays(daySignatures(trusted, table)),
    candidates: keptCandidates(judgements.filter((judgement) => !isReported(judgement)).map(ordinaryCandidate)),
  };
}

function userOf(slice: Slice, table: RequestTable, organisation: string): KnownUser {
  return {
    account: sha53(`account ${table.names.account.values[slice.account]!}`),
    organisation: organisation ? sha53(`organisation ${organisation}`) : 0,
    days: keptDays(daysOf(Array.from(slice.rows, (row) => table.rows.time[row]!))),
  };
}

/** Whole days since 1970 of the times that are known, ascending. */
function daysOf(times: readonly number[]): number[] {
  const days = new Set<number>();
  for (const time of times) if (time >= 0) days.add(Math.floor(time / DAY_MS));
  return [...days].sort((a, b) => a - b);
}

/** Tells a log from others by when its requests came and how long they were: nothing of it depends on the secret of a run. */
function fingerprint({ rows: { time, bytes, inputTokens, outputTokens }, length }: RequestTable): number {
  const hash = createHash('sha256');
  for (const { buffer, byteOffset, BYTES_PER_ELEMENT } of [time, bytes, inputTokens, outputTokens])
    hash.update(new Uint8Array(buffer, byteOffset, length * BYTES_PER_ELEMENT));
  return sha53(hash.digest('hex'));
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
