import assert from 'node:assert/strict';
import { test } from 'node:test';
import { combine32, mix32 } from '../../../math/hash.ts';
import { Random } from '../../../math/random.ts';
import { HOLDS } from '../frames/frame-clauses.ts';
import type { PromptBlocks } from './prompt-blocks.ts';
import { TemplateFits } from './template-fits.ts';

/** Prompts of blocks of ten letters. */
function promptsOf(lists: readonly number[][], blocks: number): PromptBlocks {
  const start = new Uint32Array(lists.length + 1);
  lists.forEach((list, at) => (start[at + 1] = start[at]! + list.length));
  const block = Uint32Array.from(lists.flat());
  return {
    prompts: lists.length,
    number: Uint32Array.from(lists, (_, prompt) => prompt),
    account: new Uint32Array(lists.length),
    blocks,
    start,
    block,
    letters: new Uint16Array(block.length).fill(10),
    flags: new Uint8Array(block.length),
    user: new Uint32Array(lists.length),
  };
}

function fitsOf(lists: readonly number[][], keys: readonly number[][], blocks: number): [number, number][][] {
  const fits = new TemplateFits(
    promptsOf(lists, blocks),
    keys.map((list) => ({ blocks: list, below: false })),
    new Float64Array(blocks).fill(10),
    Float64Array.from(keys, (list) => 10 * list.length),
    0.5,
  );
  return lists.map((_, prompt) => {
    const place = fits.placeOf[prompt]!;
    return Array.from({ length: fits.start[place + 1]! - fits.start[place]! }, (__, at): [number, number] => [
      fits.number[fits.start[place]! + at]!,
      fits.share[fits.start[place]! + at]!,
    ]);
  });
}

test('a prompt fits the templates of whose keys it holds enough, by number', () => {
  const keys = [[0, 1], [2], [1, 2, 3]];
  assert.deepEqual(fitsOf([[2, 1], [3], [], [2, 1]], keys, 4), [
    [
      [0, 0.5],
      [1, 1],
      [2, 2 / 3],
    ],
    [],
    [],
    [
      [0, 0.5],
      [1, 1],
      [2, 2 / 3],
    ],
  ]);
});

test('a message that is another does not fit, however long the system prompt that both have', () => {
  // Blocks 0 to 8 are the system prompt, 9 is the message of the template, 10 another.
  const system = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const lists = [
    [...system, 9],
    [...system, 10],
  ];
  const prompts = promptsOf(lists, 11);
  prompts.block.forEach((block, at) => (prompts.flags[at] = block < 9 ? HOLDS.system : 0));
  const shares = [true, false].map((below) => {
    const keys = [{ blocks: lists[0]!, below }];
    const fits = new TemplateFits(prompts, keys, new Float64Array(11).fill(10), Float64Array.of(100), 0.5);
    return lists.map((_, at) => {
      const from = fits.start[fits.placeOf[at]!]!;
      return from === fits.start[fits.placeOf[at]! + 1]! ? 0 : fits.share[from]!;
    });
  });
  assert.deepEqual(shares, [
    [1, 0],
    [1, 0.9],
  ]);
});

test('there is room for many different prompts', () => {
  const lists = Array.from({ length: 3000 }, (_, n) => [n, 3000]);
  const keys = [[3000], ...lists.slice(0, 10)];
  const fits = fitsOf(lists, keys, 3001);
  assert.deepEqual(fits[7]!.slice(0, 3), [
    [0, 1],
    [1, 0.5],
    [2, 0.5],
  ]);
  assert.equal(fits[7]!.find(([number]) => number === 8)![1], 1);
  assert.equal(fits[2999]!.length, 11);
});

test('a template is found by its leading blocks wherever the prompt holds enough of it, and nowhere else', () => {
  const blocks = 40;
  const source = new Random(7);
  const random = (): number => source.next();
  const some = (most: number): number[] => {
    const first = Math.floor(random() * blocks);
    return Array.from({ length: 1 + Math.floor(random() * most) }, (_, n) => (first + 3 * n * n) % blocks).filter(
      (block, at, all) => all.indexOf(block) === at,
    );
  };
  // The first block is in every prompt and every key, as a preamble is; the last one has no letters.
  const typical = Float64Array.from({ length: blocks }, (_, block) => (block === blocks - 1 ? 0 : 1 + 30 * random()));
  const keys = Array.from({ length: 60 }, () => [...new Set([0, ...some(6)])].sort((a, b) => a - b));
  const lists = Array.from({ length: 400 }, () => [...new Set([0, ...some(12)])]);
  const letters = Float64Array.from(keys, (key) => key.reduce((sum, block) => sum + typical[block]!, 0));
  const fits = new TemplateFits(
    promptsOf(lists, blocks),
    keys.map((key) => ({ blocks: key, below: false })),
    typical,
    letters,
    0.5,
  );
  let found = 0;
  lists.forEach((list, prompt) => {
    const place = fits.placeOf[prompt]!;
    const [from, to] = [fits.start[place]!, fits.start[place + 1]!];
    const share = (number: number): number =>
      keys[number]!.reduce((sum, block) => sum + (list.includes(block) ? typical[block]! : 0), 0) / letters[number]!;
    const expected = [...keys.keys()].filter((number) => share(number) >= 0.5);
    assert.deepEqual([...fits.number.subarray(from, to)], expected);
    expected.forEach((number, at) => assert.equal(fits.share[from + at], share(number)));
    found += expected.length;
  });
  assert.ok(found > 1000 && found < 20_000);
});

/** Two lists of blocks that have one hash of 32 bits: among a hundred thousand there are some. */
function twins(): [number[], number[]] {
  const seen = new Map<number, number[]>();
  for (let n = 1; ; n++) {
    const list = [0, 8, 16, 24].map((shift) => (mix32(n) >>> shift) & 255);
    const hash = list.reduce((before, block) => combine32(before, block + 1), 1);
    const other = seen.get(hash);
    if (other !== undefined && other.join() !== list.join()) return [other, list];
    seen.set(hash, list);
  }
}

test('prompts with different blocks are not taken for one another where short hashes of them are the same', () => {
  const lists = twins();
  const fits = new TemplateFits(promptsOf(lists, 256), [], new Float64Array(256), new Float64Array(0), 0.5);
  assert.notEqual(fits.placeOf[0], fits.placeOf[1]);
});

test('a prompt of sentences that thousands of templates share is compared with a bounded number of them, the most telling first', () => {
  // Every key has the first block and one of its own; the last prompt holds its own block and the one that all have.
  const own = 3000;
  const keys = Array.from({ length: own }, (_, n) => [0, n + 1]);
  const lists = [...Array.from({ length: 50 }, () => [0]), [0, own]];
  const fits = fitsOf(lists, keys, own + 1);
  assert.equal(fits[0]!.length, 512);
  assert.equal(fits[50]!.length, 512);
  assert.deepEqual(fits[50]!.at(-1), [own - 1, 1]);
});
