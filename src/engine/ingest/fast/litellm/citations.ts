/** The documents that an answer names, from the bytes of a line: the same as `document-facts.ts` reads of its value. */
import { hash53, hash53Of } from '../../../../math/hash.ts';
import { repair } from '../../../../reader/bytes/framing/decode.ts';
import { type Kernel, KIND, MARK } from '../../../../reader/bytes/kernel/kernel.ts';
import { type DocumentName, LIMITS } from '../../../../reader/records/facts/facts.ts';
import { MOST_LISTED, shortTitle } from '../../../../reader/records/facts/reading/document-facts.ts';
import type { DocumentTitles } from '../../../table/documents/document-titles.ts';
import { matchesAt } from '../ascii-words.ts';
import { copyValue, type JsonValue, type StringReader } from '../string-reader.ts';
import { CITATION_TYPES, CITED } from './litellm-tables.ts';

const TYPES = CITATION_TYPES.map((type) => Buffer.from(type));
/** Place of a type that is missing, and of one that is none of these. */
const [NO_TYPE, OTHER] = [-1, -2];

/** The most telling of the fields of a citation. */
class Fields {
  readonly id: JsonValue = { kind: 0, from: 0, to: 0, marks: 0 };
  readonly title: JsonValue = { kind: 0, from: 0, to: 0, marks: 0 };
  private idSlot = 0;
  private titleSlot = 0;
  /** A bit for each that is there. */
  private there = 0;

  clear(): void {
    this.id.kind = this.title.kind = this.there = 0;
  }

  /** Whether it says which document it is. */
  get isNamed(): boolean {
    return this.id.kind !== 0 || this.title.kind !== 0;
  }

  /** False when it is there twice, or is an object. */
  take(slot: number, value: JsonValue): boolean {
    const bit = 1 << (slot - CITED.id);
    if ((this.there & bit) !== 0 || value.kind === KIND.object) return false;
    this.there |= bit;
    const isText = value.kind === KIND.string && value.from < value.to;
    if (slot < CITED.title) {
      if ((!isText && value.kind !== KIND.number) || (this.id.kind !== 0 && this.idSlot < slot)) return true;
      this.idSlot = slot;
      copyValue(value, this.id);
    } else if (isText && (this.title.kind === 0 || slot < this.titleSlot)) {
      this.titleSlot = slot;
      copyValue(value, this.title);
    }
    return true;
  }
}

/** Citations of a line, taken one value after another. False wherever something is unusual, and the line is for the general reader. */
export class Citations {
  private documents: DocumentName[] = [];
  private readonly value: JsonValue = { kind: 0, from: 0, to: 0, marks: 0 };
  /** Slot of the list that is read, and how many of its items were. */
  private list = 0;
  private items = 0;
  private isOpen = false;
  private readonly outer = new Fields();
  /** What stands under the name of a type, which one, and where it ends. */
  private readonly inner = new Fields();
  private innerType = NO_TYPE;
  private innerEnd = 0;
  private type = NO_TYPE;

  constructor(
    private readonly kernel: Kernel,
    private readonly strings: StringReader,
  ) {}

  clear(): void {
    if (this.list === 0) return;
    this.documents = [];
    this.list = 0;
    this.isOpen = false;
  }

  /** The documents of the line that was read last. */
  get named(): readonly DocumentName[] | undefined {
    return this.documents.length === 0 ? undefined : this.documents;
  }

  /** Takes the value whose event begins at `at`. */
  take(at: number, titles: DocumentTitles): boolean {
    const { events } = this.kernel;
    const { value } = this;
    const slot = events[at]!;
    value.kind = events[at + 1]! & KIND.kind;
    value.marks = events[at + 1]! & ~KIND.kind;
    value.from = events[at + 2]!;
    value.to = events[at + 3]!;
    if (slot <= CITED.citation && !this.end(titles)) return false;
    if (slot < CITED.citation) {
      // Documents are taken in the order of the lists, and a repeated key is not worth following here.
      if (slot <= this.list && slot !== CITED.keptList) return false;
      this.list = slot;
      this.items = 0;
    } else if (slot === CITED.citation) {
      this.isOpen = ++this.items <= MOST_LISTED && value.kind === KIND.object;
      this.outer.clear();
      this.type = this.innerType = NO_TYPE;
      this.innerEnd = 0;
    } else if (this.isOpen) {
      return this.takeField(slot);
    }
    return true;
  }

  /** Takes the citation whose fields were read. */
  end(titles: DocumentTitles): boolean {
    if (!this.isOpen) return true;
    this.isOpen = false;
    if (this.type === OTHER && !this.outer.isNamed) return false;
    const isInner = !this.outer.isNamed && this.type !== NO_TYPE && this.type === this.innerType;
    const { id, title } = isInner ? this.inner : this.outer;
    const stated = id.kind === 0 ? title : id;
    const { documents } = this;
    if (stated.kind === 0 || documents.length >= LIMITS.documents) return true;
    let text = this.textOf(stated, stated.kind === KIND.number || stated.marks !== 0);
    if (text === undefined) return false;
    const key = text === '' ? hash53Of(this.kernel.bytes, stated.from, stated.to)! : hash53(text);
    for (const other of documents) if (other.key === key) return true;
    const { bytes } = this.kernel;
    const isSeen = title.kind !== 0 && title.marks === 0 && !titles.wants(key, bytes, title.from, title.to);
    const isShown = titles.takes(key) && !isSeen;
    const named = this.textOf(title, isShown && title.kind !== 0);
    if (isShown) text = this.textOf(stated, true);
    if (named === undefined || text === undefined) return false;
    documents.push({ key, title: isShown ? shortTitle(named === '' ? undefined : named, text) : '' });
    return true;
  }

  private takeField(slot: number): boolean {
    const { value } = this;
    if (slot === CITED.type) {
      if (this.type !== NO_TYPE) return false;
      this.type = value.kind === KIND.string && value.from < value.to ? this.typeAt(value) : NO_TYPE;
      return true;
    }
    if (slot < CITED.id) {
      if (value.kind !== KIND.object) return true;
      if (this.innerType !== NO_TYPE) return false;
      this.innerType = slot - CITED.inner;
      this.innerEnd = value.to;
      this.inner.clear();
      return true;
    }
    return (value.from < this.innerEnd ? this.inner : this.outer).take(slot, value);
  }

  private typeAt({ from, to }: JsonValue): number {
    const { bytes } = this.kernel;
    const place = TYPES.findIndex((type) => type.length === to - from && matchesAt(bytes, from, type));
    return place < 0 ? OTHER : place;
  }

  /** The text of an id or a title, `''` where none is wanted; undefined when there is none in its bytes. */
  private textOf(value: JsonValue, isWanted: boolean): string | undefined {
    if (!isWanted) return '';
    const { from, to, marks } = value;
    if (value.kind === KIND.number) {
      const number = Number(this.kernel.ascii(from, to));
      return Number.isFinite(number) ? number.toString() : undefined;
    }
    if (marks & MARK.wide && !this.kernel.call.isUtf8(from, to)) return undefined;
    return marks === 0 ? this.kernel.ascii(from, to) : repair(this.strings.whole(value));
  }
}
