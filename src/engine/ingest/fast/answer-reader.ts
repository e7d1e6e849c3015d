import { INNER, type Kernel, KIND, PUT } from '../../../reader/bytes/kernel/kernel.ts';
import { readCalls } from '../../../reader/records/dialects/openai-chat.ts';
import { toolIdHash } from '../../../reader/records/facts/tool-id.ts';
import { listOf, objectOf, textOf } from '../../../reader/records/fields/json.ts';
import { MIN_TELLING_LENGTH } from '../../table/request-signals.ts';
import { digestOf } from '../../table/text-kernel.ts';
import type { Calls } from './open-turn-reader.ts';
import type { JsonValue, StringReader } from './string-reader.ts';
import { ToolCalls } from './tool-calls.ts';

/** Bytes of what is said together with its calls up to which they are put side by side in the kernel's memory. */
const MAX_JOINED_BYTES = 1 << 20;

/** Reads what an assistant said: a text with its tool calls. */
export class AnswerReader {
  /** Hash of it all, 0 when nothing was said. */
  key = 0;
  /** Long enough to tell one conversation from another. */
  isTelling = false;
  hasCalls = false;
  /** Its UTF-16 code units where no text is open that has them all. */
  private length = 0;
  /** Hashes of the ids of its calls. */
  ids: readonly number[] = [];
  private readonly calls: ToolCalls;

  constructor(
    private readonly kernel: Kernel,
    private readonly strings: StringReader,
  ) {
    this.calls = new ToolCalls(kernel);
  }

  /**
   * Reads a text and its calls; false when they are unusual. The text is then open in `strings`, where there are no calls.
   * @param outer number of the events of the line
   */
  read(content: JsonValue, calls: JsonValue, outer: number): boolean {
    const { strings, kernel } = this;
    this.key = this.length = 0;
    this.ids = [];
    this.isTelling = this.hasCalls = false;
    const hasText = content.kind === KIND.string && content.from < content.to;
    if (content.kind !== KIND.string && content.kind !== KIND.null && content.kind !== 0) return false;
    if (hasText && !strings.open(content, INNER)) return false;
    if (calls.kind !== KIND.array || calls.to - calls.from <= 2) {
      if (hasText) this.take();
      return true;
    }
    if (!kernel.call.isUtf8(calls.from, calls.to)) return false;
    if (!this.joinCalls(calls, hasText, outer)) this.readCalls(content, calls, hasText);
    return true;
  }

  /**
   * What calls are, for whoever reads them; undefined where there are none.
   * @param outer number of the events of the line
   */
  callsIn({ kind, from, to }: JsonValue, outer: number): Calls | undefined {
    if (kind === 0 || kind === KIND.null || (kind === KIND.array && to - from <= 2)) return undefined;
    const { bytes, call } = this.kernel;
    const isRead = (): boolean => kind === KIND.array && call.isUtf8(from, to) !== 0;
    const read = (): string | undefined =>
      isRead() ? readCalls({ tool_calls: JSON.parse(bytes.toString('utf8', from, to)) as unknown }) : undefined;
    const write = (): number =>
      to - from <= MAX_JOINED_BYTES && isRead() ? this.calls.write({ from, to }, outer, PUT) : 0;
    return { from, to, read, write };
  }

  /** UTF-16 code units of what was read last, as long as no other text has been opened. */
  letters(): number {
    if (this.key === 0 || this.length > 0) return this.length;
    return this.kernel.call.units(this.strings.from, this.strings.to);
  }

  /** Takes the text that is open. */
  private take(): void {
    this.key = this.strings.digest();
    this.isTelling = this.strings.hasUnits(MIN_TELLING_LENGTH);
  }

  /** Text and calls from their bytes; false when that cannot be done. */
  private joinCalls(calls: JsonValue, hasText: boolean, outer: number): boolean {
    const { strings, kernel } = this;
    const length = hasText ? strings.to - strings.from : 0;
    if (length + calls.to - calls.from > MAX_JOINED_BYTES) return false;
    if (hasText) kernel.bytes.copyWithin(PUT, strings.from, strings.to);
    const end = this.calls.write(calls, outer, PUT + length);
    if (end === 0) return false;
    strings.from = PUT;
    strings.to = end;
    this.take();
    this.hasCalls = true;
    this.ids = [...this.calls.ids];
    return true;
  }

  /** The same from what JavaScript reads. */
  private readCalls(content: JsonValue, { from, to }: JsonValue, hasText: boolean): void {
    const list: unknown = JSON.parse(this.kernel.bytes.toString('utf8', from, to));
    const calls = readCalls({ tool_calls: list });
    this.ids = listOf(list)
      .flatMap((call) => textOf(objectOf(call)['id']) ?? [])
      .map(toolIdHash);
    const text = (hasText ? this.strings.whole(content) : '') + calls;
    this.key = text === '' ? 0 : digestOf(text);
    this.isTelling = text.length >= MIN_TELLING_LENGTH;
    this.length = text.length;
    this.hasCalls = calls !== '';
  }
}
