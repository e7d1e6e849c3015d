import { type Kernel, KIND } from '../../../../reader/bytes/kernel/kernel.ts';
import { pictureOf } from '../../../../reader/records/fields/pictures.ts';
import { SLOT } from './litellm-tables.ts';
import { copyValue, isPlain, type JsonValue } from '../string-reader.ts';
import type { AsciiWords } from '../ascii-words.ts';

/** Parts that are counted, by type. Where they hold a picture, and how, is for the general reader but for one usual form. */
const MEDIA: ReadonlySet<string> = new Set(['image_url', 'input_audio']);

/** The content of a message that is a list of parts: one text, and media next to it. */
export class MessageParts {
  private readonly text: JsonValue = { kind: 0, from: 0, to: 0, marks: 0 };
  private media = 0;
  /** Hashes of the pictures of the message that was joined last. */
  pictures: string[] = [];
  private found: string[] = [];

  /** @param values of the line by their slots, as far as they are collected */
  constructor(
    private readonly values: readonly JsonValue[],
    private readonly words: AsciiWords,
    private readonly kernel: Kernel,
  ) {}

  clear(): void {
    this.text.kind = this.media = 0;
    if (this.found.length > 0) this.found = [];
  }

  /** Takes the part that was collected, if there is one. False when it is unusual. */
  end(): boolean {
    const { values } = this;
    const [part, type, text] = [values[SLOT.part]!, values[SLOT.partType]!, values[SLOT.partText]!];
    const isUsual = part.kind === 0 || this.take(part, type, text);
    part.kind = type.kind = text.kind = values[SLOT.picture]!.kind = values[SLOT.pictureUrl]!.kind = 0;
    return isUsual;
  }

  /** Replaces the list by its text; gives the number of media next to it, or -1 if something is unusual. */
  join(content: JsonValue, role: JsonValue): number {
    if (!this.end() || this.text.kind === 0) return -1;
    const { media, text, words } = this;
    // Those of a system prompt do not count, and those of tools and answers are too rare to follow here.
    if (media > 0 && words.at(role.from, role.to) !== 'user') return -1;
    copyValue(text, content);
    this.pictures = this.found;
    this.clear();
    return media;
  }

  /** False where it stands in another way than as the one address of an object. */
  private takePicture(picture: JsonValue, url: JsonValue): boolean {
    if (picture.kind === 0) return true;
    if (picture.kind !== KIND.object || !isPlain(url.kind | url.marks)) return false;
    const found = pictureOf({ url: this.kernel.ascii(url.from, url.to) });
    if (found !== undefined) this.found.push(found);
    return true;
  }

  private take(part: JsonValue, type: JsonValue, text: JsonValue): boolean {
    if (part.kind !== KIND.object || !isPlain(type.kind | type.marks)) return false;
    const word = this.words.at(type.from, type.to);
    if (MEDIA.has(word)) {
      this.media++;
      return text.kind === 0 && this.takePicture(this.values[SLOT.picture]!, this.values[SLOT.pictureUrl]!);
    }
    if (this.values[SLOT.picture]!.kind !== 0) return false;
    if (word !== 'text' || text.kind !== KIND.string || text.from === text.to || this.text.kind !== 0) return false;
    copyValue(text, this.text);
    return true;
  }
}
