/** Request text as a report keeps it, reduced to what may be shown. */
import { createHash } from 'node:crypto';
import { withoutSecrets } from '../../reader/records/fields/secrets.ts';
import type { KeptLine, KeptText } from '../shape/kept/kept-lines.ts';
import type { PromptMode, PromptPiece } from './prompt-mode.ts';
import { count } from '../../text/numbers.ts';
import { startOf } from '../../text/visible.ts';

/** Characters that are looked at for credentials, so that none is cut in two. */
const HEAD = 16_000;

/** Pieces of a prompt, together at most `limit` characters. What lies after is counted. */
export function keptText(pieces: readonly PromptPiece[], limit: number): KeptText[] {
  let room = limit;
  return withoutSecretsAcross(pieces).map(({ fixed, text, whole }) => {
    const shown = startOf(text, Math.min(room, HEAD));
    room -= shown.length;
    const sha256 = createHash('sha256').update(whole.trim(), 'utf8').digest('hex');
    // A mark may be longer than what it stands for.
    const length = shown === text && text.length <= HEAD ? shown.length : Math.max(whole.length, shown.length);
    return { text: shown, length, ...(fixed && { fixed }), sha256 };
  });
}

interface Piece extends PromptPiece {
  /** As it was written. */
  whole: string;
}

/** A credential that begins in one piece and ends in another is found in their sum alone: then there is one piece. */
function withoutSecretsAcross(pieces: readonly PromptPiece[]): Piece[] {
  const clean = pieces.map(({ fixed, text }) => ({ fixed, text: withoutSecrets(text.slice(0, HEAD)), whole: text }));
  const whole = pieces.map(({ text }) => text).join('');
  const together = withoutSecrets(pieces.map(({ text }) => text.slice(0, HEAD)).join(''));
  if (together === clean.map(({ text }) => text).join('')) return clean;
  return [{ fixed: false, text: together, whole }];
}

/** Text as far as it may be shown; undefined when nothing may or there is none. */
export function shownText(pieces: readonly KeptText[], mode: PromptMode): string | undefined {
  if (mode === 'none' || pieces.every(({ length }) => length === 0)) return undefined;
  return pieces.map((piece) => shownPiece(piece, mode)).join('');
}

function shownPiece({ text, length, fixed, sha256 }: KeptText, mode: PromptMode): string {
  if (mode === 'hashed') return text.trim() === '' && length === text.length ? text : `[sha256:${sha256}]`;
  if ((mode === 'redacted' && fixed !== true) || (text === '' && length > 0)) return `[${length} characters]`;
  return length > text.length ? `${text}… [${count(length - text.length)} more characters]` : text;
}

/** The line with as much text as the mode allows, for a report that travels. */
export function shownLine(line: KeptLine, mode: PromptMode): KeptLine {
  if (mode === 'full') return line;
  const { prompt, answer, ...rest } = line;
  if (mode === 'none') return rest;
  const hide = (piece: KeptText): KeptText =>
    mode === 'redacted' && piece.fixed === true ? piece : { ...piece, text: '' };
  return { ...rest, ...(prompt && { prompt: prompt.map(hide) }), ...(answer && { answer: hide(answer) }) };
}
