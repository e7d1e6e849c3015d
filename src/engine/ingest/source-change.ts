import { changeSince } from '../../reader/bytes/files/file-state.ts';
import type { Source } from '../../reader/bytes/files/source.ts';

/**
 * What happened to a file while it was read, in sentences: a log that changes while being read must not pass for a
 * complete one.
 */
export interface SourceChange {
  /** Something of it is lost. */
  error?: string;
  note?: string;
}

export function changeOfSource({ file, state, within }: Source): SourceChange {
  const change = state && changeSince(file, state);
  if (change === undefined) return {};
  if (change.kind === 'lost') {
    return { error: `The file changed while it was read: ${change.sentence}. What was read before that is kept.` };
  }
  if (change.bytes === 0 || within !== undefined) return {};
  return { note: `The file grew by ${change.bytes} bytes while it was read. Lines at its end may be missing.` };
}
