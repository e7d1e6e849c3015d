/**
 * Histories that an account sends back though its owner got none of these answers here. Whether it began the conversation is asked, too:
 * a program that changes answers before it sends them back has asked the first question itself, and one that shows examples has shown
 * them before. A history that several owners send was given to everybody.
 */
import type { AccountProfile } from '../../accounts/account-profiles.ts';
import { clausesSaid } from '../../table/clause-gap.ts';
import type { TechniqueContext } from '../technique.ts';

/** Requests of an account that send a history, and the share of them whose history is not its own. */
export const HISTORY = { requests: 10, foreign: 0.8 };

export interface Histories {
  account: number;
  /** Requests that send answers back. */
  rows: number[];
  /** Those whose last answer this owner never got, those of them that another owner got, and those that nobody of this owner began. */
  unissued: number[];
  elsewhere: number;
  orphans: number[];
}

type Input = Pick<TechniqueContext, 'table' | 'owners' | 'profiles'>;

export function historiesOf({ table, owners, profiles }: Input): Histories[] {
  const { contextIn } = table.rows;
  const issued = issuedTo({ table, owners, profiles });
  const all: Histories[] = [];
  for (const { number, rows: sent } of profiles.values()) {
    const rows = [...sent].filter((row) => contextIn[row] !== 0);
    if (rows.length === 0) continue;
    const owner = owners.of(number);
    const unissued = rows.filter((row) => issued.get(contextIn[row]!)?.has(owner) !== true);
    const elsewhere = unissued.filter((row) => issued.has(contextIn[row]!)).length;
    all.push({ account: number, rows, unissued, elsewhere, orphans: unissued });
  }
  const foreign = all.filter(
    ({ rows, unissued }) => rows.length >= HISTORY.requests && unissued.length >= HISTORY.foreign * rows.length,
  );
  const senders = new Map<number, number>();
  for (const { account, unissued } of foreign)
    for (const row of unissued) {
      const known = senders.get(contextIn[row]!) ?? owners.of(account);
      senders.set(contextIn[row]!, known === owners.of(account) ? known : -1);
    }
  const of = new Set(foreign.map(({ account }) => owners.of(account)));
  const accountsOf = new Map<number, AccountProfile[]>([...of].map((owner) => [owner, []]));
  for (const profile of profiles.values()) accountsOf.get(owners.of(profile.number))?.push(profile);
  for (const one of foreign) {
    const isBegun = begunBy(accountsOf.get(owners.of(one.account))!, one.unissued, table);
    one.orphans = one.unissued.filter((row) => senders.get(contextIn[row]!) !== -1 && !isBegun(row));
  }
  return all;
}

/** Owners who got each answer that somebody sends back. */
function issuedTo({ table, owners }: Input): Map<number, Set<number>> {
  const { account, contextIn, contextOut } = table.rows;
  const issued = new Map<number, Set<number>>();
  const wanted = new Set<number>();
  for (let row = 0; row < table.length; row++) if (contextIn[row] !== 0) wanted.add(contextIn[row]!);
  for (let row = 0; row < table.length; row++) {
    const key = contextOut[row]!;
    if (account[row] === 0 || !wanted.has(key)) continue;
    const own = issued.get(key);
    if (own) own.add(owners.of(account[row]!));
    else issued.set(key, new Set([owners.of(account[row]!)]));
  }
  return issued;
}

/** Whether all clauses of the first message of a conversation were sent in earlier requests of these accounts, wherever in them. */
function begunBy(
  accounts: readonly AccountProfile[],
  asked: readonly number[],
  { rows, texts }: TechniqueContext['table'],
): (row: number) => boolean {
  const whenOf = (row: number): number => (Number.isNaN(rows.time[row]) ? row : rows.time[row]!);
  /** When each message, and each of their clauses, was sent first. */
  const [messages, clauses] = [new Map<number, number>(), new Map<number, number>()];
  for (const row of asked) {
    messages.set(rows.user[row]!, Infinity);
    for (const clause of clausesSaid(texts, rows.user[row]!)) if (clause !== undefined) clauses.set(clause, Infinity);
  }
  const note = (first: Map<number, number>, key: number | undefined, when: number): void => {
    const known = key === undefined ? undefined : first.get(key);
    if (known !== undefined && when < known) first.set(key!, when);
  };
  for (const { rows: own } of accounts)
    for (const row of own)
      for (const text of [rows.user[row]!, rows.open[row]!]) {
        note(messages, text, whenOf(row));
        for (const clause of clausesSaid(texts, text)) note(clauses, clause, whenOf(row));
      }
  return (row) => {
    const isEarlier = (when: number | undefined): boolean => when !== undefined && when < whenOf(row);
    const text = rows.user[row]!;
    return (
      isEarlier(messages.get(text)) ||
      clausesSaid(texts, text).every((clause) => clause !== undefined && isEarlier(clauses.get(clause)))
    );
  };
}
