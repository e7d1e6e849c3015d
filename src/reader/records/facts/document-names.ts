/**
 * The documents that answers of a table name, numbered: the hash of each id and one title. Of very many those with the smallest hashes are
 * kept, of a document's titles the first by letters: the same ones whatever the order, and never more than so many.
 */
import { DOCUMENT_KEY } from './facts.ts';

/** Documents that are told apart. */
export const MOST_DOCUMENTS = 50_000;

export class DocumentNames {
  /** By number; `''` is a document that is not kept. */
  readonly values: string[] = [''];
  private readonly numbers = new Map<string, number>();
  /** Largest hash that may still be kept. */
  private limit: string | undefined;

  /** @param most how many are kept at least; one more tells that there were more */
  constructor(private readonly most = MOST_DOCUMENTS + 1) {}

  /** Its number; 0 when it is not kept. */
  add(text: string): number {
    const key = text.slice(0, DOCUMENT_KEY);
    if (text === '' || (this.limit !== undefined && key > this.limit)) return 0;
    const number = this.numbers.get(key);
    if (number !== undefined) {
      if (isBefore(text, this.values[number]!)) this.values[number] = text;
      return number;
    }
    this.numbers.set(key, this.values.length);
    this.values.push(text);
    if (this.numbers.size >= 2 * this.most) this.trim();
    return this.numbers.get(key) ?? 0;
  }

  /** The same in order of their hashes, without spare ones, and the new number of each old one. */
  sorted(): { documents: DocumentNames; renumber: Uint32Array } {
    this.trim();
    const documents = DocumentNames.unpack(['', ...this.values.filter((text) => text !== '').sort()], this.most);
    return { documents, renumber: Uint32Array.from(this.values, (text) => documents.add(text)) };
  }

  static unpack(values: readonly string[] = [''], most?: number): DocumentNames {
    const documents = new DocumentNames(most);
    for (const text of values.slice(1)) {
      if (text !== '') documents.numbers.set(text.slice(0, DOCUMENT_KEY), documents.values.length);
      documents.values.push(text);
    }
    return documents;
  }

  private trim(): void {
    if (this.numbers.size <= this.most) return;
    const kept = [...this.numbers.keys()].sort();
    this.limit = kept[this.most - 1]!;
    for (const key of kept.slice(this.most)) {
      this.values[this.numbers.get(key)!] = '';
      this.numbers.delete(key);
    }
  }
}

/** Of two texts of one document; one without a title comes last. */
const isBefore = (text: string, other: string): boolean =>
  text.length > DOCUMENT_KEY && (other.length === DOCUMENT_KEY || text < other);
