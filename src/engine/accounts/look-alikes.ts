/** Accounts whose names look the same and are not: letters of other scripts, characters that show nothing, spaces at an end. */
import { addTo } from '../../math/lists/many.ts';
import { alike, hidden } from '../table/lookalikes.json';

/** Marks over letters are seen. */
const MARKS: readonly [number, number] = [0x300, 0x36f];
/** What programs draw a box for. */
const BOX = /[\p{Cs}\p{Co}\ufffd]/u;
/** What names are written with that hide nothing. */
const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/;
const DOUBLE_SPACE = /\s+/gu;

let letters: ReadonlyMap<string, string> | undefined;

/** A name as the eye sees it: two names that become one can be taken for each other. */
function seen(name: string): string {
  letters ??= new Map(
    Object.entries(alike).flatMap(([letter, others]) => Array.from(others, (other) => [other, letter] as const)),
  );
  let shown = '';
  for (const character of name.normalize('NFKC')) {
    const code = character.codePointAt(0)!;
    const isHidden =
      !BOX.test(character) && hidden.some(([from = 0, to = -1]) => from !== MARKS[0] && code >= from && code <= to);
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
    addTo(looks, look, account);
  }
  const plain = new Map<string, string[]>();
  for (const account of accounts) {
    const look = PLAIN.test(account) ? account.replace(DOUBLE_SPACE, ' ') : undefined;
    if (look !== undefined && looks.has(look)) addTo(plain, look, account);
  }
  const found = new Map<string, string>();
  for (const [look, own] of looks) {
    const group = [...(plain.get(look) ?? []).reverse(), ...own];
    for (const account of group.length > 1 ? group : [])
      found.set(account, group[0] === account ? group[1]! : group[0]!);
  }
  return found;
}
