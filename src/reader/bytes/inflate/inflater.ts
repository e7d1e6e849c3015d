import { compiled, exportsOf } from '../kernel/web-assembly.ts';
import { INFLATE_CODE } from './inflate-code.ts';

/** Bytes before a place that its text may refer to (RFC 1951, section 2). */
const WINDOW_BYTES = 32 << 10;

/** Places in the memory. Data may come in blocks of a megabyte while the beginning of a block is left of the one before. */
const INPUT = 0x20000;
const INPUT_END = 0x130000;
const OUTPUT = 0x148000;
const OUTPUT_END = OUTPUT + (1 << 18);

/** Why unpacking pauses, as numbered by `assembly/index.ts`. */
const PAUSES = ['input', 'room', 'block', 'over', 'damaged'] as const;

/**
 * - `input`: more data is needed.
 * - `room`: the text is to be taken first.
 * - `block`: a block of the data begins, from which unpacking can begin.
 * - `over`: the data has ended.
 * - `damaged`: it is no deflated data.
 */
export type Pause = (typeof PAUSES)[number];

/** Those of `assembly/index.ts`. */
interface Exports {
  memory: { buffer: ArrayBuffer };
  begin(data: number, bit: number, to: number, from: number): void;
  move(data: number, to: number, from: number): void;
  inputAt(): number;
  bitsLeft(): number;
  outputAt(): number;
  inflate(inputEnd: number, outputEnd: number, isWhole: number): number;
}

let module: object | undefined;
/** WebAssembly memory takes much address space until it is collected, so it is reused. */
const idle: Inflater[] = [];

/**
 * Unpacks deflated data (RFC 1951) that comes in pieces, on this thread. It takes three quarters of the time of zlib, and it
 * reports where blocks begin, so that unpacking can start there another time.
 */
export class Inflater {
  private readonly memory: Buffer;
  private readonly call: Exports;
  private inputAt = INPUT;
  private inputEnd = INPUT;
  private outputAt = OUTPUT;
  /** Where the text begins that the next one may refer to. */
  private history = OUTPUT;

  private constructor() {
    module ??= compiled(INFLATE_CODE);
    this.call = exportsOf(module) as Exports;
    this.memory = Buffer.from(this.call.memory.buffer);
  }

  /** One that nobody uses. To be given back with `release`. */
  static take(): Inflater {
    const inflater = idle.pop() ?? new Inflater();
    inflater.inputAt = inflater.inputEnd = INPUT;
    return inflater;
  }

  release(): void {
    idle.push(this);
  }

  /** Data that was given and is not used yet; valid until more is given. */
  get unused(): Buffer {
    return this.memory.subarray(this.inputAt, this.inputEnd);
  }

  /** Bits of the byte before the unused ones that are not used either. */
  get bitsBefore(): number {
    return this.call.bitsLeft();
  }

  /** Text that was unpacked since it was last taken; valid until it is taken. */
  get text(): Buffer {
    return this.memory.subarray(OUTPUT, this.outputAt);
  }

  /** The last bytes of the text, those that were taken among them: what the following may refer to. */
  get window(): Buffer {
    return this.memory.subarray(Math.max(this.history, this.outputAt - WINDOW_BYTES), this.outputAt);
  }

  /** Gives data. @returns how many of the bytes there was room for */
  give(bytes: Buffer): number {
    this.inputEnd = INPUT + this.unused.copy(this.memory, INPUT);
    this.inputAt = INPUT;
    const given = bytes.copy(this.memory, this.inputEnd, 0, INPUT_END - this.inputEnd);
    this.inputEnd += given;
    return given;
  }

  /** Passes data over. */
  pass(bytes: number): void {
    this.inputAt += bytes;
  }

  /**
   * A block begins at a bit of the first unused byte.
   * @param window text before it
   */
  begin(window: Uint8Array = NOTHING, bit = 0): void {
    this.history = OUTPUT - window.length;
    this.memory.set(window, this.history);
    this.outputAt = OUTPUT;
    this.call.begin(this.inputAt, bit, OUTPUT, this.history);
    this.inputAt = this.call.inputAt();
  }

  /**
   * Unpacks on.
   * @param isWhole no more data comes
   */
  unpack(isWhole: boolean): Pause {
    this.call.move(this.inputAt, this.outputAt, this.history);
    const pause = this.call.inflate(this.inputEnd, OUTPUT_END, isWhole ? 1 : 0);
    // Cut data may be read a little beyond its end.
    this.inputAt = Math.min(this.call.inputAt(), this.inputEnd);
    this.outputAt = this.call.outputAt();
    return PAUSES[pause]!;
  }

  /** Makes room for more text. */
  takeText(): void {
    const { window } = this;
    this.history = OUTPUT - window.length;
    this.memory.copyWithin(this.history, window.byteOffset, window.byteOffset + window.length);
    this.outputAt = OUTPUT;
  }
}

const NOTHING = new Uint8Array(0);
