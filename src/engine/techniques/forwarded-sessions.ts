/**
 * T4: sessions of somebody else's product. Their earlier turns were never issued to the customer who sends them, they do not go on,
 * the assistant has another vendor's name, and the day in the prompt may be long past. Services that pass on their customers'
 * sessions, and firms that change the vendor, send such turns too: but theirs go on, and each is one customer. Never near proof: chat
 * programs put one name before every model, and shorten what was said.
 */
import { addTo } from '../../math/lists/many.ts';
import { clausesSaid } from '../table/clause-gap.ts';
import { count, counted, percent } from '../../text/numbers.ts';
import type { Grade } from '../../text/techniques.ts';
import { commonPrompt } from './facts/common-prompt.ts';
import { HISTORY, historiesOf, type Histories } from './facts/foreign-histories.ts';
import { familyOf } from './facts/model-families.ts';
import { ascending, type Reading, type Technique, type TechniqueContext, type TechniqueFinding } from './technique.ts';

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

/** Share of the histories of a group that nobody goes on with: whoever brings sessions along goes on with more than one in twenty. */
const ONCE = 0.95;
/** Share of an account's histories that end with the same words: then they are what a program works on. */
const SAME_TASK = 0.5;

interface Sessions extends Histories {
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
    const all = historiesOf(context);
    const orphaned = all.filter(
      ({ rows, orphans }) => rows.length >= HISTORY.requests && orphans.length >= HISTORY.foreign * rows.length,
    );
    const apart = new Set(orphaned);
    const rest = all.filter((one) => !apart.has(one));
    const others = rest.reduce((sum, { rows }) => sum + rows.length, 0);
    const goOn = rest.reduce((sum, { rows, unissued }) => sum + rows.length - unissued.length, 0) / Math.max(1, others);
    if (others < HISTORY.requests || goOn < OTHERS_GO_ON) return [];
    const groups = new Map<string, Sessions[]>();
    for (const histories of orphaned) {
      const one = withWhatIsStated(histories, context);
      const name = nameOf(one, context);
      if (name === undefined && lagOf(one) < STORED_DAYS) continue;
      addTo(groups, name ?? '', one);
    }
    const named = rest
      .filter(({ rows, orphans }) => orphans.length <= rows.length / 2)
      .map((one) => nameOf(withWhatIsStated(one, context), context));
    return [...groups]
      .sort((a, b) => (a[0] < b[0] ? -1 : 1))
      .map(([name, own]) => {
        const alsoNamed = named.filter((one) => name !== '' && one === name).length;
        return finding(name, own, { goOn, others, alsoNamed }, context);
      });
  },
};

function withWhatIsStated(histories: Histories, { table, facts, profiles }: TechniqueContext): Sessions {
  const { model, time } = table.rows;
  const one: Sessions = { ...histories, names: new Map(), days: [], devices: new Set() };
  for (const row of profiles.get(one.account)!.rows) {
    const own = facts.of(row);
    if (own === undefined) continue;
    const { statedIdentity: name, statedDay, device } = own;
    const [named, family] = [familyOf(name ?? ''), familyOf(table.names.model.values[model[row]!]!)];
    if (name !== undefined && named !== undefined && family !== undefined && named !== family)
      one.names.set(name, (one.names.get(name) ?? 0) + 1);
    const lag = (time[row]! - (statedDay ?? NaN)) / DAY;
    if (!Number.isNaN(lag)) one.days.push(Math.floor(lag));
    if (device !== undefined) one.devices.add(device);
  }
  return one;
}

/** Do most of its histories end with words that another one ends with? */
function hasSameTask({ orphans }: Sessions, { table: { rows, texts } }: TechniqueContext): boolean {
  const last = orphans.map((row) => clausesSaid(texts, rows.open[row] || rows.user[row]!).at(-1));
  const counts = new Map<number | undefined, number>();
  for (const clause of last) counts.set(clause, (counts.get(clause) ?? 0) + 1);
  return last.filter((clause) => clause !== undefined && counts.get(clause)! > 1).length >= SAME_TASK * last.length;
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
  context: TechniqueContext,
): TechniqueFinding {
  const working = new Set(own.filter((one) => hasSameTask(one, context)));
  const passing = own.filter((one) => !working.has(one));
  const common = commonPrompt(passing, ({ account, orphans }) => ({ account, rows: orphans }), context);
  const known = context.owners.known(common.members.map(({ account }) => account)).size;
  const isMany = known >= OWNERS;
  // Who works on conversations, or has a prompt of its own, sends what is its own.
  const told = isMany ? common.members : own;
  const accounts = ascending(told.map(({ account }) => account));
  const rows = told.flatMap((one) => one.rows);
  const orphans = told.flatMap((one) => one.orphans);
  const once = orphans.length / rows.length;
  const elsewhere = told.reduce((sum, one) => sum + one.elsewhere, 0) / rows.length;
  const stored = told.filter((one) => lagOf(one) >= STORED_DAYS).length;
  const devices = new Set(told.flatMap((one) => [...one.devices])).size;
  const isPool = elsewhere > POOLED;
  const isNamed = name !== '';
  // A name that others send whose sessions go on is that of a program, and says nothing of whose sessions these are.
  const isProgram = alsoNamed > 0;
  const isOnce = once >= ONCE;
  const grade: Grade = isMany && isOnce && !isProgram && !isPool ? 'strong' : 'weak';
  const outcome = (isRuledOut: boolean): Reading['outcome'] => (isRuledOut ? 'ruled out' : 'open');
  const readings: Reading[] = [
    {
      reading: 'a service that passes on its customers’ sessions, or one that hosts agents',
      checked: `their sessions go on, and ${percent(1 - once)} of these do; each is one customer, and those with one prompt belong to ${counted(known, 'known organisation')}`,
      outcome: outcome(isMany && isOnce),
    },
    {
      reading: 'sessions that were brought along from another vendor or account',
      checked: `who brings some along goes on with them, here in ${percent(1 - once)} of the requests`,
      outcome: outcome(isOnce),
    },
    {
      reading: 'firms that test a model with requests they kept',
      checked: `each has a prompt of its own: ${counted(common.own, 'account')} ${common.own === 1 ? 'has' : 'have'}, and ${count(common.members.length)} have one in common`,
      outcome: outcome(isMany),
    },
    {
      reading: 'a program that works on conversations: titles, notes, grades',
      checked: `it ends each with the same words: that of ${counted(working.size, 'account')} does`,
      outcome: outcome(isMany),
    },
    {
      reading: 'a program or a gateway that changes answers before they come back, or shows examples',
      checked: `the first question was not asked here before; ${percent(goOn)} of ${counted(others, 'other request')} with a history go on with an answer of this log`,
      outcome: 'ruled out',
    },
    ...(isNamed
      ? [
          {
            reading: 'a chat program that gives every model this name',
            checked: `${counted(alsoNamed, 'account')} with sessions that go on ${alsoNamed === 1 ? 'has' : 'have'} the name too`,
            outcome: outcome(!isProgram),
          },
        ]
      : []),
    {
      reading: 'a pool of keys',
      checked: `${percent(elsewhere)} of the histories were issued to other owners in this log`,
      outcome: outcome(!isPool),
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
    shown: told.flatMap((one) => one.orphans.slice(0, 3)),
    statistic: once,
    n: rows.length,
    text: `${percent(once)} of ${counted(rows.length, 'request')} send back answers that this customer never got.${called}${old}${many}`,
    readings,
  };
}
