/**
 * T4: sessions of somebody else's product. Their earlier turns were never issued to the customer who sends them, they do not go on,
 * the assistant has another vendor's name, and the day in the prompt may be long past. Services that pass on their customers'
 * sessions, and firms that change the vendor, send such turns too: but theirs go on, and each is one customer. Never near proof: chat
 * programs put one name before every model, and shorten what was said.
 */
import { count, counted, percent } from '../../text/numbers.ts';
import type { Grade } from '../../text/techniques.ts';
import { familyOf } from './facts/model-families.ts';
import { ascending, type Reading, type Technique, type TechniqueContext, type TechniqueFinding } from './technique.ts';

/** Requests of an account that send a history, and the share of them whose history is not its own. */
const HISTORY = { requests: 10, foreign: 0.8 };
/** Share of everybody else's requests with a history that go on with an answer of the log: with less the log does not show it. */
const OTHERS_GO_ON = 0.5;
/** Share of the account's requests in which the assistant has another vendor's name. */
const NAMED = 0.5;
const OWNERS = 5;
const DAY = 86_400_000;
/** Days between the day in the prompt and the request from which a session is a stored one: no time zone makes two. */
const STORED_DAYS = 2;
/** Share of histories that were issued to others here, up to which no pool explains them. */
const POOLED = 0.2;

interface Sessions {
  account: number;
  rows: number[];
  /** Requests whose history was not issued to this owner, and those of them that another owner got. */
  orphans: number[];
  elsewhere: number;
  /** Requests by the name that the prompt gives the assistant, where it is not one of the model's vendor. */
  names: Map<string, number>;
  days: number[];
  devices: Set<string>;
}

export const forwardedSessions: Technique = {
  id: 'T4',
  name: 'forwarded or stored sessions',
  atlas: ['AML.T0024.002', 'AML.T0040'],
  needs: 'whole conversations and answers, system prompts, organisations and times',
  reads: ['answer', 'history'],
  measure(context) {
    const [first] = context.facts.having('statedIdentity', 'statedDay');
    if (first === undefined) return [];
    const all = sessionsOf(context);
    const orphaned = all.filter(
      ({ rows, orphans }) => rows.length >= HISTORY.requests && orphans.length >= HISTORY.foreign * rows.length,
    );
    const rest = all.filter((one) => !orphaned.includes(one));
    const others = rest.reduce((sum, { rows }) => sum + rows.length, 0);
    const goOn = rest.reduce((sum, { rows, orphans }) => sum + rows.length - orphans.length, 0) / Math.max(1, others);
    if (others < HISTORY.requests || goOn < OTHERS_GO_ON) return [];
    const groups = new Map<string, Sessions[]>();
    for (const one of orphaned) {
      const name = nameOf(one, context);
      if (name === undefined && lagOf(one) < STORED_DAYS) continue;
      const key = name ?? '';
      const known = groups.get(key);
      if (known) known.push(one);
      else groups.set(key, [one]);
    }
    return [...groups]
      .sort((a, b) => (a[0] < b[0] ? -1 : 1))
      .map(([name, own]) => {
        const alsoNamed = rest.filter((one) => name !== '' && nameOf(one, context) === name).length;
        return finding(name, own, { goOn, others, alsoNamed }, context);
      });
  },
};

function sessionsOf({ table, facts, owners, profiles }: TechniqueContext): Sessions[] {
  const { account, contextIn, contextOut, model } = table.rows;
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
  return [...profiles.values()].flatMap(({ number, rows }): Sessions[] => {
    const withHistory = [...rows].filter((row) => contextIn[row] !== 0);
    if (withHistory.length === 0) return [];
    const owner = owners.of(number);
    const orphans = withHistory.filter((row) => issued.get(contextIn[row]!)?.has(owner) !== true);
    const one: Sessions = {
      account: number,
      rows: withHistory,
      orphans,
      elsewhere: orphans.filter((row) => issued.has(contextIn[row]!)).length,
      names: new Map(),
      days: [],
      devices: new Set(),
    };
    for (const row of rows) {
      const own = facts.of(row);
      if (own === undefined) continue;
      const { statedIdentity: name, statedDay, device } = own;
      const [named, family] = [familyOf(name ?? ''), familyOf(table.names.model.values[model[row]!]!)];
      if (name !== undefined && named !== undefined && family !== undefined && named !== family)
        one.names.set(name, (one.names.get(name) ?? 0) + 1);
      const lag = (table.rows.time[row]! - (statedDay ?? NaN)) / DAY;
      if (!Number.isNaN(lag)) one.days.push(Math.floor(lag));
      if (device !== undefined) one.devices.add(device);
    }
    return [one];
  });
}

