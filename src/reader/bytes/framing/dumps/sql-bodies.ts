/** Longest beginning of a trigger before the statements in it. */
const LONGEST_HEAD = 1 << 16;

/** A trigger of SQLite goes on behind the statements in it, up to its `END;`. */
export function beginsBody(statement: Buffer): boolean {
  const text = statement.toString('latin1', 0, LONGEST_HEAD);
  return /^CREATE\s[^;(]{0,200}\bTRIGGER\s/i.test(text) && /\bBEGIN\b/i.test(text);
}

export function endsBody(statement: Buffer): boolean {
  return /\bEND\s*;$/i.test(statement.toString('latin1', Math.max(0, statement.length - 20)));
}
