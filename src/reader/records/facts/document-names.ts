/**
 * The documents that answers of a table name, numbered: the hash of each id and one title. Of very many those with the smallest hashes are
 * kept, of a document's titles the first by letters: the same ones whatever the order, and never more than so many.
 */
import { HashNumbers } from '../../../math/hash-numbers.ts';
import type { DocumentName } from './facts.ts';

/** Documents that are told apart. */
export const MOST_DOCUMENTS = 50_000;

/** Places for those that were added last: the same ones are named again and again. A power of two. */
const RECENT = 1024;

/** By number less one; of a document that is not kept the hash is 0. */
export interface PackedDocuments {
  keys: Float64Array<ArrayBuffer>;
  titles: string[];
}

export class DocumentNames {
  private titles: string[] = [];
  private keys: Float64Array<ArrayBuffer> = NONE;
  /** The same hashes, to be found; made when the first is added: many names are only read. */
  private known: HashNumbers | undefined;
  private kept = 0;
  /** Largest hash that may still be kept. */
  private limit = Infinity;
  private readonly recent = new Float64Array(RECENT);
  private readonly recentNumbers = new Uint32Array(RECENT);

  /** @param most how many are kept at least; one more tells that there were more */
  constructor(private readonly most = MOST_DOCUMENTS + 1) {}

  /** The largest number; the first is 1, and 0 stands for what is not kept. */
  get count(): number {
    return this.titles.length;
  }

  /** Undefined when it is not kept. */
  at(number: number): DocumentName | undefined {
    const key = this.keyAt(number);
    return key === 0 ? undefined : { key, title: this.titles[number - 1]! };
  }

  /** Its number; 0 when it is not kept. */
  add({ key, title }: DocumentName): number {
    if (key > this.limit) return 0;
    const place = key & (RECENT - 1);
    const before = this.recentNumbers[place]!;
    if (this.recent[place] === key && this.titles[before - 1] === title) return before;
    const number = this.put(key, title);
    this.recent[place] = key;
    this.recentNumbers[place] = number;
    return number;
  }

  /** The same of one of other names. */
  take(other: DocumentNames, number: number): number {
    const key = other.keyAt(number);
    return key === 0 || key > this.limit ? 0 : this.put(key, other.titles[number - 1]!);
  }

  /**
   * The same in order of their hashes, without spare ones, and the new number of each old one.
   * @param used says which numbers stay; the others become 0
   */
  sorted(used: (number: number) => boolean = () => true): { documents: DocumentNames; renumber: Uint32Array } {
    const known = this.index();
    const all = new Float64Array(this.count);
    let count = 0;
    for (let number = 1; number <= this.count; number++) {
      const key = this.keyAt(number);
      if (key !== 0 && used(number)) all[count++] = key;
    }
    const keys = all.subarray(0, count).sort().slice(0, this.most);
    const renumber = new Uint32Array(this.count + 1);
    const titles = Array.from(keys, (key, at) => {
      const number = known.find(key);
      renumber[number + 1] = at + 1;
      return this.titles[number]!;
    });
    return { documents: DocumentNames.unpack({ keys, titles }, this.most), renumber };
  }

  /** Undefined when there are none. */
  pack(): PackedDocuments | undefined {
    if (this.count === 0) return undefined;
    return { keys: Float64Array.from(this.titles, (_, at) => this.keyAt(at + 1)), titles: this.titles };
  }

  static unpack(packed: PackedDocuments | undefined, most?: number): DocumentNames {
    const documents = new DocumentNames(most);
    if (packed === undefined) return documents;
    [documents.keys, documents.titles] = [packed.keys, packed.titles];
    documents.kept = packed.keys.reduce((sum, key) => (key === 0 ? sum : sum + 1), 0);
    return documents;
  }

  private keyAt(number: number): number {
    if (number === 0) return 0;
    const key = (this.known?.hashes ?? this.keys)[number - 1]!;
    return key > this.limit || key < 0 ? 0 : key;
  }

  private put(key: number, title: string): number {
    const known = this.index();
    const at = known.find(key);
    if (at >= 0) {
      if (isBefore(title, this.titles[at]!)) this.titles[at] = title;
      return at + 1;
    }
    known.add(key);
    this.titles.push(title);
    if (++this.kept === 2 * this.most) this.trim();
    return key > this.limit ? 0 : this.count;
  }

  private index(): HashNumbers {
    if (this.known !== undefined) return this.known;
    const known = (this.known = new HashNumbers(this.count));
    // What is not kept has a place, too, so that numbers agree; it is not a hash, and never found.
    this.keys.forEach((key, at) => known.add(key === 0 ? -1 - at : key));
    this.keys = NONE;
    return known;
  }

  private trim(): void {
    const { titles } = this;
    const { hashes, count } = this.index();
    this.limit = hashes
      .slice(0, count)
      .filter((key) => key > 0 && key <= this.limit)
      .sort()[this.most - 1]!;
    this.kept = this.most;
    for (let at = 0; at < count; at++) if (hashes[at]! > this.limit) titles[at] = '';
  }
}

const NONE = new Float64Array();

/** Of two titles of one document; none comes last. */
const isBefore = (title: string, other: string): boolean => title !== '' && (other === '' || title < other);
