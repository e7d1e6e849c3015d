/**
 * What fixed clauses of a template say, each as 128 bits of SHA-256. The names of clauses are 32 bits that anybody can compute: whoever writes
 * prompts can give a clause the name of another, and no clause says what another says. For what is kept from one run to the next.
 */
import { hash } from 'node:crypto';
import { FOLDED, PUT } from '../../../reader/bytes/kernel/kernel.ts';
import { CLAUSE_KINDS } from '../../table/clause-kinds.ts';
import { textKernel } from '../../table/text-kernel.ts';
import { wholeSystem } from '../frames/recurring-clauses.ts';

/** Letters of a hash: 128 bits. */
const DIGITS = 32;
/** Pieces of a prompt that are looked at, from its start and from its end, where its clauses are; two letters of Han are one. */
const [FROM_START, FROM_END, SHORTEST] = [256, 128, 2];
/** Letters of a prompt in which they are looked for, at either end, and the longest system prompt that is said as a whole. */
const EXAMINED = 2 ** 16;
/** Places at which a system prompt may end that are tried: each takes as long as the text before it. */
const ENDS = 32;
const BETWEEN = '\n\n';
const BREAKS = characters((kind) => kind === 3);
const PIECE = new RegExp(`[^${BREAKS}\\u3001\\u3002\\u300a-\\u3011\\uff01-\\uff0f\\uff1a-\\uff1f\\u061f\\u060c]+`, 'g');
const NOTHING = new RegExp(`[${characters((kind) => kind === 5)}]+`, 'g');
const GAPS = new RegExp(`[${characters((kind) => kind === 2 || kind === 4)}]+`, 'g');
/** Clauses that the kernel is given behind a long one: a text of a single one would be cut at words. */
const OTHER = '.other';
const LETTERS_BY_CLAUSE = 199;

/**
 * By the hash of each clause; those are missing that no prompt shows, and those of texts without marks, which are cut at words.
 * @param fixed hashes of the clauses
 */
export function saidClauses(prompts: readonly string[], fixed: Float64Array): Map<number, string> {
  const left = new Set(fixed);
  const said = new Map<number, string>();
  const take = (clause: number, text: string): void => {
    if (left.delete(clause)) said.set(clause, hash('sha256', text, 'hex').slice(0, DIGITS));
  };
  for (const prompt of prompts) {
    if (left.size === 0) break;
    for (const piece of piecesOf(prompt)) {
      if (left.size === 0) break;
      const [clause, text] = cut(piece);
      if (clause !== undefined && left.has(clause)) take(clause, plain(text));
    }
    let end = -1;
    for (let tried = 0; left.size > 0 && tried < ENDS; tried++) {
      end = prompt.indexOf(BETWEEN, end + 1);
      const system = end < 0 ? prompt : prompt.slice(0, end);
      if (system.length > EXAMINED) break;
      take(hashOfSystem(system), `system\0${system}`);
      if (end < 0) break;
    }
  }
  return said;
}

function* piecesOf(prompt: string): Generator<string> {
  let seen = 0;
  for (const [piece] of prompt.slice(0, EXAMINED).matchAll(PIECE)) {
    if (piece.length < SHORTEST) continue;
    yield piece;
    if (++seen === FROM_START) break;
  }
  if (seen < FROM_START && prompt.length <= EXAMINED) return;
  const last = prompt.slice(-EXAMINED).match(PIECE) ?? [];
  yield* last.filter((piece) => piece.length >= SHORTEST).slice(-FROM_END);
}

/** What a template says, of what its fixed clauses say; undefined where that is not known of each. */
export function saidBy(fixed: Float64Array, says: ReadonlyMap<number, string> | undefined): string | undefined {
  const own = Array.from(fixed, (clause) => says?.get(clause) ?? '').sort();
  return own.length === 0 || own[0] === '' ? undefined : hash('sha256', own.join(), 'hex').slice(0, DIGITS);
}

/** The hash of a piece that is one clause, and the piece in the form in which texts are compared. */
function cut(piece: string): [clause: number | undefined, text: string] {
  const others = 1 + Math.ceil(piece.length / LETTERS_BY_CLAUSE);
  const [from, to] = folded(piece + OTHER.repeat(others));
  const kernel = textKernel();
  if (kernel.call.segment(from, to) !== 1 + others) return [undefined, ''];
  return [kernel.clauseHashes[0], kernel.bytes.toString('utf8', from, to - others * OTHER.length)];
}

function hashOfSystem(system: string): number {
  const [from, to] = folded(system);
  const { call } = textKernel();
  return from === to ? 0 : wholeSystem(call.hashUnits(from, to), call.digest(from, to));
}

/** Where a text stands in the kernel's memory, in the form in which texts are compared. */
function folded(text: string): [from: number, to: number] {
  const kernel = textKernel();
  const end = kernel.put(text);
  const to = kernel.call.fold(PUT, end);
  return to === 0 ? [PUT, end] : [FOLDED, to];
}

/** However it is numbered, spaced and capitalised: as the kernel reads it. */
const plain = (clause: string): string =>
  clause
    .replace(NOTHING, '')
    .replace(/\d+/g, '0')
    .replace(GAPS, ' ')
    .replace(/ ?0(?: ?0)* ?/g, (run, at) => run.replaceAll(' ', '') + (at > 0 && run.includes(' ') ? ' ' : ''))
    .trim()
    .toLowerCase();

function characters(isWanted: (kind: number) => boolean): string {
  return [...CLAUSE_KINDS]
    .flatMap((kind, unit) => (isWanted(kind) ? `\\x${unit.toString(16).padStart(2, '0')}` : []))
    .join('');
}
