import type { Results } from './results.ts';

/** A log line as it is now. */
export interface LineNow {
  /** Byte of the log at which it starts. */
  offset: number;
  text: string;
}

/**
 * Is the line still the one that was scanned? A scan keeps no text, but it knows where the line began, how long it was and
 * whose it was. An account that the line does not name cannot be recognised: the line then counts as another.
 */
export function isSameLine(results: Results, row: number, { offset, text }: LineNow): boolean {
  const { index } = results;
  if (index.offset[row] !== offset || index.bytes[row] !== Buffer.byteLength(text)) return false;
  const account = index.accounts[index.account[row] ?? 0] ?? '';
  return text.includes(account) || text.includes(JSON.stringify(account).slice(1, -1));
}
