/** Each distinct prompt as a short list of blocks, in order of first appearance. */
import type { ClauseBlocks } from './clause-blocks.ts';
import type { FrameClauses } from './frame-clauses.ts';

/** Share of a block's letters that a prompt needs to hold the block. */
const HELD = 0.5;

/**
 * What a prompt's block may be: begun in the system prompt, or holding the first or the last clause of the user message, or
 * a clause that closes a slot.
 */
export const HOLDS = { system: 1, edge: 2, closes: 4 };

/** Blocks of prompt p are the entries `start[p] .. start[p + 1]`. */
export interface PromptBlocks {
  prompts: number;
  blocks: number;
  start: Uint32Array;
  block: Uint32Array;
  /** Letters of the block that the prompt holds. */
  letters: Uint16Array;
  /** See `HOLDS`. */
  flags: Uint8Array;
  /** Hash of each prompt's user message. */
  user: Uint32Array;
}

export function promptBlocks(clauses: FrameClauses, blocks: ClauseBlocks, user: Uint32Array): PromptBlocks {
  const prompts = clauses.start.length - 1;
  const start = new Uint32Array(prompts + 1);
  const block = new Uint32Array(clauses.list.length);
  const letters = new Uint16Array(clauses.list.length);
  const flags = new Uint8Array(clauses.list.length);
  /** Where the block stands in the list of the prompt that had it last, and that prompt. */
  const place = new Uint32Array(blocks.count);
  const holder = new Int32Array(blocks.count).fill(-1);
  const whole = new Float64Array(blocks.count);
  blocks.ofClause.forEach((number, clause) => (whole[number]! += clauses.letters[clause]!));
  let end = 0;
  for (let prompt = 0; prompt < prompts; prompt++) {
    const from = clauses.start[prompt]!;
    for (let i = from; i < clauses.start[prompt + 1]!; i++) {
      const clause = clauses.list[i]!;
      const number = blocks.ofClause[clause]!;
      const isNew = holder[number] !== prompt;
      const at = isNew ? end++ : place[number]!;
      if (isNew) {
        holder[number] = prompt;
        place[number] = at;
        block[at] = number;
        flags[at] = i - from < clauses.inSystem[prompt]! ? HOLDS.system : 0;
      }
      if (clauses.edge[i]) flags[at]! |= HOLDS.edge;
      if (clauses.closes[i]) flags[at]! |= HOLDS.closes;
      letters[at] = Math.min(65535, letters[at]! + clauses.letters[clause]!);
    }
    // A short clause of a block also stands elsewhere; alone it is not the block.
    const first = start[prompt]!;
    let kept = first;
    for (let at = first; at < end; at++) {
      if (letters[at]! < HELD * whole[block[at]!]!) continue;
      block[kept] = block[at]!;
      letters[kept] = letters[at]!;
      flags[kept] = flags[at]!;
      kept++;
    }
    for (let at = kept; at < end; at++) letters[at] = 0;
    end = start[prompt + 1] = kept;
  }
  return {
    prompts,
    blocks: blocks.count,
    start,
    block: block.subarray(0, end),
    letters: letters.subarray(0, end),
    flags: flags.subarray(0, end),
    user,
  };
}
