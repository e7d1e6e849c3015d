/**
 * Each distinct prompt as a short list of blocks, in order of first appearance. Later steps go through prompts account by account,
 * again and again, so prompts are put into that order: what is read together lies together in memory.
 */
import { type Numbers, numbersBelow } from '../../../math/columns.ts';
import { PREFETCH_COUNT, prefetchLists, prefetchValues } from '../../../math/prefetch.ts';
import type { ClauseBlocks } from './clause-blocks.ts';
import { type FrameClauses, type FrameLists, HOLDS } from '../frames/frame-clauses.ts';

/** Share of a block's letters that a prompt needs to hold the block. */
const HELD = 0.5;

/** Blocks of prompt p are the entries `start[p] .. start[p + 1]`. Prompts are ordered by account, then by their number. */
export interface PromptBlocks {
  prompts: number;
  /** Number of each among the distinct prompts, and the account that sent it first. */
  number: Uint32Array;
  account: Uint32Array;
  blocks: number;
  start: Uint32Array;
  block: Numbers;
  /** Letters of the block that the prompt holds. */
  letters: Uint16Array;
  /** See `HOLDS`. */
  flags: Uint8Array;
  /** Number of each prompt's user message in the pool of texts. */
  user: Uint32Array;
}

/** @param number of each prompt among the distinct ones, ordered by who sent it first */
export function promptBlocks(
  clauses: FrameClauses,
  { count, ofClause }: ClauseBlocks,
  number: Uint32Array,
): Omit<PromptBlocks, 'account' | 'user'> {
  const { users, systems, systemOf, isBare } = clauses;
  const whole = new Float64Array(count);
  ofClause.forEach((number, clause) => (whole[number]! += clauses.letters[clause]!));
  // Many prompts have one system prompt: its blocks are found once.
  const ofSystem = new BlockLists(systems.start.length - 1, systems.list.length, count);
  for (let system = 0; system + 1 < systems.start.length; system++) {
    ofSystem.takeAll(systems, system, system, HOLDS.closes, ofClause, clauses.letters);
    ofSystem.start[system + 1] = ofSystem.end;
  }
  let room = users.list.length;
  for (const system of systemOf) room += ofSystem.start[system + 1]! - ofSystem.start[system]!;
  const found = new BlockLists(systemOf.length, room, count);
  for (let place = 0; place < number.length; place++) {
    if (place % PREFETCH_COUNT === 0) fetchPrompts(clauses, number, place);
    const prompt = number[place]!;
    const system = systemOf[prompt]!;
    found.copy(ofSystem, system, place);
    if (isBare[prompt])
      for (let i = systems.start[system]!; i < systems.start[system + 1]!; i++)
        if (systems.flags[i]! & HOLDS.edge) found.flags[found.placeOf(ofClause[systems.list[i]!]!)]! |= HOLDS.edge;
    found.takeAll(users, prompt, place, HOLDS.edge | HOLDS.closes, ofClause, clauses.letters);
    found.close(place, whole);
  }
  const { start, end } = found;
  return {
    prompts: systemOf.length,
    number,
    blocks: count,
    start,
    block: found.block.subarray(0, end),
    letters: found.letters.subarray(0, end),
    flags: found.flags.subarray(0, end),
  };
}

/** Brings into the cache what will be read of the prompts from a place on. */
function fetchPrompts({ users, systemOf, isBare }: FrameClauses, number: Uint32Array, from: number): void {
  const to = Math.min(from + PREFETCH_COUNT, number.length);
  prefetchValues(users.start, number, from, to);
  prefetchLists(users.start, users.list, number, from, to);
  prefetchLists(users.start, users.flags, number, from, to);
  prefetchValues(systemOf, number, from, to);
  prefetchValues(isBare, number, from, to);
}

/** Lists of blocks, one text after the other. */
class BlockLists {
  readonly start: Uint32Array;
  readonly block: Numbers;
  readonly letters: Uint16Array;
  readonly flags: Uint8Array;
  end = 0;
  /** Where each block is in the list of the text that had it last, and that text. */
  private readonly place: Uint32Array;
  private readonly holder: Int32Array;

  constructor(texts: number, room: number, blocks: number) {
    this.start = new Uint32Array(texts + 1);
    this.block = numbersBelow(blocks, room);
    this.letters = new Uint16Array(room);
    this.flags = new Uint8Array(room);
    this.place = new Uint32Array(blocks);
    this.holder = new Int32Array(blocks).fill(-1);
  }

  /** Adds letters of a block to the list of a text, which is the last one; gives its place. `kind` are its first flags. */
  take(block: number, letters: number, text: number, kind: number): number {
    let at = this.place[block]!;
    if (this.holder[block] !== text) {
      this.holder[block] = text;
      at = this.place[block] = this.end++;
      this.block[at] = block;
      this.letters[at] = 0;
      this.flags[at] = kind;
    }
    this.letters[at] = Math.min(65535, this.letters[at]! + letters);
    return at;
  }

  /**
   * Adds the clauses of a text of frame clauses to the list of a text, which is the last one.
   * @param taken flags that its blocks get besides their first ones
   */
  takeAll(
    { start, list, flags }: FrameLists,
    from: number,
    text: number,
    taken: number,
    ofClause: Uint32Array,
    letters: Uint8Array,
  ): void {
    for (let i = start[from]!; i < start[from + 1]!; i++) {
      const at = this.take(ofClause[list[i]!]!, letters[list[i]!]!, text, flags[i]! & HOLDS.system);
      this.flags[at]! |= flags[i]! & taken;
    }
  }

  /** Adds the list of a text of another to that of a text here, which is the last one. */
  copy({ start, block, letters, flags }: BlockLists, from: number, text: number): void {
    for (let at = start[from]!; at < start[from + 1]!; at++) this.take(block[at]!, letters[at]!, text, flags[at]!);
  }

  /** Place of a block in the list that is not closed yet. */
  placeOf(block: number): number {
    return this.place[block]!;
  }

  /** Closes the list of a text, without blocks of which it holds little: a short clause of a block occurs elsewhere too. */
  close(text: number, whole: Float64Array): void {
    const { block, letters, flags, end } = this;
    let kept = this.start[text]!;
    for (let at = kept; at < end; at++) {
      if (letters[at]! < HELD * whole[block[at]!]!) continue;
      block[kept] = block[at]!;
      letters[kept] = letters[at]!;
      flags[kept] = flags[at]!;
      kept++;
    }
    this.end = this.start[text + 1] = kept;
  }
}
