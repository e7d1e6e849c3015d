/**
 * T9: what somebody else named as a part of a campaign is in this log too. A sentence counts where instructions stand, in a system prompt
 * or in the fixed text of a template: in a pasted article about it, it is no instruction. What everybody has names nobody: sentences that
 * stand in prompts of many products, a few common words, signatures that were published. Addresses are shared and never more than weak.
 */
import { keyedHash } from '../../../math/keyed-hash.ts';
import { addTo } from '../../../math/lists/many.ts';
import { count, counted } from '../../../text/numbers.ts';
import { TextPool } from '../../table/text-pool.ts';
import type { Grade } from '../../../text/techniques.ts';
import { commonPrompt } from '../facts/common-prompt.ts';
import { ascending, type Reading, type Technique, type TechniqueContext, type TechniqueFinding } from '../technique.ts';
import { type IndicatorKind, type Indicators, KINDS } from './indicators.ts';

const GRADE: Readonly<Record<IndicatorKind, Grade>> = {
  template: 'strong',
  signature: 'strong',
  text: 'strong',
  address: 'weak',
};
/** Most names that may be in common by accident. */
const BY_ACCIDENT = 0.01;
const NOUN: Readonly<Record<IndicatorKind, [one: string, many: string]>> = {
  template: ['template', 'templates'],
  signature: ['signature', 'signatures'],
  text: ['sentence', 'sentences'],
  address: ['address', 'addresses'],
};

export const knownElsewhere: Technique = {
  id: 'T9',
  name: 'known elsewhere',
  atlas: ['AML.T0024.002'],
  needs: 'indicators of another log (--indicators)',
  reads: 'another file',
  measure(context) {
    const { indicators, table } = context;
    if (indicators === undefined) return [];
    return KINDS.flatMap((kind): TechniqueFinding[] => {
      const matched = MATCH[kind](context, isOneOf(kind, indicators));
      const groups = matched.groups.map((own) => ascending(own).filter((row) => table.rows.account[row] !== 0));
      const rows = ascending(groups.flat());
      if (rows.length === 0) return [];
      const [one, many] = NOUN[kind];
      const accident = byAccident(kind, context);
      const isAccident = accident !== undefined && accident > BY_ACCIDENT;
      const common = COMMON[kind](groups, context);
      const isTelling = !isAccident && common.accounts.size > 0 && GRADE[kind] === 'strong';
      const told = isTelling ? rows.filter((row) => common.accounts.has(table.rows.account[row]!)) : rows;
      const accounts = ascending(told.map((row) => table.rows.account[row]!));
      return [
        {
          grade: isTelling ? 'strong' : 'weak',
          accounts,
          rows: told,
          shown: firstOfEach(told, table.rows.account),
          statistic: matched.values,
          n: told.length,
          text: `${counted(matched.values, one, many)} that the indicators name ${matched.values === 1 ? 'is' : 'are'} in ${counted(told.length, 'request')} of ${counted(accounts.length, 'account')} of this log.`,
          readings: [
            {
              reading:
                kind === 'address' ? 'others behind the same address' : 'a public text or tool that others use too',
              checked: `it is in requests of ${count(accounts.length)} of ${counted(context.profiles.size, 'account')}; ${common.checked}`,
              outcome: isTelling ? 'ruled out' : 'open',
            },
            ...(accident === undefined ? [] : [accidentReading(accident, isAccident)]),
          ],
        },
      ];
    });
  },
};

/**
 * How many templates one expects to be named by accident: a name is a hash of 32 bits. Undefined for what has longer ones. Keyed hashes
 * do not say what they are of, so all of them may be templates.
 */
function byAccident(kind: IndicatorKind, { indicators, slices }: TechniqueContext): number | undefined {
  if (kind !== 'template') return undefined;
  return ((indicators!.plain.template.size + indicators!.keyed.size) * slices.ofTemplate.size) / 2 ** 32;
}

const accidentReading = (accident: number, isAccident: boolean): Reading => ({
  reading: 'another template of the same name',
  checked: `so many names and templates have ${accident.toPrecision(1)} in common by accident`,
  outcome: isAccident ? 'open' : 'ruled out',
});

interface Common {
  /** Accounts of which what was found tells something. */
  accounts: ReadonlySet<number>;
  checked: string;
}

/** Letters of fixed text that say something: with fewer two prompts are alike by accident. */
const LETTERS = 32;
/** Owners that may carry one signature: what more of them have was given to everybody. */
const CARRIERS = 2;

type Groups = readonly (readonly number[])[];

/** Accounts that have a prompt in common of which the text is a part, and that is more than a few words. */
function ofOnePrompt(groups: Groups, context: TechniqueContext): Common {
  const { account } = context.table.rows;
  const accounts = new Set<number>();
  let all = 0;
  for (const rows of groups) {
    const sent = new Map<number, number[]>();
    for (const row of rows) addTo(sent, account[row]!, row);
    all += sent.size;
    const senders = [...sent].map(([one, list]) => ({ account: one, rows: list }));
    const { members, letters } = commonPrompt(senders, (one) => one, context);
    if (letters >= LETTERS) for (const one of members) accounts.add(one.account);
  }
  return { accounts, checked: `${count(accounts.size)} of ${count(all)} have it in a prompt that others have too` };
}

