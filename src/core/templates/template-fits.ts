import { extended } from '../math/columns.ts';
import { HashIndex } from '../math/hash-index.ts';
import { combine32, join53, mix32 } from '../math/hash.ts';
import type { PromptBlocks } from './prompt-blocks.ts';
import type { TemplateKey } from './template-tree.ts';

/**
 * Which templates a prompt fits: the entries `start[place] .. start[place + 1]`, by number. Prompts with the same blocks have
 * one place: they are compared once.
 */
export class TemplateFits {
  start = new Uint32Array(1024);
  number = new Uint32Array(1024);
  /** Share of the key's letters that the prompt holds. */
  share = new Float64Array(1024);
  /** Place of each prompt. */
  readonly placeOf: Uint32Array;
  private places = 0;
  private readonly known = new HashIndex();
  private signatures = new Float64Array(1024);
  /** Templates whose keys hold block b: `holders[firstHolder[b] .. firstHolder[b + 1]]`. */
  private readonly firstHolder: Uint32Array;
  private readonly holders: Uint32Array;
  private readonly held: Float64Array;
  private readonly touched: Uint32Array;

  /** @param least share of the letters from which a template fits */
  constructor(
    private readonly prompts: PromptBlocks,
    keys: readonly TemplateKey[],
    private readonly typical: Float64Array,
    private readonly keyLetters: Float64Array,
    private readonly least: number,
  ) {
    this.held = new Float64Array(keys.length);
    this.touched = new Uint32Array(keys.length);
    const first = new Uint32Array(prompts.blocks + 1);
    for (const { blocks } of keys) for (const block of blocks) first[block + 1]!++;
    for (let block = 0; block < prompts.blocks; block++) first[block + 1]! += first[block]!;
    const next = first.slice();
    this.holders = new Uint32Array(first[prompts.blocks]!);
    keys.forEach(({ blocks }, number) => {
      for (const block of blocks) this.holders[next[block]!++] = number;
    });
    this.firstHolder = first;
    this.placeOf = new Uint32Array(prompts.prompts);
    for (let prompt = 0; prompt < prompts.prompts; prompt++) this.placeOf[prompt] = this.put(prompt);
  }

  private put(prompt: number): number {
    const { start, block } = this.prompts;
    let [low, high] = [1, 2];
    for (let at = start[prompt]!; at < start[prompt + 1]!; at++) {
      low = combine32(low, block[at]! + 1);
      high = mix32(high ^ low);
    }
    const signature = join53(low, high);
    let place = this.known.find(signature, this.signatures);
    if (place < 0) {
      place = this.places++;
      if (place + 1 >= this.start.length) {
        this.start = extended(this.start, new Uint32Array(2 * this.start.length));
        this.signatures = extended(this.signatures, new Float64Array(2 * this.signatures.length));
      }
      this.signatures[place] = signature;
      this.known.add(place, this.signatures);
      this.compare(prompt, place);
    }
    return place;
  }

  private compare(prompt: number, place: number): void {
    const { held, touched, typical, firstHolder, holders } = this;
    const { start, block } = this.prompts;
    let count = 0;
    for (let at = start[prompt]!; at < start[prompt + 1]!; at++) {
      const b = block[at]!;
      const letters = typical[b]!;
      if (letters === 0) continue;
      for (let i = firstHolder[b]!; i < firstHolder[b + 1]!; i++) {
        const number = holders[i]!;
        if (held[number] === 0) touched[count++] = number;
        held[number]! += letters;
      }
    }
    let end = this.start[place]!;
    if (end + count > this.number.length) {
      this.number = extended(this.number, new Uint32Array(2 * (end + count)));
      this.share = extended(this.share, new Float64Array(2 * (end + count)));
    }
    const from = end;
    for (let i = 0; i < count; i++) {
      const number = touched[i]!;
      const share = held[number]! / this.keyLetters[number]!;
      held[number] = 0;
      if (share < this.least) continue;
      // A few entries, most often in order.
      let at = end++;
      for (; at > from && this.number[at - 1]! > number; at--) {
        this.number[at] = this.number[at - 1]!;
        this.share[at] = this.share[at - 1]!;
      }
      this.number[at] = number;
      this.share[at] = share;
    }
    this.start[place + 1] = end;
  }
}
