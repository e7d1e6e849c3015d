/** Answers what accounts have in common, from the columns of a scan; what is made of them is kept for the next question. */
import type { EntityKind, EntityList, EntityRef, EntityRow, EntityView } from '../../../protocol/entity-data.ts';
import type { EntitySource, SourceKind } from './entity-source.ts';
import { KindLinks } from './kind-links.ts';

/** As the view, with the number of the request to open. */
export type FoundEntity = Omit<EntityView, 'line' | 'scope'> & { row: number | null };

const USERS = 300;
const BESIDE = 8;
const BINS = 160;

interface KindTotals {
  requests: Uint32Array;
  inCases: Uint32Array;
}

export class EntityTable {
  readonly #kinds: ReadonlyMap<string, SourceKind>;
  readonly #numbers = new Map<string, ReadonlyMap<string, number>>();
  readonly #links = new Map<EntityKind, KindLinks>();
  readonly #totals = new Map<EntityKind, KindTotals>();
  #byAccount: { starts: Uint32Array; rows: Uint32Array } | undefined;

  constructor(readonly source: EntitySource) {
    this.#kinds = new Map(source.kinds.map((kind) => [kind.kind, kind]));
  }

  /** The number of a name, undefined where the scan has no such thing. */
  numberOf(kind: EntityRef['kind'], name: string): number | undefined {
    let numbers = this.#numbers.get(kind);
    if (numbers === undefined) {
      const names = kind === 'account' ? this.source.accounts : (this.#kinds.get(kind)?.names ?? []);
      numbers = new Map(names.map((one, number) => [one, number]));
      this.#numbers.set(kind, numbers);
    }
    return name === '' ? undefined : numbers.get(name);
  }

  nameOf(kind: EntityKind, number: number): string {
    return this.#kinds.get(kind)?.names[number] ?? '';
  }

  linksOf(kind: EntityKind): KindLinks | undefined {
    const known = this.#links.get(kind);
    const of = this.#kinds.get(kind);
    if (known !== undefined || of === undefined) return known;
    const { starts, rows } = this.#rowsByAccount();
    const made = new KindLinks(of, rows, starts);
    this.#links.set(kind, made);
    return made;
  }

  /** All requests of an account. */
  requestsOf(account: number): number {
    const { starts } = this.#rowsByAccount();
    return starts[account + 1]! - starts[account]!;
  }

  /** Accounts with a request of the campaign. */
  membersOf(id: string): ReadonlySet<number> {
    const { campaigns, campaign, account } = this.source;
    const number = campaigns.indexOf(id);
    return new Set(account.filter((_, row) => campaign[row] === number));
  }

  list(wanted: EntityKind | null, text: string, limit: number): EntityList {
    const kinds = [...this.source.kinds].filter(({ names }) => names.some((name) => name !== ''));
    const of = kinds.find(({ kind }) => kind === wanted) ?? (wanted === null ? kinds[0] : undefined);
    const rows: EntityRow[] = [];
    if (of !== undefined) {
      const links = this.linksOf(of.kind)!;
      const { requests, inCases } = this.#totalsOf(of);
      const lower = text.toLowerCase();
      of.names.forEach((value, number) => {
        if (requests[number] === 0 || !value.toLowerCase().includes(lower)) return;
        const [own, cases] = [requests[number]!, inCases[number]!];
        rows.push({ value, accounts: links.sizeOf(number), requests: own, inCases: cases });
      });
    }
    rows.sort((a, b) => b.inCases - a.inCases || b.accounts - a.accounts || b.requests - a.requests || before(a, b));
    return { kinds: kinds.map(({ kind }) => kind), rows: rows.slice(0, limit), total: rows.length };
  }

  /** @returns undefined where the scan has no such thing */
  entity({ kind, value }: EntityRef): FoundEntity | undefined {
    const number = this.numberOf(kind, value);
    if (number === undefined) return undefined;
    const rows = this.#rowsOf(kind, number);
    const { account, campaign, campaigns, time } = this.source;
    const users = new Map<number, { requests: number; inCases: number }>();
    const cases = new Map<number, { accounts: Set<number>; requests: number }>();
    let [first, last, inCases, open] = [Infinity, -Infinity, 0, -1];
    for (const row of rows) {
      const user = users.get(account[row]!) ?? { requests: 0, inCases: 0 };
      users.set(account[row]!, user);
      user.requests++;
      if (time[row]! < first) first = time[row]!;
      if (time[row]! > last) last = time[row]!;
      if (!this.#isInCase(row)) continue;
      if (open < 0) open = row;
      user.inCases++;
      inCases++;
      const one = cases.get(campaign[row]!) ?? { accounts: new Set(), requests: 0 };
      cases.set(campaign[row]!, one);
      one.accounts.add(account[row]!);
      one.requests++;
    }
    const named = [...users].filter(([at]) => this.source.accounts[at] !== '');
    return {
      accounts: named.length,
      requests: rows.length,
      inCases,
      first: first === Infinity ? null : first,
      last: last === -Infinity ? null : last,
      row: open >= 0 ? open : (rows[0] ?? null),
      cases: [...cases]
        .sort(([, a], [, b]) => b.requests - a.requests)
        .map(([at, one]) => ({ campaign: campaigns[at]!, accounts: one.accounts.size, requests: one.requests })),
      users: named
        .sort(([a, one], [b, other]) => other.requests - one.requests || a - b)
        .slice(0, USERS)
        .map(([at, one]) => ({ account: this.source.accounts[at]!, ...one, of: this.requestsOf(at) })),
      times: this.#times(rows),
      beside: this.source.kinds.flatMap((other) => (other.kind === kind ? [] : this.#beside(other, rows))),
    };
  }

  #isInCase(row: number): boolean {
    const { campaign, isListed } = this.source;
    return isListed[campaign[row]!] === 1;
  }

  #beside({ kind, names, column, of }: SourceKind, rows: Uint32Array): EntityView['beside'] {
    const { account } = this.source;
    const found = new Map<number, { requests: number; inCases: number; accounts: Set<number> }>();
    for (const row of rows) {
      const value = column[of === 'account' ? account[row]! : row]!;
      if (value >= names.length || names[value] === '') continue;
      let one = found.get(value);
      if (one === undefined) found.set(value, (one = { requests: 0, inCases: 0, accounts: new Set() }));
      one.requests++;
      if (this.#isInCase(row)) one.inCases++;
      one.accounts.add(account[row]!);
    }
    if (found.size === 0) return [];
    const values = [...found]
      .sort(([a, one], [b, other]) => other.requests - one.requests || a - b)
      .slice(0, BESIDE)
      .map(([value, { accounts, ...one }]) => ({ value: names[value]!, ...one, accounts: accounts.size }));
    return [{ kind, values, more: found.size - values.length }];
  }

  #times(rows: Uint32Array): EntityView['times'] {
    const { time } = this.source;
    let [start, end] = [Infinity, -Infinity];
    for (const one of time) {
      if (one < start) start = one;
      if (one > end) end = one;
    }
    if (start > end) return null;
    const step = Math.max(1, Math.ceil((end - start + 1) / BINS));
    const requests = new Array<number>(BINS).fill(0);
    const flagged = new Array<number>(BINS).fill(0);
    for (const row of rows) {
      if (Number.isNaN(time[row]!)) continue;
      const bin = Math.floor((time[row]! - start) / step);
      requests[bin]!++;
      flagged[bin]! += this.source.flagged[row]!;
    }
    return { start, step, requests, flagged };
  }

  /** Requests that carry it, in log order. */
  #rowsOf(kind: EntityRef['kind'], number: number): Uint32Array {
    const { starts, rows } = this.#rowsByAccount();
    const of = kind === 'account' ? undefined : this.#kinds.get(kind);
    if (of === undefined) return rows.subarray(starts[number], starts[number + 1]);
    const { column } = of;
    const found: number[] = [];
    const { account } = this.source;
    if (of.of === 'request') column.forEach((value, row) => value === number && found.push(row));
    else account.forEach((one, row) => column[one] === number && found.push(row));
    return Uint32Array.from(found);
  }

  #totalsOf({ kind, names, column, of }: SourceKind): KindTotals {
    const known = this.#totals.get(kind);
    if (known !== undefined) return known;
    const { account } = this.source;
    const totals = { requests: new Uint32Array(names.length), inCases: new Uint32Array(names.length) };
    for (let row = 0; row < account.length; row++) {
      const value = column[of === 'account' ? account[row]! : row]!;
      if (value >= names.length || names[value] === '') continue;
      totals.requests[value]!++;
      if (this.#isInCase(row)) totals.inCases[value]!++;
    }
    this.#totals.set(kind, totals);
    return totals;
  }

  #rowsByAccount(): { starts: Uint32Array; rows: Uint32Array } {
    if (this.#byAccount !== undefined) return this.#byAccount;
    const { account, accounts } = this.source;
    const starts = new Uint32Array(accounts.length + 1);
    for (const one of account) starts[one + 1]!++;
    for (let at = 1; at < starts.length; at++) starts[at]! += starts[at - 1]!;
    const next = starts.slice();
    const rows = new Uint32Array(account.length);
    for (let row = 0; row < account.length; row++) rows[next[account[row]!]!++] = row;
    return (this.#byAccount = { starts, rows });
  }
}

const before = (a: EntityRow, b: EntityRow): number => (a.value < b.value ? -1 : 1);