/** The other vendor's name that most of its requests give the assistant. */
function nameOf({ names, account }: Sessions, { profiles }: TechniqueContext): string | undefined {
  const [first] = [...names].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return first !== undefined && first[1] >= NAMED * profiles.get(account)!.requests ? first[0] : undefined;
}

/** Days between the day in the prompt and the request, in the median; -Infinity where no prompt says a day. */
function lagOf({ days }: Sessions): number {
  return [...days].sort((a, b) => a - b)[Math.floor(days.length / 2)] ?? -Infinity;
}

function finding(
  name: string,
  own: readonly Sessions[],
  { goOn, others, alsoNamed }: { goOn: number; others: number; alsoNamed: number },
  { owners }: TechniqueContext,
): TechniqueFinding {
  const accounts = ascending(own.map(({ account }) => account));
  const rows = own.flatMap((one) => one.rows);
  const orphans = own.flatMap((one) => one.orphans);
  const elsewhere = own.reduce((sum, one) => sum + one.elsewhere, 0) / rows.length;
  const known = owners.known(accounts).size;
  const stored = own.filter((one) => lagOf(one) >= STORED_DAYS).length;
  const devices = new Set(own.flatMap((one) => [...one.devices])).size;
  const isMany = known >= OWNERS;
  const isPool = elsewhere > POOLED;
  const isNamed = name !== '';
  // A name that others send whose sessions go on is that of a program, and says nothing of whose sessions these are.
  const isProgram = alsoNamed > 0;
  const grade: Grade = isMany && !isProgram ? 'strong' : 'weak';
  const readings: Reading[] = [
    {
      reading: 'a service that passes on its customers’ sessions, or one that hosts agents',
      checked: `their sessions go on, and ${percent(1 - orphans.length / rows.length)} of these do; each is one customer, and these belong to ${counted(known, 'known organisation')}`,
      outcome: isMany ? 'ruled out' : 'open',
    },
    {
      reading: 'a change of vendor, or a firm that sends its own old traffic again',
      checked: `it is one customer’s, and its sessions go on after their first request here`,
      outcome: isMany ? 'ruled out' : 'open',
    },
    {
      reading: 'a gateway that changes answers before they come back',
      checked: `${percent(goOn)} of ${counted(others, 'other request')} with a history go on with an answer of this log`,
      outcome: 'ruled out',
    },
    ...(isNamed
      ? [
          {
            reading: 'a chat program that gives every model this name',
            checked: `${counted(alsoNamed, 'account')} with sessions that go on ${alsoNamed === 1 ? 'has' : 'have'} the name too`,
            outcome: isProgram ? ('open' as const) : ('ruled out' as const),
          },
        ]
      : []),
    {
      reading: 'a pool of keys',
      checked: `${percent(elsewhere)} of the histories were issued to other owners in this log`,
      outcome: isPool ? 'open' : 'ruled out',
    },
  ];
  const called = isNamed ? ` The prompts call the assistant ${name}, which is no name of the model that answers.` : '';
  const old =
    stored === 0
      ? ''
      : ` In ${counted(stored, 'account')} the day in the prompt is at least ${STORED_DAYS} days before the request.`;
  const many = devices > accounts.length ? ` They come from ${count(devices)} devices.` : '';
  return {
    grade,
    accounts,
    rows: ascending(rows),
    shown: own.flatMap((one) => one.orphans.slice(0, 3)),
    statistic: orphans.length / rows.length,
    n: rows.length,
    text: `${percent(orphans.length / rows.length)} of ${counted(rows.length, 'request')} send back answers that this customer never got.${called}${old}${many}`,
    readings,
  };
}