/** Accounts with a signature that was not given to everybody. */
function ofOneCarrier(groups: Groups, { table, facts, owners, published, indicators }: TechniqueContext): Common {
  const isOne = isOneOf('signature', indicators!);
  const carriers = new Map<string, Set<number>>();
  const senders = new Map<string, Set<number>>();
  for (const row of groups.flat()) {
    const { produced = [], resent = [] } = facts.of(row) ?? {};
    const account = table.rows.account[row]!;
    for (const { hash } of [...produced, ...resent]) {
      if (published.has(hash) || !isOne(hash)) continue;
      senders.set(hash, (senders.get(hash) ?? new Set()).add(account));
      const owner = owners.isKnown(account) ? [owners.of(account)] : [];
      carriers.set(hash, new Set([...(carriers.get(hash) ?? []), ...owner]));
    }
  }
  const telling = [...senders].filter(([hash]) => carriers.get(hash)!.size <= CARRIERS);
  return {
    accounts: new Set(telling.flatMap(([, own]) => [...own])),
    checked: `${count(telling.length)} of them are on no list of published ones, and at most ${CARRIERS} known organisations have each`,
  };
}

const COMMON: Readonly<Record<IndicatorKind, (groups: Groups, context: TechniqueContext) => Common>> = {
  template: ofOnePrompt,
  text: ofOnePrompt,
  signature: ofOneCarrier,
  address: () => ({ accounts: new Set(), checked: 'people share it' }),
};

interface Matched {
  /** Rows, together where one thing was found. */
  groups: Iterable<number>[];
  /** Values that were found. */
  values: number;
}

type IsOne = (value: string) => boolean;

function isOneOf(kind: IndicatorKind, { plain, keyed, key }: Indicators): IsOne {
  if (key === undefined || keyed.size === 0) return (value) => plain[kind].has(value);
  return (value) => plain[kind].has(value) || keyed.has(keyedHash(key, kind, value));
}

const MATCH: Readonly<Record<IndicatorKind, (context: TechniqueContext, isOne: IsOne) => Matched>> = {
  template: ({ templates, slices }, isOne) => {
    const found = [...slices.ofTemplate].filter(([template]) => isOne(templates.ids[template]!));
    const ids = new Set(found.map(([template]) => templates.ids[template]!));
    return { groups: found.map(([, own]) => own.flatMap(({ rows }) => [...rows])), values: ids.size };
  },
  signature: ({ facts }, isOne) => {
    const [rows, values] = [new Set<number>(), new Set<string>()];
    for (const [row, { produced = [], resent = [] }] of facts.having('produced', 'resent'))
      for (const { hash } of [...produced, ...resent]) {
        if (!isOne(hash)) continue;
        rows.add(row);
        values.add(hash);
      }
    return { groups: [rows], values: values.size };
  },
  address: ({ table: { rows, names, length } }, isOne) => {
    const found = new Set([...names.address.values.keys()].filter((at) => at > 0 && isOne(names.address.values[at]!)));
    const all =
      found.size === 0 ? [] : Array.from({ length }, (_, row) => row).filter((row) => found.has(rows.address[row]!));
    return { groups: [all], values: found.size };
  },
  text: ({ indicators, table, templates, slices }) => {
    const [rows, values] = [new Set<number>(), new Set<string>()];
    for (const text of indicators!.plain.text) {
      const ways = waysToCut(text).filter(({ length }) => length > 0);
      const isIn = (own: Iterable<number>): boolean => {
        const all = new Set(own);
        return ways.some((clauses) => clauses.every((clause) => all.has(clause)));
      };
      const before = rows.size;
      for (const [template, own] of slices.ofTemplate)
        if (isIn(templates.clauses[template]!)) for (const slice of own) for (const row of slice.rows) rows.add(row);
      const systems = new Set<number>();
      for (let number = 1; number < table.texts.length; number++)
        if (table.texts.texts.system[number] !== 0 && isIn(table.texts.clausesOf(number))) systems.add(number);
      if (systems.size > 0)
        for (let row = 0; row < table.length; row++) if (systems.has(table.rows.system[row]!)) rows.add(row);
      if (rows.size > before) values.add(text);
    }
    return { groups: [rows], values: values.size };
  },
};

/**
 * Hashes of the clauses of a sentence as prompts are cut: a long one without marks alone is cut at words, and in a prompt that has marks it
 * is one clause.
 */
function waysToCut(text: string): number[][] {
  const pool = new TextPool();
  const cut = (one: string): number[] => [...pool.clausesOf(pool.addText(one, false))];
  const others = new Set(cut(MARKED));
  const marked = `${text}. ${MARKED.repeat(1 + text.length / LETTERS)}`;
  return [cut(text), cut(marked).filter((clause) => !others.has(clause))];
}

/** A sentence of fewer than `LETTERS` letters. */
const MARKED = 'What follows has marks. ';

function firstOfEach(rows: readonly number[], account: Uint32Array): number[] {
  const first = new Map<number, number>();
  for (const row of rows) if (!first.has(account[row]!)) first.set(account[row]!, row);
  return [...first.values()];
}
