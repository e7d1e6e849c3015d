/** Accounts whose names look the same and are not: letters of other scripts, characters that show nothing, spaces at an end. */
import { ALIKE, HIDDEN } from '../table/lookalikes.ts';

/** Marks over letters are seen. */
const MARKS: readonly [number, number] = [0x300, 0x36f];
/** What names are written with that hide nothing. */
const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/;
const DOUBLE_SPACE = /\s+/gu;

let letters: ReadonlyMap<string, string> | undefined;

/** A name as the eye sees it: two names that become one can be taken for each other. */
function seen(name: string): string {
  letters ??= new Map(ALIKE.flatMap(([letter, alike]) => Array.from(alike, (other) => [other, letter] as const)));
  let shown = '';
  for (const character of name.normalize('NFKC')) {
    const code = character.codePointAt(0)!;
    const isHidden = HIDDEN.some(([from, to]) => from !== MARKS[0] && code >= from && code <= to);
    if (!isHidden) shown += letters.get(character) ?? character;
  }
  return shown.replace(DOUBLE_SPACE, ' ').trim();
}

/**
 * For each account with a name that looks like another one's, that other. Of several with one look the one in plain letters is
 * told, or else the first in order. Names in plain letters are compared by what they are: most are, and there may be millions.
 */
export function lookAlikes(accounts: readonly string[]): ReadonlyMap<string, string> {
  const odd = accounts.filter((account) => !PLAIN.test(account));
  if (odd.length === 0) return new Map();
  const looks = new Map<string, string[]>();
  for (const account of odd.toSorted()) {
    const look = seen(account);
    looks.set(look, [...(looks.get(look) ?? []), account]);
  }
  for (const account of accounts)
    if (PLAIN.test(account)) looks.get(account.replace(DOUBLE_SPACE, ' '))?.unshift(account);
  const found = new Map<string, string>();
  for (const group of looks.values())
    for (const account of group.length > 1 ? group : [])
      found.set(account, group[0] === account ? group[1]! : group[0]!);
  return found;
}
