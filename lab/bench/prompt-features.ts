/** Prompts as points: hashed words and pairs of words, carried into random Fourier features. */
import { closeSync, openSync, readSync } from 'node:fs';
import { Random } from '../../src/math/random.ts';
import { hash32 } from '../../src/math/hash.ts';

/** Cells of the hashed bag of words, and random Fourier features: more change the figures in the third decimal. */
const CELLS = 512;
export const FEATURES = 256;
/** Letters of a prompt that are looked at; a sentence embedding model of the usual size reads about as much. */
const LOOK = 2000;
/** Pairs of prompts after the median distance, which is the kernel's width (Gretton et al. 2012). */
const PAIRS = 500;

export interface Prompts {
  /** Account of each request. */
  account: string[];
  /** `FEATURES` values a request. */
  points: Float32Array;
}

/** Reads a LiteLLM log. The inner product of two points is nearly the Gaussian kernel of their bags of words. */
export function promptFeatures(log: string): Prompts {
  const account: string[] = [];
  const bags: Float32Array[] = [];
  for (const line of linesOf(log)) {
    const record = JSON.parse(line) as { metadata: { user_api_key_hash: string }; messages: Message[] };
    account.push(record.metadata.user_api_key_hash);
    const text = record.messages
      .filter(({ role }) => role === 'system' || role === 'user')
      .slice(0, 2)
      .map(({ content }) => textOf(content))
      .join('\n');
    bags.push(bagOf(text.slice(0, LOOK)));
  }
  return { account, points: fourier(bags) };
}

/** The same of texts, `FEATURES` values each. */
export const pointsOf = (texts: readonly string[]): Float32Array =>
  fourier(texts.map((text) => bagOf(text.slice(0, LOOK))));

interface Message {
  role: string;
  content: string | null | { text?: string }[];
}

const textOf = (content: Message['content']): string =>
  typeof content === 'string' ? content : (content ?? []).map(({ text }) => text ?? '').join('\n');

/** Square roots of counts on the unit sphere: a word that stands ten times says less than ten words. */
function bagOf(text: string): Float32Array {
  const bag = new Float32Array(CELLS);
  let before = '';
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) {
    for (const feature of before ? [word, `${before} ${word}`] : [word]) {
      const h = hash32(feature);
      bag[h % CELLS]! += 1;
    }
    before = word;
  }
  let norm = 0;
  bag.forEach((count, cell) => {
    bag[cell] = Math.sqrt(count);
    norm += count;
  });
  return norm > 0 ? bag.map((value) => value / Math.sqrt(norm)) : bag;
}

function fourier(bags: readonly Float32Array[]): Float32Array {
  const random = new Random('fourier');
  const width = medianDistance(bags, random);
  const weights = Float32Array.from({ length: FEATURES * CELLS }, () => random.normal() / width);
  const phase = Float32Array.from({ length: FEATURES }, () => 2 * Math.PI * random.next());
  const points = new Float32Array(bags.length * FEATURES);
  const scale = Math.sqrt(2 / FEATURES);
  const sums = new Float32Array(FEATURES);
  bags.forEach((bag, request) => {
    sums.set(phase);
    for (let cell = 0; cell < CELLS; cell++) {
      const value = bag[cell]!;
      if (value === 0) continue;
      for (let f = 0; f < FEATURES; f++) sums[f]! += value * weights[cell * FEATURES + f]!;
    }
    for (let f = 0; f < FEATURES; f++) points[request * FEATURES + f] = scale * Math.cos(sums[f]!);
  });
  return points;
}

function medianDistance(bags: readonly Float32Array[], random: Random): number {
  const distances = Array.from({ length: PAIRS }, () => {
    const [a, b] = [random.pick(bags), random.pick(bags)];
    return Math.sqrt(a.reduce((sum, value, cell) => sum + (value - b[cell]!) ** 2, 0));
  });
  return distances.sort((a, b) => a - b)[PAIRS >> 1]! || 1;
}

function* linesOf(file: string): Generator<string> {
  const handle = openSync(file, 'r');
  const chunk = Buffer.allocUnsafe(8 << 20);
  let rest = Buffer.alloc(0);
  for (let n = readSync(handle, chunk); n > 0; n = readSync(handle, chunk)) {
    const data = Buffer.concat([rest, chunk.subarray(0, n)]);
    let at = 0;
    for (let end = data.indexOf(10); end >= 0; end = data.indexOf(10, at)) {
      yield data.toString('utf8', at, end);
      at = end + 1;
    }
    rest = Buffer.from(data.subarray(at));
  }
  closeSync(handle);
  if (rest.length > 0) yield rest.toString('utf8');
}
