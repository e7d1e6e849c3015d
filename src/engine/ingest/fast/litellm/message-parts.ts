import { KIND } from '../../../../reader/bytes/kernel/kernel.ts';
import { SLOT } from './litellm-tables.ts';
import { copyValue, isPlain, type JsonValue } from '../string-reader.ts';
import type { AsciiWords } from '../ascii-words.ts';

/** Parts that are counted but not read, by type. */
const MEDIA: ReadonlySet<string> = new Set(['image_url', 'image', 'input_audio', 'document', 'file']);

/** The content of a message that is a list of parts: one text, and media next to it. */
export class MessageParts {
  private readonly text: JsonValue = { kind: 0, from: 0, to: 0, marks: 0 };
  private media = 0;

  /** @param values of the line by their slots, as far as they are collected */
  constructor(
    private readonly values: readonly JsonValue[],
    private readonly words: AsciiWords,
  ) {}

  clear(): void {
    this.text.kind = this.media = 0;
  }

  /** Takes the part that was collected, if there is one. False when it is unusual. */
  end(): boolean {
    const { values } = this;
    const [part, type, text] = [values[SLOT.part]!, values[SLOT.partType]!, values[SLOT.partText]!];
    const isUsual = part.kind === 0 || this.take(part, type, text);
    part.kind = type.kind = text.kind = 0;
    return isUsual;
  }

  /** Replaces the list by its text; gives the number of media next to it, or -1 if something is unusual. */
  join(content: JsonValue, role: JsonValue): number {
    if (!this.end() || this.text.kind === 0) return -1;
    const { media, text, words } = this;
    // Those of a system prompt do not count, and those of tools and answers are too rare to follow here.
    if (media > 0 && words.at(role.from, role.to) !== 'user') return -1;
    copyValue(text, content);
    this.clear();
    return media;
  }

  private take(part: JsonValue, type: JsonValue, text: JsonValue): boolean {
    if (part.kind !== KIND.object || !isPlain(type.kind | type.marks)) return false;
    const word = this.words.at(type.from, type.to);
    if (MEDIA.has(word)) {
      this.media++;
      return text.kind === 0;
    }
    if (word !== 'text' || text.kind !== KIND.string || text.from === text.to || this.text.kind !== 0) return false;
    copyValue(text, this.text);
    return true;
  }
}
