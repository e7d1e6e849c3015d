/** What rules made of the requests of one log, in place of the requests: 16 bytes each, and a little more for those that match. */
import { allocate, type Columns, resize } from '../../../math/columns.ts';
import type { Judged } from '../rule-run.ts';

const SPEC = { offset: 'f64', part: 'u32', kind: 'u32' } as const;
const ROOM = 256;

/** Who sent a request, and which of the fields that rules need it has. */
interface Kind {
  account: string;
  present: string;
}

export interface SeenRequest extends Judged {
  offset: number;
  /** Place among the requests of its line. */
  part: number;
  account: string;
  /** Of one that matches; rules ask for the time of no other. */
  time: number | undefined;
}

export class SeenRequests {
  #columns: Columns<typeof SPEC> = allocate(SPEC, ROOM);
  #length = 0;
  #kinds: Kind[] = [];
  #kindOf = new Map<string, number>();
  /** Those that match, by row. */
  #matching = new Map<number, Pick<SeenRequest, 'matches' | 'time'>>();

  constructor(/** Byte of the log before which requests are left out. */ readonly from: number) {}

  get matching(): number {
    return this.#matching.size;
  }

  /** To be called in the order of the log. */
  add({ offset, part, account, present, matches, time }: SeenRequest): void {
    if (offset < this.from) return;
    const row = this.#length++;
    if (row === this.#columns.offset.length) this.#columns = resize(SPEC, this.#columns, row, 2 * row);
    const { offset: offsets, part: parts, kind } = this.#columns;
    offsets[row] = offset;
    parts[row] = part;
    kind[row] = this.#numberOf({ account, present });
    if (matches.length > 0) this.#matching.set(row, { matches, time });
  }

  /**
   * Hands on those that match, and of the others as many of each kind as it takes to find one that counts: it tells which fields
   * there are.
   * @param count says whether the request counts
   */
  handTo(count: (request: SeenRequest) => boolean): void {
    const told = new Set<number>();
    for (let row = 0; row < this.#length; row++) {
      const kind = this.#columns.kind[row]!;
      if (told.has(kind) && !this.#matching.has(row)) continue;
      if (count(this.#at(row))) told.add(kind);
    }
  }

  /** Takes out those from a byte of the log on. */
  endAt(byte: number): void {
    while (this.#length > 0 && this.#columns.offset[this.#length - 1]! >= byte) this.#matching.delete(--this.#length);
  }

  /** Those from a byte on, once it is worth the copy: with up to a quarter that lies before it. */
  since(from: number): SeenRequests {
    if (this.#length === 0 || this.#columns.offset[this.#length >> 2]! >= from) return this;
    const kept = new SeenRequests(from);
    for (let row = 0; row < this.#length; row++) kept.add(this.#at(row));
    return kept;
  }

  #at(row: number): SeenRequest {
    const { offset, part, kind } = this.#columns;
    const { matches = [], time } = this.#matching.get(row) ?? {};
    return { offset: offset[row]!, part: part[row]!, ...this.#kinds[kind[row]!]!, matches, time };
  }

  #numberOf(kind: Kind): number {
    const key = `${kind.present} ${kind.account}`;
    const known = this.#kindOf.get(key);
    if (known !== undefined) return known;
    const number = this.#kinds.push(kind) - 1;
    this.#kindOf.set(key, number);
    return number;
  }
}
