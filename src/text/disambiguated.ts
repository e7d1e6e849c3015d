import { visibleLine } from './visible.ts';

/** Names as a sentence has room for: a key's hash is no word, and its beginning is enough to type. */
export const briefNames = (names: readonly string[]): string[] => disambiguated(names, 24, 13);

/**
 * Names that stand next to each other, long ones cut: at their end where their beginnings differ, else in the middle, with what
 * comes after the beginning that they share.
 * @param whole most characters of a name that is not cut
 * @param limit characters of one that is
 */
export function disambiguated(names: readonly string[], whole: number, limit: number): string[] {
  const isLong = (name: string): boolean => name.length > whole;
  const cut = names.map((name) => visibleLine(name, isLong(name) ? limit : undefined));
  const long = [...new Set(names.filter(isLong))];
  if (new Set(long.map((name) => visibleLine(name, limit))).size === long.length) return cut;
  const [first = [], ...others] = long.map((name) => Array.from(name));
  let shared = 0;
  while (shared < first.length && others.every((name) => name[shared] === first[shared])) shared++;
  const kept = Math.floor(limit / 4);
  return names.map((name, at) => {
    if (!isLong(name)) return cut[at] ?? '';
    const characters = Array.from(name);
    const [start, rest] = [characters.slice(0, kept).join(''), characters.slice(shared).join('')];
    return `${visibleLine(start)}…${visibleLine(rest, limit - kept - 1)}`;
  });
}
