import type { Token } from './intent-tokens.ts';

const MAX_SPANS = 5;
const MAX_TOKENS = 8;
const MAX_CHARS = 80;

/** Spans weaker than this share of the strongest one are left out. */
const MIN_RELATIVE_STRENGTH = 0.25;

interface TokenSpan {
  first: number;
  last: number;
  strength: number;
}

/**
 * The strongest pieces of a text, as written, strongest first. `strength` holds one number a token: how much it speaks
 * for an intent. Neighbouring tokens that both speak for it make one piece.
 */
export function strongestSpans(text: string, tokens: readonly Token[], strength: ArrayLike<number>): string[] {
  const spans = runsOf(text, tokens, strength).sort((a, b) => b.strength - a.strength || a.first - b.first);
  const floor = (spans[0]?.strength ?? 0) * MIN_RELATIVE_STRENGTH;
  const pieces = new Set<string>();
  for (const { first, last, strength: sum } of spans) {
    if (sum < floor || pieces.size === MAX_SPANS) break;
    pieces.add(text.slice(tokens[first]?.start, tokens[last]?.end).replace(/\s+/gu, ' ').slice(0, MAX_CHARS));
  }
  return [...pieces];
}

function runsOf(text: string, tokens: readonly Token[], strength: ArrayLike<number>): TokenSpan[] {
  const spans: TokenSpan[] = [];
  const mean = tokens.reduce((sum, _, at) => sum + Math.max(0, strength[at] ?? 0), 0) / Math.max(1, tokens.length);
  let open: TokenSpan | undefined;
  for (let at = 0; at < tokens.length; at++) {
    const own = strength[at] ?? 0;
    if (own <= mean) {
      open = undefined;
      continue;
    }
    const joins = open !== undefined && at - open.first < MAX_TOKENS && sameSentence(text, tokens[at - 1], tokens[at]);
    if (open === undefined || !joins) {
      open = { first: at, last: at, strength: 0 };
      spans.push(open);
    }
    open.last = at;
    open.strength += own;
  }
  return spans;
}

function sameSentence(text: string, left: Token | undefined, right: Token | undefined): boolean {
  if (left === undefined || right === undefined || right.start - left.end > 3) return false;
  return !/[\n.!?。！？:;]/u.test(text.slice(left.end, right.start));
}
