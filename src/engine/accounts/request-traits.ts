/** What tells who sent a request besides its account, in columns of the request index. */
import type { RequestTable } from '../table/request-table.ts';
import { runStep } from '../workspace/workspace.ts';
import type { AccountProfile } from './account-profiles.ts';
import { Dictionary } from '../../math/dictionary.ts';
import type { Trait, TraitKind } from './trait.ts';

/** Kinds that nothing has are left out. */
export function requestTraits(table: RequestTable, profiles: Iterable<AccountProfile>): Trait[] {
  const { names, length } = table;
  const ofRequests = (kind: TraitKind, name: 'address' | 'userAgent'): Trait =>
    runStep(table, () => trait(kind, 'request', names[name].values, table.rows[name].slice(0, length)));
  const [address, client] = [ofRequests('address', 'address'), ofRequests('client', 'userAgent')];
  const all = [...profiles];
  const ofAccounts = (kind: TraitKind, valueOf: (profile: AccountProfile) => string): Trait => {
    const values = new Dictionary();
    const column = new Uint32Array(names.account.values.length);
    for (const profile of all) column[profile.number] = values.add(valueOf(profile));
    return trait(kind, 'account', values.values, column);
  };
  return [
    address,
    client,
    ofAccounts('organisation', ({ organisation }) => organisation),
    ofAccounts('payment', ({ directory }) => directory?.payment ?? ''),
    ofAccounts('signup', ({ directory }) => hourOf(directory?.createdAt)),
    toolSets(table),
  ].filter(({ names: { length: values } }) => values > 1);
}

const trait = (kind: TraitKind, of: Trait['of'], names: string[], column: Uint32Array): Trait => ({
  ...{ kind, of, names, column },
});

/** `2026-05-03T09:00Z` */
const hourOf = (time: number | undefined): string =>
  time === undefined ? '' : `${new Date(time).toISOString().slice(0, 13)}:00Z`;

/** A scan keeps no names of tools, but a hash of all that a request offers, another one in each run: sets are numbered in log order. */
function toolSets({ rows, length }: RequestTable): Trait {
  const numbers = new Map<number, number>([[0, 0]]);
  const names = [''];
  const column = new Uint32Array(length);
  for (let row = 0; row < length; row++) {
    const hash = rows.tools[row]!;
    let number = numbers.get(hash);
    if (number === undefined) {
      numbers.set(hash, (number = names.length));
      names.push(`S${names.length}`);
    }
    column[row] = number;
  }
  return trait('toolset', 'request', names, column);
}
