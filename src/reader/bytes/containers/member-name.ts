/** Names of files in archives: which of them are read, and how each gets a unique name. */

/** Most files of an archive that are read, as many as one scan takes. One more is kept to know of the rest. */
export const MAX_MEMBERS = 65_535;

/** A path without what says nothing: `./`, and slashes at its beginning. Nothing is ever written to it. */
export function plainName(name: string): string {
  const parts = name.split('/').filter((part, index) => part !== '.' && (part !== '' || index > 0));
  return parts.join('/') || name;
}

/** Hidden names are left out, as they are outside archives, and so is what macOS adds. `.` and `..` hide nothing. */
export function isHidden(name: string): boolean {
  return name
    .split('/')
    .some(
      (part, index) => (index === 0 && part === '__MACOSX') || (part.startsWith('.') && part !== '.' && part !== '..'),
    );
}

/**
 * Gives each file a name of its own: archives may hold several files of one name, and each is read. The second `a.jsonl` is
 * `a.jsonl#2`, or the next number that no other file has.
 */
export function ownNames(names: readonly string[]): string[] {
  const given = new Set(names);
  const seen = new Map<string, number>();
  return names.map((name) => {
    let turn = (seen.get(name) ?? 0) + 1;
    let own = name;
    if (turn > 1) {
      while (given.has(`${name}#${turn}`)) turn++;
      own = `${name}#${turn}`;
      given.add(own);
    }
    seen.set(name, turn);
    return own;
  });
}
