import { tokensOf, type Token } from './intent-tokens.ts';

/** Features are hashed to this many bits. At 18 bits and 10,000 live buckets a stray feature hits a live one in 4%. */
const BUCKET_BITS = 18;

export const BUCKETS = 2 ** BUCKET_BITS;

/** Characters looked at: the start of a prompt says most about its task, and its end repeats it. */
const HEAD_CHARS = 4_000;
const TAIL_CHARS = 1_500;

/** Longest word looked into. Log text can hold a base64 block as one word. */
const MAX_WORD = 40;

/** Feature families; each is scaled to a norm of its own, so that long words do not drown phrases. */
export const BLOCKS = ['phrase', 'letters', 'shape'] as const;

/** Called for every occurrence of a feature with the tokens it covers: `first` to `last`, both included. */
export type FeatureVisitor = (bucket: number, block: number, first: number, last: number) => void;

/** The part of a text the model reads. */
export function readPart(text: string): string {
  return text.length <= HEAD_CHARS + TAIL_CHARS
    ? text
    : `${text.slice(0, HEAD_CHARS)}\n${text.slice(text.length - TAIL_CHARS)}`;
}

/** Visits all features of a text cut by `readPart`, in order, and returns its tokens. */
export function visitFeatures(text: string, visit: FeatureVisitor): Token[] {
  const tokens = tokensOf(text);
  const hashes = tokens.map(tokenHash);
  for (let at = 0; at < tokens.length; at++) {
    visitPhrases(tokens, hashes, at, visit);
    const token = tokens[at];
    if (token?.kind === 'word') visitLetters(token.text, at, visit);
    else if (token?.kind === 'slot') visitSlotName(token.text, at, visit);
  }
  visitShape(text, tokens, visit);
  return tokens;
}

/** Word 1- to 3-grams; over Han and kana, where a word is one to four signs, 1- to 4-grams. */
function visitPhrases(tokens: readonly Token[], hashes: readonly number[], at: number, visit: FeatureVisitor): void {
  let hash = 0x9e3779b9;
  for (let length = 1; length <= 4 && at + length <= tokens.length; length++) {
    const last = at + length - 1;
    if (length === 4 && tokens[last]?.kind !== 'sign') return;
    hash = mix(hash, hashes[last] ?? 0);
    visit(bucketOf(hash, length), 0, at, last);
  }
}

/** Character 3- to 5-grams within a word, its ends marked; for Hangul syllables 1- to 3-grams. */
function visitLetters(word: string, at: number, visit: FeatureVisitor): void {
  const hangul = word.charCodeAt(0) >= 0xac00 && word.charCodeAt(0) <= 0xd7a3;
  const [shortest, longest] = hangul ? [1, 3] : [3, 5];
  if (!hangul && word.length < 4) return;
  const marked = `^${word.slice(0, MAX_WORD)}$`;
  for (let from = 0; from < marked.length; from++) {
    let hash = 0x811c9dc5;
    for (let length = 1; length <= longest && from + length <= marked.length; length++) {
      hash = mix(hash, marked.charCodeAt(from + length - 1));
      if (length >= shortest) visit(bucketOf(hash, 11), 1, at, at);
    }
  }
}

/** The words of a slot's name: {response_a} gives `response` and `a`. */
function visitSlotName(name: string, at: number, visit: FeatureVisitor): void {
  for (const word of name.split(' ')) if (word !== '') visit(bucketOf(textHash(word), 12), 2, at, at);
}

/** Counts of the whole text in coarse steps: length, slots, tags, list items, headings, questions. */
function visitShape(text: string, tokens: readonly Token[], visit: FeatureVisitor): void {
  let slots = 0;
  let tags = 0;
  for (const token of tokens) {
    if (token.kind === 'slot') slots++;
    else if (token.kind === 'tag') tags++;
  }
  const last = tokens.at(-1);
  const counts = [
    Math.round(Math.log2(1 + tokens.length) * 2),
    Math.min(slots, 4),
    Math.round(Math.log2(1 + tags)),
    Math.min(3, Math.round(Math.log2(1 + occurrences(text, /^ *(?:[-*•]|\d+[.)]) /gmu)))),
    Math.min(2, occurrences(text, /^#+ /gmu)),
    Math.min(2, occurrences(text, /[?？؟]/gu)),
    Math.min(2, occurrences(text, /"\w+" *:/gu)),
    Math.min(1, occurrences(text, /```/gu)),
    last?.kind === 'slot' || last?.kind === 'tag' ? 1 : 0,
  ];
  counts.forEach((count, index) => visit(bucketOf(mix(index + 1, count), 13), 2, -1, -1));
}

function occurrences(text: string, pattern: RegExp): number {
  let count = 0;
  for (const _ of text.matchAll(pattern)) count++;
  return count;
}

function tokenHash(token: Token): number {
  if (token.kind === 'slot') return 1;
  return mix(textHash(token.text.slice(0, MAX_WORD)), token.kind === 'tag' ? 2 : 3);
}

function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

function mix(hash: number, value: number): number {
  let mixed = Math.imul(hash ^ value, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  return Math.imul(mixed, 0xc2b2ae35) ^ (mixed >>> 16);
}

function bucketOf(hash: number, kind: number): number {
  return mix(hash, kind * 0x51ed27) >>> (32 - BUCKET_BITS);
}
