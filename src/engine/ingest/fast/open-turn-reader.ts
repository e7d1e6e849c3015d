import { INNER, type Kernel, PUT } from '../../../reader/bytes/kernel/kernel.ts';
import { BETWEEN } from '../../table/open-turn.ts';
import type { TextPool } from '../../table/text-pool.ts';
import type { JsonString, StringReader } from './string-reader.ts';

/** Bytes of messages up to which they are put side by side in the kernel's memory. */
const MAX_JOINED_BYTES = 1 << 20;

const ODD: JsonString = { from: 0, to: -1, marks: 0 };

/** Collects the messages of a conversation one after the other, and reads the text that `openTurn` tells of. */
export class OpenTurnReader {
  private readonly written: (JsonString & { isFirst: boolean })[] = [];
  private count = 0;
  /** How many of them are no answers. */
  private sent = 0;
  private isAnswered = false;

  constructor(
    private readonly kernel: Kernel,
    private readonly strings: StringReader,
  ) {}

  clear(): void {
    this.count = this.sent = 0;
    this.isAnswered = false;
  }

  /** A message of the client, with its text if it has one; `isFirst` for the first user message. */
  add(text: JsonString | undefined, isFirst: boolean): void {
    if (this.isAnswered) this.clear();
    if (text !== undefined) this.put(text, isFirst);
    this.sent = this.count;
  }

  /** A message of the assistant. */
  addAnswer(text: JsonString | undefined): void {
    this.isAnswered = true;
    if (text !== undefined) this.put(text, false);
  }

  /** A message that is not read here. */
  addOdd(isAnswer: boolean, isFirst: boolean): void {
    if (isAnswer) this.addAnswer(ODD);
    else this.add(ODD, isFirst);
  }

  /**
   * Number of the text in the pool; undefined when it is not to be read here.
   * @param isAnswered whether the log has the answer of the model besides the conversation
   */
  read(texts: TextPool, isAnswered: boolean): number | undefined {
    const { written, strings, kernel } = this;
    const count = isAnswered ? this.count : this.sent;
    if (count === 0 || (count === 1 && written[0]!.isFirst)) return 0;
    for (let at = 0; at < count; at++) if (written[at]!.to < 0) return undefined;
    if (count === 1) return strings.open(written[0]!, INNER) ? texts.add(strings.from, strings.to, false) : undefined;
    let end = PUT;
    for (let at = 0; at < count; at++) {
      if (!strings.open(written[at]!, INNER)) return undefined;
      if (end - PUT + strings.to - strings.from > MAX_JOINED_BYTES) return undefined;
      if (at > 0) end += kernel.bytes.write(BETWEEN, end, 'latin1');
      kernel.bytes.copyWithin(end, strings.from, strings.to);
      end += strings.to - strings.from;
    }
    return texts.add(PUT, end, false);
  }

  private put({ from, to, marks }: JsonString, isFirst: boolean): void {
    const own = (this.written[this.count++] ??= { from: 0, to: 0, marks: 0, isFirst });
    own.from = from;
    own.to = to;
    own.marks = marks;
    own.isFirst = isFirst;
  }
}
