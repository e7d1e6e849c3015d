/** Each distinct prompt as a short list of blocks, in order of first appearance. */
import type { ClauseBlocks } from './clause-blocks.ts';
import type { FrequentClauses } from './frequent-clauses.ts';

/** Blocks of prompt p are the entries `start[p] .. start[p + 1]`. */
export interface PromptBlocks {
  prompts: number;
  blocks: number;
  start: Uint32Array;
  block: Uint32Array;
  /** Letters of the block that the prompt holds. */
  letters: Uint16Array;
  /** 1 when the block begins in the system prompt. */
  system: Uint8Array;
  /** 1 when the block holds the first or the last clause of the user message. */
  edge: Uint8Array;
  /** Hash of each prompt's user message. */
  user: Uint32Array;
}

export function promptBlocks(clauses: FrequentClauses, blocks: ClauseBlocks, user: Uint32Array): PromptBlocks {
  const prompts = clauses.start.length - 1;
  const start = new Uint32Array(prompts + 1);
  const block = new Uint32Array(clauses.list.length);
  const letters = new Uint16Array(clauses.list.length);
  const system = new Uint8Array(clauses.list.length);
  const edge = new Uint8Array(clauses.list.length);
  const place = new Map<number, number>();
  let end = 0;
  for (let prompt = 0; prompt < prompts; prompt++) {
    place.clear();
    const from = clauses.start[prompt]!;
    for (let i = from; i < clauses.start[prompt + 1]!; i++) {
      const clause = clauses.list[i]!;
      const number = blocks.ofClause[clause]!;
      let at = place.get(number);
      if (at === undefined) {
        at = end++;
        place.set(number, at);
        block[at] = number;
        system[at] = i - from < clauses.inSystem[prompt]! ? 1 : 0;
      }
      edge[at]! |= clauses.edge[i]!;
      letters[at] = Math.min(65535, letters[at]! + clauses.letters[clause]!);
    }
    start[prompt + 1] = end;
  }
  return {
    prompts,
    blocks: blocks.count,
    start,
    block: block.slice(0, end),
    letters: letters.slice(0, end),
    system: system.slice(0, end),
    edge: edge.slice(0, end),
    user,
  };
}
