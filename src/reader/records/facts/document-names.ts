/**
 * The documents that answers of a table name, numbered: the hash of each id and one title. Of very many those with the smallest hashes are
 * kept, of a document's titles the first by letters: the same ones whatever the order, and never more than so many.
 */
import { HashNumbers } from '../../../math/hash-numbers.ts';
import { DOCUMENT_KEY } from './facts.ts';

/** Documents that are told apart. */
export const MOST_DOCUMENTS = 50_000;

export class DocumentNames {
  /** By number; `''` is a document that is not kept. */
  readonly values: string[] = [''];
  /** Hashes of documents, in the order of their numbers; made when the first is added: many names are only read. */
  private known: HashNumbers | undefined;
  private kept = 0;
  /** Largest hash that may still be kept. */
  private limit = Infinity;

  /** @param most how many are kept at least; one more tells that there were more */
  constructor(private readonly most = MOST_DOCUMENTS + 1) {}

  /** Its number; 0 when it is not kept. */
  add(text: string): number {
    const key = keyOf(text);
    if (text === '' || key > this.limit) return 0;
    const keys = (this.known ??= this.keys());
    // The first number is of no document.
    const number = keys.find(key) + 1;
    if (number !== 0) {
      if (text !== this.values[number] && isBefore(text, this.values[number]!)) this.values[number] = text;
      return number;
    }
    keys.add(key);
    this.values.push(text);
    if (++this.kept < 2 * this.most) return this.values.length - 1;
    this.trim();
    return key > this.limit ? 0 : this.values.length - 1;
  }

  /**
   * The same in order of their hashes, without spare ones, and the new number of each old one.
   * @param used says which numbers stay; the others become 0
   */
  sorted(used: (number: number) => boolean = () => true): { documents: DocumentNames; renumber: Uint32Array } {
    const keys = (this.known ??= this.keys());
    const all = new Float64Array(this.values.length);
    let count = 0;
    for (let number = 1; number < this.values.length; number++)
      if (this.values[number] !== '' && used(number)) all[count++] = keys.hashes[number - 1]!;
    const order = all.subarray(0, count).sort().subarray(0, this.most);
    const documents = new DocumentNames(this.most);
    const renumber = new Uint32Array(this.values.length);
    for (const key of order) {
      const number = keys.find(key) + 1;
      renumber[number] = documents.values.length;
      documents.values.push(this.values[number]!);
    }
    documents.kept = order.length;
    return { documents, renumber };
  }

  static unpack(values: readonly string[] = [''], most?: number): DocumentNames {
    const documents = new DocumentNames(most);
    for (let number = 1; number < values.length; number++) {
      documents.values.push(values[number]!);
      if (values[number] !== '') documents.kept++;
    }
    return documents;
  }

  private keys(): HashNumbers {
    const keys = new HashNumbers(this.values.length);
    // What is not kept has a place, too, so that numbers agree; it is not a hash, and never found.
    for (let number = 1; number < this.values.length; number++)
      keys.add(this.values[number] === '' ? -number : keyOf(this.values[number]!));
    return keys;
  }

  private trim(): void {
    const { hashes } = (this.known ??= this.keys());
    const kept = Float64Array.from(this.values.keys(), (number) =>
      this.values[number] === '' ? Infinity : hashes[number - 1]!,
    ).sort();
    this.limit = kept[this.most - 1]!;
    this.kept = this.most;
    for (let number = 1; number < this.values.length; number++)
      if (hashes[number - 1]! > this.limit) this.values[number] = '';
  }
}

/** The hash that a text begins with, as a number; of what is no hexadecimal digit, any. */
function keyOf(text: string): number {
  let key = 0;
  for (let at = 0; at < DOCUMENT_KEY; at++) {
    const code = text.charCodeAt(at);
    key = 16 * key + (((code & 15) + 9 * (code >> 6)) & 15);
  }
  return key;
}

/** Of two texts of one document; one without a title comes last. */
const isBefore = (text: string, other: string): boolean =>
  text.length > DOCUMENT_KEY && (other.length === DOCUMENT_KEY || text < other);
