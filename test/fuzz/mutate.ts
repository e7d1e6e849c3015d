/** Changes inputs as accidents and attackers do: bytes, pieces of JSON, whole lines, and pieces of other inputs. */
import type { Random } from '../../src/math/random.ts';

const LONGEST = 4096;

/** What parsers trip over. */
const PIECES = [
  '{', '}', '[', ']', '"', ',', ':', '\\', '\n', '\r\n', '\0', '\ufeff', '\u2028', "'", ';', '\t', '#', '---\n',
  '{}', '[]', '[[[[[[[[', '{"a":', '""', '"",', 'null', 'true', 'NaN', '-Infinity', '1e999', '-0', '0.1e-999',
  '9007199254740993', '\\u0000', '\\ud800', '\\udc00', '\\u202e', '\\n', '"__proto__":{"polluted":1},', '"constructor":1,',
  '"messages":', '"role":"user",', '"content":', '"prompt":', '"type":"text",', '"type":"image",', '"data:"', 'data: {',
  'data: [DONE]\n\n', '{"messages":[{"role":"user","content":"x"}]}', "{'a': None, 'b': True}", '<|im_start|>user\n', '=cmd|',
  '%PDF', '\x1f\x8b\x08', '\x28\xb5\x2f\xfd', 'PK\x03\x04', 'PAR1', 'ustar', '*a', '&a ', '!!js/function', '<<: *a', '1', '-1',
].map((text) => Buffer.from(text)); // prettier-ignore

type Change = (input: Buffer, random: Random, others: readonly Buffer[]) => Buffer;

function spanOf(input: Buffer, random: Random, longest: number): [from: number, to: number] {
  const from = random.below(input.length + 1);
  return [from, Math.min(input.length, from + random.below(longest + 1))];
}

function splice(input: Buffer, from: number, to: number, piece: Uint8Array): Buffer {
  return Buffer.concat([input.subarray(0, from), piece, input.subarray(to)]);
}

const CHANGES: readonly Change[] = [
  (input, random) => {
    const [from, to] = spanOf(input, random, 40);
    return splice(input, from, to, Buffer.alloc(0));
  },
  (input, random) => {
    const [from, to] = spanOf(input, random, 8);
    return splice(input, from, to, Buffer.from(Array.from({ length: random.below(8) }, () => random.below(256))));
  },
  (input, random) => {
    const changed = Buffer.from(input);
    if (changed.length > 0) changed[random.below(changed.length)]! ^= 1 << random.below(8);
    return changed;
  },
  (input, random) => {
    const [from, to] = spanOf(input, random, 12);
    return splice(input, from, random.below(2) === 0 ? from : to, random.pick(PIECES));
  },
  (input, random) => {
    const [from, to] = spanOf(input, random, 200);
    const at = random.below(input.length + 1);
    return splice(input, at, at, input.subarray(from, to));
  },
  (input, random, others) => {
    const other = random.pick(others);
    const [from, to] = spanOf(other, random, 400);
    const [start, end] = spanOf(input, random, 400);
    return splice(input, start, end, other.subarray(from, to));
  },
  (input, random) => input.subarray(0, random.below(input.length + 1)),
  swapValues,
  swapLines,
];

/** Puts the value after one colon in the place of the value after another: types come where they do not belong. */
function swapValues(input: Buffer, random: Random): Buffer {
  const text = input.toString('latin1');
  const colons = [...text.matchAll(/":/g)].map(({ index }) => index + 2);
  if (colons.length < 2) return input;
  const [from, to] = [random.pick(colons), random.pick(colons)];
  const value =
    /^\s*(?:"(?:[^"\\]|\\.){0,200}"|[\w.+-]{1,30}|\[[^\]]{0,200}\]|\{[^}]{0,200}\})/.exec(text.slice(from))?.[0] ??
    'null';
  const old = /^\s*(?:"(?:[^"\\]|\\.){0,2000}"|[\w.+-]{1,30})/.exec(text.slice(to))?.[0] ?? '';
  return Buffer.from(text.slice(0, to) + value + text.slice(to + old.length), 'latin1');
}

function swapLines(input: Buffer, random: Random): Buffer {
  const lines = input.toString('latin1').split('\n');
  const [a, b] = [random.below(lines.length), random.below(lines.length)];
  [lines[a], lines[b]] = [lines[b]!, lines[a]!];
  if (random.below(3) === 0) lines.splice(a, 1);
  return Buffer.from(lines.join('\n'), 'latin1');
}

/** A changed copy, mostly by one to four changes. */
export function mutate(input: Buffer, random: Random, others: readonly Buffer[]): Buffer {
  let changed = input;
  for (let left = 1 + random.below(4); left > 0; left--) changed = random.pick(CHANGES)(changed, random, others);
  return changed.length > LONGEST ? changed.subarray(0, LONGEST) : changed;
}
