/**
 * Addresses, programs, organisations and means of payment that several members of a campaign have in common, with how many others have them
 * too: a library that everybody uses says nothing, an address that only members use says much. Shown next to the score;
 * it weighs nothing in it.
 */
import { addTo, largest } from '../../math/lists/many.ts';
import { runStep } from '../workspace/workspace.ts';
import type { DetectionResult } from './detection-result.ts';
import type { SharedTrace } from '../../report/shape/report.ts';

/** Of each kind, those with most members. */
const MAX_TRACES = 8;
/** Longest text of a value, UTF-16 units: a user agent can be of any length. */
const MAX_LENGTH = 300;
const KINDS = ['address', 'userAgent', 'organisation'] as const;
type Column = (typeof KINDS)[number];

interface Group {
  /** Numbers of the members, in the order of the campaign's report. */
  accounts: readonly number[];
  /** Rows of the requests that make the campaign. */
  rows: Iterable<number>;
}

/** For each group what its members share; most members first within a kind. */
export function sharedTraces(groups: readonly Group[], found: DetectionResult): SharedTrace[][] {
  const perKind = KINDS.map((kind) => runStep(found.table, () => tracesOf(kind, groups, found)));
  return groups.map((group, at) => [...perKind.flatMap((traces) => traces[at]!), ...paymentTraces(group, found)]);
}

function tracesOf(kind: Column, groups: readonly Group[], found: DetectionResult): SharedTrace[][] {
  const { rows, names } = found.table;
  const column = rows[kind];
  const kept = groups.map(({ accounts, rows: own }) => {
    const traces = new Map<number, { members: Set<number>; last: number; requests: number }>();
    const inGroup = new Set(accounts);
    for (const row of own) {
      const [value, account] = [column[row]!, rows.account[row]!];
      if (value === 0 || !inGroup.has(account)) continue;
      let trace = traces.get(value);
      if (!trace) traces.set(value, (trace = { members: new Set(), last: 0, requests: 0 }));
      // Requests of an account stand together.
      if (trace.last !== account) trace.members.add(account);
      trace.last = account;
      trace.requests++;
    }
    return [...traces]
      .filter(([, { members }]) => members.size > 1)
      .sort(([a, one], [b, other]) => other.members.size - one.members.size || other.requests - one.requests || a - b)
      .slice(0, MAX_TRACES);
  });
  const users = usersOf(new Set(kept.flat().map(([value]) => value)), column, found);
  return groups.map(({ accounts }, at) =>
    kept[at]!.map(([value, { members, requests }]) => ({
      kind,
      value: names[kind].values[value]!.slice(0, MAX_LENGTH),
      members: accounts.flatMap((account, place) => (members.has(account) ? [place] : [])),
      requests,
      others: [...users.get(value)!].filter((account) => !members.has(account)).length,
    })),
  );
}

/** Means of payment that several members share, by the account directory. */
function paymentTraces({ accounts, rows }: Group, { profiles, table }: DetectionResult): SharedTrace[] {
  const places = new Map<string, number[]>();
  accounts.forEach((account, place) => {
    const payment = profiles.get(account)!.directory?.payment;
    if (payment !== undefined) addTo(places, payment, place);
  });
  const shared = [...places].filter(([, members]) => members.length > 1);
  if (shared.length === 0) return [];
  const requests = new Map<number, number>();
  for (const row of rows) {
    const account = table.rows.account[row]!;
    requests.set(account, (requests.get(account) ?? 0) + 1);
  }
  const users = new Map<string, number>();
  for (const { directory } of profiles.values()) {
    if (directory?.payment !== undefined) users.set(directory.payment, (users.get(directory.payment) ?? 0) + 1);
  }
  return shared
    .map(([value, members]): SharedTrace => ({
      kind: 'payment',
      value: value.slice(0, MAX_LENGTH),
      members,
      requests: members.reduce((sum, place) => sum + (requests.get(accounts[place]!) ?? 0), 0),
      others: users.get(value)! - members.length,
    }))
    .sort((a, b) => b.members.length - a.members.length || b.requests - a.requests || (a.value < b.value ? -1 : 1))
    .slice(0, MAX_TRACES);
}

/** All accounts of the log that have one of the values. */
function usersOf(
  values: ReadonlySet<number>,
  column: Uint32Array,
  { table }: DetectionResult,
): Map<number, Set<number>> {
  const users = new Map([...values].map((value) => [value, new Set<number>()]));
  if (values.size === 0) return users;
  // Nearly all of millions of rows have none of these values: a byte for each value tells so faster than a map.
  const wanted = new Uint8Array(largest(values) + 1);
  for (const value of values) wanted[value] = 1;
  for (let row = 0; row < table.length; row++) {
    const value = column[row]!;
    if (wanted[value] === 1) users.get(value)!.add(table.rows.account[row]!);
  }
  return users;
}
