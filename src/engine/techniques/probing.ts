/**
 * T2: many wordings are tried, most are refused, and one that was not is then used at scale by others. Red teams and developers who
 * look for what is refused try as well; what they do not do is hand the winner to strangers. Never near proof: a tool that ships what
 * its maintainer found, an agency and a public list of prompts hand on wordings, too.
 */
import { addTo, largest } from '../../math/lists/many.ts';
import { count, counted, percent } from '../../text/numbers.ts';
import type { Grade } from '../../text/techniques.ts';
import { FLAG } from '../table/request-flags.ts';
import {
  ascending,
  distinct,
  type Reading,
  type Technique,
  type TechniqueContext,
  type TechniqueFinding,
} from './technique.ts';

/** Refusals in a stretch of one account, and their share, from which it tries; and how many of its prompts must differ. */
const STRETCH = { refused: 10, share: 0.5, differ: 0.5 };
/** Requests after the last refusal that are tries too, as a share of those before it. */
const AFTER = 0.1;
/** Tries in all: who looks for the word that is refused needs fewer than a hundred. */
const TRIES = 100;
/** Words of the winner that stay the same: fewer may be anybody's. */
const WORDS = 12;
/** Requests and accounts that use it afterwards, what share of theirs it is, and how often it is refused. */
const USE = { requests: 100, accounts: 2, share: 0.5, refused: 0.1 };
const MEMBERS = 5;
/** Share of the refused tries that fill one template: it is one text that is mended, or one product that is tested. */
const ONE_TEXT = 0.5;
/** Expected number of templates that spread and began among the accepted tries by accident, up to which the log rules it out. */
const BY_ACCIDENT = 0.01;

interface Probe {
  account: number;
  /** All its tries, and those that were answered. */
  tries: number[];
  answered: number[];
  refused: number;
}

export const probing: Technique = {
  id: 'T2',
  name: 'probing, then exploitation',
  atlas: ['AML.T0024.002', 'AML.T0040'],
  needs: 'refusals as the provider states them, whole prompts and times',
  reads: ['refusal', 'time'],
  measure(context) {
    const probes = probesOf(context);
    const tries = probes.reduce((sum, one) => sum + one.tries.length, 0);
    if (tries === 0) return [];
    const winners = winnersOf(probes, context);
    const spread = spreadTemplates(context);
    const found = distinct(
      winners.flatMap(({ template, from }) => exploitation(template, from, { probes, tries, spread }, context)),
    );
    return found.length > 0 || tries < TRIES ? found : [probingAlone(probes, tries, context)];
  },
};

/** Stretches of accounts in which most is refused, and hardly anything is sent twice. */
function probesOf({ facts, table, profiles }: TechniqueContext): Probe[] {
  const { account, prompt, answer, flags, time } = table.rows;
  const refused = new Map<number, Set<number>>();
  for (const [row, { refusal }] of facts.having('refusal')) {
    if (refusal === undefined || account[row] === 0 || Number.isNaN(time[row])) continue;
    const own = refused.get(account[row]!);
    if (own) own.add(row);
    else refused.set(account[row]!, new Set([row]));
  }
  return [...refused].flatMap(([number, own]): Probe[] => {
    if (own.size < STRETCH.refused) return [];
    const times = [...own].map((row) => time[row]!).sort((a, b) => a - b);
    const [first, last] = [times[0]!, times.at(-1)!];
    const all = [...profiles.get(number)!.rows]
      .filter((row) => time[row]! >= first)
      .sort((a, b) => time[a]! - time[b]!);
    const within = all.filter((row) => time[row]! <= last).length;
    // Who has found what is answered tries no more: it comes after the last refusal.
    const tries = all.slice(0, within + Math.ceil(AFTER * within));
    const differ = new Set(tries.map((row) => prompt[row]!)).size;
    if (own.size < STRETCH.share * tries.length || differ < STRETCH.differ * tries.length) return [];
    const answered = tries.filter((row) => !own.has(row) && answer[row] !== 0 && (flags[row]! & FLAG.error) === 0);
    return [{ account: number, tries, answered, refused: own.size }];
  });
}

/** Templates whose first request in the log is a try that was answered. */
function winnersOf(
  probes: readonly Probe[],
  { table, views, fixedWords }: TechniqueContext,
): { template: number; from: number }[] {
  const { time } = table.rows;
  const candidates = new Map<number, number>();
  const earlier = (row: number, known: number | undefined): boolean =>
    known === undefined || time[row]! < time[known]! || (time[row] === time[known] && row < known);
  for (const { answered } of probes)
    for (const row of answered)
      for (const view of views) {
        const template = view[row]!;
        if (template >= 0 && earlier(row, candidates.get(template))) candidates.set(template, row);
      }
  const inProbes = new Set(probes.flatMap(({ tries }) => tries));
  for (const view of views)
    for (let row = 0; row < table.length; row++) {
      const known = candidates.get(view[row]!);
      if (known !== undefined && !inProbes.has(row) && earlier(row, known)) candidates.delete(view[row]!);
    }
  return [...candidates]
    .filter(([template]) => fixedWords(template) >= WORDS)
    .map(([template, from]) => ({ template, from }))
    .sort((a, b) => a.template - b.template);
}

/** Templates that several owners use: any of them may have begun anywhere. */
function spreadTemplates({ slices, owners }: TechniqueContext): number {
  let spread = 0;
  for (const own of slices.ofTemplate.values()) {
    const first = owners.of(own[0]!.account);
    if (own.some(({ account }) => owners.of(account) !== first)) spread++;
  }
  return spread;
}

