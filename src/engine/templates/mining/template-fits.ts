import { extended } from '../../../math/columns.ts';
import { HashIndex } from '../../../math/hash-index.ts';
import { combine32, join53, mix32 } from '../../../math/hash.ts';
import { HOLDS } from '../frames/frame-clauses.ts';
import type { PromptBlocks } from './prompt-blocks.ts';
import type { TemplateKey } from './template-tree.ts';

/**
 * Templates that a prompt is compared with, at most. Eight logs of four generators came to 18 to 76; sentences dealt out at random
 * make as many templates as there are prompts, and time and memory would grow with the square (`docs/reliability.md`).
 */
const MOST_COMPARED = 512;

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
  /** Templates that a prompt with block b may fit, of those that `leadingBlocks` tells: `led.list[led.start[b] .. led.start[b + 1]]`. */
  private readonly led: Lists;
  /** One more than the place that last held each block, and than the place last compared with each template. */
  private readonly heldBy: Uint32Array;
  private readonly comparedWith: Uint32Array;
  /** 1 for blocks that are in user messages, and their letters in each key that tells messages under one system prompt apart. */
  private readonly inMessages: Uint8Array;
  private readonly messageLetters: Float64Array;

  /**
   * @param typical letters of each block
   * @param keyLetters of all blocks of each key
   * @param least share of the letters from which a template fits
   */
  constructor(
    private readonly prompts: PromptBlocks,
    private readonly keys: readonly TemplateKey[],
    private readonly typical: Float64Array,
    private readonly keyLetters: Float64Array,
    private readonly least: number,
  ) {
    this.led = this.leadingBlocks();
    this.heldBy = new Uint32Array(prompts.blocks);
    this.comparedWith = new Uint32Array(keys.length);
    this.inMessages = blocksOfMessages(prompts);
    this.messageLetters = Float64Array.from(keys, ({ blocks, below }) =>
      below ? blocks.reduce((sum, block) => sum + (this.inMessages[block] === 1 ? typical[block]! : 0), 0) : 0,
    );
    this.placeOf = new Uint32Array(prompts.prompts);
    for (let prompt = 0; prompt < prompts.prompts; prompt++) this.placeOf[prompt] = this.put(prompt);
  }

  /**
   * Blocks of each key, one of which every fitting prompt holds: all but the commonest ones, without which there is too little
   * left (the prefix filter of Chaudhuri, Ganti and Kaushik 2006). Most keys share a preamble, and need not be looked at for it.
   */
  private leadingBlocks(): Lists {
    const common = new Uint32Array(this.prompts.blocks);
    const { block: held } = this.prompts;
    for (let at = 0; at < held.length; at++) common[held[at]!]!++;
    const leading = this.keys.map(({ blocks }, number) => {
      const spare = (this.least - ROUNDING) * this.keyLetters[number]!;
      let rest = 0;
      return blocks
        .filter((block) => this.typical[block]! > 0)
        .sort((a, b) => common[b]! - common[a]! || a - b)
        .filter((block) => rest >= spare || (rest += this.typical[block]!) >= spare);
    });
    const start = new Uint32Array(common.length + 1);
    for (const blocks of leading) for (const block of blocks) start[block + 1]!++;
    for (let block = 0; block < common.length; block++) start[block + 1]! += start[block]!;
    const next = start.slice();
    const list = new Uint32Array(start[common.length]!);
    leading.forEach((blocks, number) => {
      for (const block of blocks) list[next[block]!++] = number;
    });
    return { start, list };
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
      this.known.add(place, signature);
      this.compare(prompt, place);
    }
    return place;
  }

  private compare(prompt: number, place: number): void {
    const { led, heldBy, comparedWith } = this;
    const held = this.prompts.block.subarray(this.prompts.start[prompt], this.prompts.start[prompt + 1]);
    const templatesWith = (block: number): number => led.start[block + 1]! - led.start[block]!;
    let listed = 0;
    for (const block of held) {
      heldBy[block] = place + 1;
      listed += templatesWith(block);
    }
    // Where not all can be compared, those of the blocks that few templates have come first: they tell most.
    const blocks =
      listed > MOST_COMPARED ? held.slice().sort((a, b) => templatesWith(a) - templatesWith(b) || a - b) : held;
    const from = this.start[place]!;
    let [end, left] = [from, MOST_COMPARED];
    for (const block of blocks) {
      for (let i = led.start[block]!; i < led.start[block + 1]! && left > 0; i++) {
        const number = led.list[i]!;
        if (comparedWith[number] === place + 1) continue;
        comparedWith[number] = place + 1;
        left--;
        const share = this.shareHeld(number, place);
        if (share >= this.least) this.insert(number, share, from, end++);
      }
    }
    this.start[place + 1] = end;
  }

  /**
   * Share of the letters of a key that the prompts of a place hold. The system prompt that all users of an assistant share must
   * not outweigh a message that is another: where the key tells messages apart, that share of its message must be held too.
   */
  private shareHeld(number: number, place: number): number {
    const { heldBy, typical, inMessages } = this;
    let all = 0;
    let message = 0;
    for (const block of this.keys[number]!.blocks) {
      if (heldBy[block] !== place + 1) continue;
      all += typical[block]!;
      if (inMessages[block] === 1) message += typical[block]!;
    }
    const share = all / this.keyLetters[number]!;
    const ofMessage = this.messageLetters[number]!;
    return ofMessage > 0 ? Math.min(share, message / ofMessage) : share;
  }

  /** Puts a template among the few that a place has from `from` to `end`, by its number. */
  private insert(number: number, share: number, from: number, end: number): void {
    if (end === this.number.length) {
      this.number = extended(this.number, new Uint32Array(2 * end));
      this.share = extended(this.share, new Float64Array(2 * end));
    }
    let at = end;
    for (; at > from && this.number[at - 1]! > number; at--) {
      this.number[at] = this.number[at - 1]!;
      this.share[at] = this.share[at - 1]!;
    }
    this.number[at] = number;
    this.share[at] = share;
  }
}

/** 1 for blocks that most prompts hold outside the system prompt. */
function blocksOfMessages({ block, flags, blocks }: PromptBlocks): Uint8Array {
  const outside = new Int32Array(blocks);
  for (let at = 0; at < block.length; at++) outside[block[at]!]! += (flags[at]! & HOLDS.system) === 0 ? 1 : -1;
  return Uint8Array.from(outside, (more) => Number(more > 0));
}

/** Lists of numbers: that of n is `list[start[n] .. start[n + 1]]`. */
interface Lists {
  start: Uint32Array;
  list: Uint32Array;
}

/** Sums of the same numbers in another order differ by less. */
const ROUNDING = 1e-9;
