/** The checksum of a frame of zstd: the lower half of XXH64 over its text. */
import { compiled, exportsOf } from '../kernel/web-assembly.ts';
import { INFLATE_CODE } from './inflate-code.ts';

/** Those of `assembly/xxh64.ts`. */
interface Exports {
  memory: { buffer: ArrayBuffer };
  beginSum(): void;
  addToSum(from: number, to: number): number;
  endSum(from: number, to: number): number;
}

const START = 0x20000;
const END = START + (1 << 20);

const idle: ZstdSum[] = [];

export class ZstdSum {
  private readonly call = exportsOf(compiled(INFLATE_CODE)) as Exports;
  private readonly memory = Buffer.from(this.call.memory.buffer);
  /** End of the bytes that are not in the sum yet. */
  private end = START;

  /** One that nobody uses. To be given back with `release`. */
  static take(): ZstdSum {
    return idle.pop() ?? new ZstdSum();
  }

  release(): void {
    idle.push(this);
  }

  begin(): void {
    this.call.beginSum();
    this.end = START;
  }

  add(bytes: Buffer): void {
    for (let at = 0; at < bytes.length;) {
      const given = bytes.copy(this.memory, this.end, at, at + END - this.end);
      at += given;
      const left = this.call.addToSum(START, this.end + given);
      this.memory.copyWithin(START, left, this.end + given);
      this.end = START + this.end + given - left;
    }
  }

  get sum(): number {
    return this.call.endSum(START, this.end) >>> 0;
  }
}