interface Probed {
  probes: readonly Probe[];
  tries: number;
  spread: number;
}

function exploitation(
  template: number,
  from: number,
  { probes, tries, spread }: Probed,
  context: TechniqueContext,
): TechniqueFinding[] {
  const { table, facts, views, owners, profiles } = context;
  const { account, time } = table.rows;
  const probers = new Set(probes.map((one) => one.account));
  const view = views.find((one) => one[from] === template)!;
  const uses = new Map<number, number[]>();
  for (let row = 0; row < table.length; row++) {
    if (view[row] !== template || account[row] === 0 || probers.has(account[row]!) || !(time[row]! > time[from]!))
      continue;
    addTo(uses, account[row]!, row);
  }
  const mainly = [...uses].filter(([number, rows]) => {
    const since = [...profiles.get(number)!.rows].filter((row) => time[row]! >= time[from]!).length;
    return rows.length >= USE.share * since;
  });
  const rows = mainly.flatMap(([, own]) => own);
  const refused = rows.filter((row) => facts.of(row)?.refusal !== undefined).length;
  if (rows.length < USE.requests || mainly.length < USE.accounts || refused > USE.refused * rows.length) return [];
  const users = mainly.map(([number]) => number);
  const winner = account[from]!;
  const elsewhere = owners.known(users.filter((number) => owners.areUnrelated(number, winner))).size;
  const answered = probes.reduce((sum, one) => sum + one.answered.length, 0);
  const accident = (spread * answered) / table.length;
  const rate = probes.reduce((sum, one) => sum + one.refused, 0) / tries;
  const differ = new Set(probes.flatMap((one) => one.tries.map((row) => table.rows.prompt[row]!))).size;
  const isOwn = users.every((number) => owners.isKnown(number)) && elsewhere === 0;
  const alike = largestTemplate(probes, view, context);
  const isOneText = alike >= ONE_TEXT;
  const isSpread = elsewhere >= USE.accounts || users.length >= MEMBERS;
  const grade: Grade = !isOwn && tries >= TRIES && isSpread && !isOneText ? 'strong' : 'weak';
  const readings: Reading[] = [
    {
      reading: 'a developer who looks for what is refused',
      checked: `${counted(tries, 'try', 'tries')} of ${counted(differ, 'wording')}, where such a search takes fewer than ${TRIES} and stays in one organisation`,
      outcome: tries >= TRIES && !isOwn ? 'ruled out' : 'open',
    },
    {
      reading: 'a red team’s suite',
      checked: `what was answered was then sent ${counted(rows.length, 'time')} by ${counted(users.length, 'account')}, ${count(elsewhere)} of other known organisations`,
      outcome: elsewhere >= USE.accounts ? 'ruled out' : 'open',
    },
    {
      reading: 'one text that is mended until it is answered, or one product that is tested before it is out',
      checked: `the refused tries would fill its template, and ${percent(alike)} of them fill the same one`,
      outcome: isOneText ? 'open' : 'ruled out',
    },
    {
      reading: 'a wording that is handed on: by a tool that ships it, an agency to its clients, or a public list',
      checked: `nothing in a log tells why ${counted(users.length, 'account')} send it`,
      outcome: 'open',
    },
    {
      reading: 'a prompt that spread and that the tries happened to begin with',
      checked: `of ${counted(spread, 'template')} that several owners use, ${accident.toPrecision(1)} would begin among ${counted(answered, 'answered try', 'answered tries')} by accident`,
      outcome: accident <= BY_ACCIDENT ? 'ruled out' : 'open',
    },
  ];
  return [
    {
      grade,
      accounts: ascending([...users, winner]),
      rows: ascending([from, ...rows]),
      shown: [from, ...mainly.map(([, own]) => own[0]!)],
      statistic: rate - refused / rows.length,
      n: tries + rows.length,
      text: `After ${counted(tries, 'try', 'tries')} in ${counted(differ, 'wording')}, of which ${percent(rate)} were refused, one that was answered makes most of what ${counted(users.length, 'other account')} send: ${counted(rows.length, 'request')}, of which ${percent(refused / rows.length)} are refused. Nobody had sent it before.`,
      readings,
    },
  ];
}

/** Largest share of the refused tries that fill one template. */
function largestTemplate(probes: readonly Probe[], view: Int32Array, { facts }: TechniqueContext): number {
  const filled = new Map<number, number>();
  let refused = 0;
  for (const row of probes.flatMap(({ tries }) => tries)) {
    if (facts.of(row)?.refusal === undefined) continue;
    refused++;
    if (view[row]! >= 0) filled.set(view[row]!, (filled.get(view[row]!) ?? 0) + 1);
  }
  return largest(filled.values(), 0) / refused;
}

/** Nobody uses what was found: it is how red teams work. */
function probingAlone(probes: readonly Probe[], tries: number, { table }: TechniqueContext): TechniqueFinding {
  const rows = ascending(probes.flatMap((one) => one.tries));
  const refused = probes.reduce((sum, one) => sum + one.refused, 0);
  return {
    grade: 'context',
    accounts: ascending(probes.map((one) => one.account)),
    rows,
    shown: rows,
    statistic: refused / tries,
    n: tries,
    text: `${percent(refused / tries)} of ${counted(tries, 'try', 'tries')} in ${counted(new Set(rows.map((row) => table.rows.prompt[row]!)).size, 'wording')} were refused, and no other account uses one that was answered.`,
    readings: [
      {
        reading: 'a red team’s suite or an evaluation of refusals',
        checked: 'nothing that was answered is used at scale',
        outcome: 'open',
      },
    ],
  };
}
