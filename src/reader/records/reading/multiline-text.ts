import type { EntryRange } from '../../bytes/framing/entry.ts';
import { cleanLine, STARTS_WITH_TIME, type TextFormat } from '../formats/text-format.ts';

/** Longest text that is kept of a request that continues over lines. The rest of its lines is counted and left out. */
const MAX_CHARACTERS = 64 << 20;

/** A request in a text log whose text continues over lines, up to the next line with a time or what else ends it. */
export class MultilineText {
  format: TextFormat | undefined;
  private lines: string[] = [];
  private characters = 0;
  private range: EntryRange = { line: 0, lines: 0, offset: 0, length: 0 };

  start(format: TextFormat, line: string, range: EntryRange): void {
    this.format = format;
    this.lines = [line];
    this.characters = line.length;
    this.range = { ...range };
  }

  /** Adds a line; false when the text ended before it. */
  accepts(text: string, range: EntryRange): boolean {
    const line = cleanLine(text);
    if (this.format?.endsAt?.(line) ?? STARTS_WITH_TIME.test(line)) return false;
    this.range.lines = range.line - this.range.line + 1;
    this.range.length = range.offset + range.length - this.range.offset;
    this.characters += text.length + 1;
    // The indentation of a prompt is part of it.
    if (this.characters <= MAX_CHARACTERS) this.lines.push(text);
    return true;
  }

  /** Ends the text and gives it with the lines it covers. */
  take(): { format: TextFormat; text: string; range: EntryRange } | undefined {
    const { format, range } = this;
    if (format === undefined) return undefined;
    const text = this.lines.join('\n');
    this.format = undefined;
    this.lines = [];
    return { format, text, range };
  }
}
