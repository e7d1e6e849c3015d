/** Gives each distinct prompt the one template whose key it holds and that explains most. */
import type { PromptBlocks } from './prompt-blocks.ts';
import { MIN_MEMBERS, NAMING_LETTERS, type TemplateKey } from './template-tree.ts';

/** Share of a key's letters, and of its blocks, that a prompt must hold: a cut or edited template still counts. */
const HELD = 0.8;
/** Rounds of assigning with the sizes of the round before; a third changes nothing that matters. */
const ROUNDS = 2;

/** Number of each prompt's template in `keys`, or -1. */
export function assignTemplates(prompts: PromptBlocks, keys: readonly TemplateKey[]): Int32Array {
  const byBlock = new Map<number, number[]>();
  keys.forEach((key, number) => {
    for (const block of key.blocks) {
      const list = byBlock.get(block);
      if (list) list.push(number);
      else byBlock.set(block, [number]);
    }
  });
  const letters = typicalLetters(prompts);
  const keyLetters = keys.map((key) => key.blocks.reduce((sum, block) => sum + letters[block]!, 0));
  let sizes = Float64Array.from(keys, (key) => key.members);
  let result = new Int32Array(prompts.prompts).fill(-1);
  for (let round = 0; round < ROUNDS; round++) {
    result = new Int32Array(prompts.prompts).fill(-1);
    const members = new Float64Array(keys.length);
    const held = new Map<number, { letters: number; blocks: number }>();
    for (let prompt = 0; prompt < prompts.prompts; prompt++) {
      held.clear();
      for (let at = prompts.start[prompt]!; at < prompts.start[prompt + 1]!; at++) {
        const block = prompts.block[at]!;
        const here = Math.min(prompts.letters[at]!, letters[block]!);
        for (const number of byBlock.get(block) ?? []) {
          const sum = held.get(number);
          if (sum) {
            sum.letters += here;
            sum.blocks++;
          } else held.set(number, { letters: here, blocks: 1 });
        }
      }
      const fitting = [...held]
        .filter(
          ([number, sum]) =>
            sizes[number]! > 0 &&
            sum.letters >= HELD * keyLetters[number]! &&
            sum.blocks >= HELD * keys[number]!.blocks.length,
        )
        .map(([number]) => number);
      if (!fitting.length) continue;
      const best = mostSpecific(fitting, keys, sizes, keyLetters);
      result[prompt] = best;
      members[best]!++;
    }
    sizes = members.map((size) => (size >= MIN_MEMBERS ? size : 0));
  }
  return result.map((number) => (number >= 0 && sizes[number]! > 0 ? number : -1));
}

/** The template that names most prompts best; then, as long as there is one, a template whose key contains its key. */
function mostSpecific(
  fitting: readonly number[],
  keys: readonly TemplateKey[],
  sizes: Float64Array,
  keyLetters: readonly number[],
): number {
  const worth = (number: number): number => sizes[number]! * Math.min(NAMING_LETTERS, keyLetters[number]!);
  let best = fitting.reduce((a, b) => (worth(b) > worth(a) || (worth(b) === worth(a) && b < a) ? b : a));
  for (;;) {
    const inside = new Set(keys[best]!.blocks);
    const larger = fitting.filter(
      (number) => keys[number]!.blocks.length > inside.size && contains(keys[number]!, inside),
    );
    if (!larger.length) return best;
    best = larger.reduce((a, b) => (worth(b) > worth(a) || (worth(b) === worth(a) && b < a) ? b : a));
  }
}

function contains(key: TemplateKey, blocks: ReadonlySet<number>): boolean {
  let found = 0;
  for (const block of key.blocks) if (blocks.has(block)) found++;
  return found === blocks.size;
}

/** Mean letters of each block over the prompts that hold it. */
function typicalLetters(prompts: PromptBlocks): Float64Array {
  const sum = new Float64Array(prompts.blocks);
  const count = new Float64Array(prompts.blocks);
  for (let at = 0; at < prompts.block.length; at++) {
    sum[prompts.block[at]!]! += prompts.letters[at]!;
    count[prompts.block[at]!]!++;
  }
  return sum.map((value, block) => value / Math.max(1, count[block]!));
}
