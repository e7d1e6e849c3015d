/** The text of a template: what all its prompts say, with slots where they differ. */
import { smallest } from '../../../math/lists/many.ts';
import { SLOT_MARK } from './intent.ts';
import type { TemplatePart } from './template-part.ts';

/** Pieces of a prompt that are compared, from its start and from its end; the comparison takes their square. */
const PIECES = 300;
/** Letters of a prompt that are looked at, from its start and from its end. */
const EXAMINED_LETTERS = 40_000;
const EXAMPLES = 3;
const EXAMPLE_LENGTH = 200;
const MAX_LENGTH = 4000;

/** A clause with the punctuation and space that ends it, or a run of such characters. */
const PIECE =
  /[^\n.!?:;,"`()[\]{}<>|。！？：；，、]*[\n.!?:;,"`()[\]{}<>|。！？：；，、\s]+|[^\n.!?:;,"`()[\]{}<>|。！？：；，、]+$/g;

/** Takes linear time on long runs of spaces, where none are at the end. */
const WORD = /\s*\S+/g;

/** Parts in order, fixed text and slots in turn. One prompt alone is all fixed text. */
export function templateParts(prompts: readonly string[]): TemplatePart[] {
  const [first, ...others] = prompts.map((prompt) => pieces(prompt));
  if (!first) return [];
  let kept = first.map((_, index) => [index]);
  for (const other of others) {
    const matched = new Map(
      longestCommon(
        kept.map((places) => first[places[0]!]!),
        other,
      ),
    );
    kept = kept.flatMap((places, index) => (matched.has(index) ? [[...places, matched.get(index)!]] : []));
  }
  return fitLength(assemble([first, ...others], kept));
}

/** Text for the intent model: fixed parts with the slot mark between. */
export function textWithMarks(parts: readonly TemplatePart[]): string {
  return parts.map((part) => ('text' in part ? part.text : ` ${SLOT_MARK} `)).join('');
}

function pieces(prompt: string): string[] {
  const text =
    prompt.length <= 2 * EXAMINED_LETTERS
      ? prompt
      : `${prompt.slice(0, EXAMINED_LETTERS)}\n${prompt.slice(-EXAMINED_LETTERS)}`;
  const all = text.match(PIECE) ?? [];
  return all.length <= PIECES ? all : [...all.slice(0, PIECES / 2), ...all.slice(-PIECES / 2)];
}

/** Pairs of indices of a longest common subsequence of two lists. */
function longestCommon(a: readonly string[], b: readonly string[]): [number, number][] {
  // What both begin with belongs to it.
  let begin = 0;
  while (begin < a.length && begin < b.length && a[begin] === b[begin]) begin++;
  const numbers = new Map<string, number>();
  const numberOf = (piece: string): number => {
    let number = numbers.get(piece);
    if (number === undefined) numbers.set(piece, (number = numbers.size));
    return number;
  };
  const [first, second] = [Uint16Array.from(a, numberOf), Uint16Array.from(b, numberOf)];
  const width = second.length + 1;
  const best = new Uint16Array((first.length + 1) * width);
  for (let i = first.length - 1; i >= begin; i--) {
    for (let j = second.length - 1; j >= begin; j--) {
      best[i * width + j] =
        first[i] === second[j]
          ? best[(i + 1) * width + j + 1]! + 1
          : Math.max(best[(i + 1) * width + j]!, best[i * width + j + 1]!);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < first.length && j < second.length;) {
    if (first[i] === second[j]) pairs.push([i++, j++]);
    else if (best[(i + 1) * width + j]! >= best[i * width + j + 1]!) i++;
    else j++;
  }
  return pairs;
}

/** Joins kept pieces, and makes a slot of what is between them; words that all contents share go back to the text. */
function assemble(texts: readonly string[][], kept: readonly number[][]): TemplatePart[] {
  const parts: TemplatePart[] = [];
  const addText = (text: string): void => {
    const last = parts[parts.length - 1];
    if (last && 'text' in last) last.text += text;
    else if (text) parts.push({ text });
  };
  let slots = 0;
  const addBetween = (contents: readonly string[]): void => {
    const [before, middles, after] = splitShared(contents);
    const [spaceBefore, spaceAfter] = spaceAround(middles);
    addText(before + spaceBefore);
    if (middles.some(Boolean)) {
      const examples = [...new Set(middles.filter((middle) => middle.trim()))].slice(0, EXAMPLES);
      parts.push({ slot: ++slots, examples: examples.map((example) => cut(example.trim(), EXAMPLE_LENGTH)) });
    }
    addText(spaceAfter + after);
  };
  const end = texts.map((text) => text.length);
  let from = texts.map(() => 0);
  for (const places of [...kept, end]) {
    if (places.some((place, i) => place > from[i]!))
      addBetween(texts.map((text, i) => text.slice(from[i], places[i]).join('')));
    if (places !== end) addText(texts[0]![places[0]!]!);
    from = places.map((place) => place + 1);
  }
  return parts;
}

/** Words that all texts begin and end with, and what is left of each. */
function splitShared(texts: readonly string[]): [string, string[], string] {
  const words = texts.map(wordsOf);
  const least = smallest(words.map((list) => list.length));
  let before = 0;
  while (before < least && words.every((list) => list[before] === words[0]![before])) before++;
  let after = 0;
  while (
    after < least - before &&
    words.every((list) => list[list.length - 1 - after] === words[0]![words[0]!.length - 1 - after])
  )
    after++;
  const middles = words.map((list) => list.slice(before, list.length - after).join(''));
  return [words[0]!.slice(0, before).join(''), middles, words[0]!.slice(words[0]!.length - after).join('')];
}

/** White space that all contents of a slot begin and end with, empty ones aside: it belongs to the text around the slot. */
function spaceAround(contents: readonly string[]): [string, string] {
  const filled = contents.filter((content) => content.trim());
  const first = filled[0] ?? '';
  const begin = first.slice(0, first.length - first.trimStart().length);
  const end = first.slice(first.trimEnd().length);
  return [
    filled.every((content) => content.startsWith(begin)) ? begin : '',
    filled.every((content) => content.endsWith(end)) ? end : '',
  ];
}

/** Words, each with the space before it, the last also with the space after it. */
function wordsOf(text: string): string[] {
  const trimmed = text.trimEnd();
  const words = trimmed.match(WORD) ?? [];
  const last = words.at(-1);
  if (last !== undefined) words[words.length - 1] = last + text.slice(trimmed.length);
  return words;
}

function fitLength(parts: readonly TemplatePart[]): TemplatePart[] {
  let left = MAX_LENGTH;
  return parts.flatMap((part): TemplatePart[] => {
    if (left <= 0) return [];
    if (!('text' in part)) return [part];
    const text = cut(part.text, left);
    left -= part.text.length;
    return [{ text }];
  });
}

/** Cuts at a code point, so that no half of a surrogate pair stays. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = /[\uD800-\uDBFF]/.test(text[length - 1]!) ? length - 1 : length;
  return `${text.slice(0, end)}…`;
}
