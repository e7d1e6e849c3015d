import { INNER, type Kernel, PUT } from '../../../reader/bytes/kernel/kernel.ts';
import { keyAt, keyOfText } from '../../table/text-kernel.ts';
import type { TextPool } from '../../table/text-pool.ts';
import { besideText, type History, HistoryHasher, type ToldHistory } from '../../table/turns/history.ts';
import { pictureWords } from '../../../reader/records/fields/pictures.ts';
import { BETWEEN, calledWith, turnsOf } from '../../table/turns/open-turn.ts';
import { HashCache } from './hash-cache.ts';
import type { JsonString, StringReader } from './string-reader.ts';

/** Bytes of messages up to which they are put side by side in the kernel's memory. */
const MAX_JOINED_BYTES = 1 << 20;

const NONE: readonly string[] = [];

/** Calls of tools in an answer, as they stand in the kernel's memory. */
export interface Calls {
  from: number;
  to: number;
  /** Gives them as compact JSON, where they have to be read; undefined when they are not to be read here. */
  read: () => string | undefined;
  /** Writes the same to `PUT` and gives its end; 0 where that cannot be done. */
  write?: () => number;
}

/** Calls whose hashes are remembered: each comes again in every later request of its conversation. */
const MAX_CALLS = 20_000;

interface Written extends JsonString {
  /** The text where it was read already. */
  text: string | undefined;
  isAnswer: boolean;
  isFirst: boolean;
  calls: Calls | undefined;
  /** See `pictureOf`. */
  pictures: readonly string[];
}

/** Collects the messages of a conversation one after the other, and reads the texts that `openTurn` and `History` tell of. */
export class OpenTurnReader {
  /** Of what was read last: number in the pool of the open turn, and what was said before. */
  open = 0;
  history: History = { whole: 0 };
  private readonly written: Written[] = [];
  private count = 0;
  private isOdd = false;
  /** Hashes of calls, by those of their bytes. */
  private readonly calls = new HashCache<number>(MAX_CALLS);

  constructor(
    private readonly kernel: Kernel,
    private readonly strings: StringReader,
  ) {}

  clear(): void {
    this.count = 0;
    this.isOdd = false;
  }

  /** A message of the client, with its text if it has one; `isFirst` for the first user message. */
  add(text: JsonString | undefined, isFirst: boolean, pictures: readonly string[] = NONE): void {
    this.put(text, undefined, { isAnswer: false, isFirst, calls: undefined, pictures });
  }

  /** A message of the assistant. */
  addAnswer(text: JsonString | undefined, calls: Calls | undefined): void {
    this.put(text, undefined, { isAnswer: true, isFirst: false, calls, pictures: NONE });
  }

  /** A message whose text was read in the general way. */
  addText(text: string, isAnswer: boolean, isFirst: boolean, calls: string): void {
    const said = calls === '' ? undefined : { from: 0, to: 0, read: (): string => calls };
    this.put(undefined, text, { isAnswer, isFirst, calls: said, pictures: NONE });
  }

  /** A message that is not read here: nor is its conversation. */
  addOdd(): void {
    this.isOdd = true;
  }

  /**
   * Adds the texts to the pool. False when the conversation is not to be read here. Logs that are read here keep answers apart.
   * @param first hash of the first user message, which was read already
   * @param contextIn as in `Signals`
   */
  read(texts: TextPool, told: ToldHistory, first: number, contextIn: number): boolean {
    const { written, count } = this;
    if (this.isOdd) return false;
    const turns = turnsOf(count, (at) => written[at]!.isAnswer, true);
    const open = this.isAlone(turns.open, turns.end)
      ? 0
      : this.join(turns.open, turns.end, (from, to) => texts.add(from, to, false));
    if (open === undefined) return false;
    this.open = open;
    if (this.isAlone(0, turns.end)) {
      this.history = { whole: 0 };
      return true;
    }
    const hasher = new HistoryHasher();
    // The hash of an open turn of one message is that of its text, which is in the pool by now.
    const last = open !== 0 && this.isPlain(turns.open, turns.end) ? turns.open : -1;
    for (let at = 0; at < turns.end; at++) {
      const message = written[at]!;
      const key = message.isFirst ? first : at === last ? texts.texts.key[open]! : this.keyOf(message);
      const calls = message.calls === undefined ? 0 : this.keyOfCalls(message.calls);
      if (key === undefined || calls === undefined) return false;
      hasher.add(at, { key, beside: besideText(calls, message.pictures) }, message.isFirst, turns);
    }
    const history = hasher.end(turns, told, contextIn, () =>
      this.join(0, turns.end, (from, to) => texts.addAsideAt(from, to)),
    );
    this.history = history ?? { whole: 0 };
    return history !== undefined;
  }

  /** Whether messages say nothing but what the first user message says as a text. */
  private isAlone(from: number, to: number): boolean {
    for (let at = from; at < to; at++) {
      const message = this.written[at]!;
      if (saysSomething(message) && (!message.isFirst || message.pictures.length > 0)) return false;
    }
    return true;
  }

  /** Whether it is one message, without pictures and calls. */
  private isPlain(from: number, to: number): boolean {
    const { pictures, calls } = this.written[from]!;
    return to === from + 1 && pictures.length === 0 && calls === undefined;
  }

  /** Hash of a message; undefined when it cannot be read. */
  private keyOf(message: Written): number | undefined {
    if (message.text !== undefined) return keyOfText(message.text);
    if (!hasText(message)) return 0;
    return this.strings.open(message, INNER) ? keyAt(this.strings.from, this.strings.to) : undefined;
  }

  private keyOfCalls({ from, to, read, write }: Calls): number | undefined {
    const bytes = from < to ? this.kernel.call.digest(from, to) : 0;
    const known = bytes === 0 ? undefined : this.calls.get(bytes);
    if (known !== undefined) return known;
    const end = write?.() ?? 0;
    const called = end === 0 ? read() : undefined;
    if (end === 0 && (called === undefined || called === '')) return undefined;
    const key = called === undefined ? keyAt(PUT, end) : keyOfText(called);
    if (bytes !== 0) this.calls.set(bytes, key);
    return key;
  }

  /** Gives the texts of messages, as one, to the pool; undefined when they cannot be read. */
  private join(from: number, to: number, add: (from: number, to: number) => number): number | undefined {
    const { written, strings, kernel } = this;
    let [end, said] = [PUT, 0];
    const put = (text: string): boolean => {
      if (said++ > 0) end += kernel.bytes.write(BETWEEN, end, 'latin1');
      if (end - PUT + 3 * text.length > MAX_JOINED_BYTES) return false;
      end = kernel.put(text, end);
      return true;
    };
    for (let at = from; at < to; at++) {
      const message = written[at]!;
      const { text, calls, pictures } = message;
      if (text !== undefined) {
        if (text !== '' && !put(text)) return undefined;
      } else if (hasText(message)) {
        if (said++ > 0) end += kernel.bytes.write(BETWEEN, end, 'latin1');
        if (!strings.open(message, INNER)) return undefined;
        if (end - PUT + strings.to - strings.from > MAX_JOINED_BYTES) return undefined;
        kernel.bytes.copyWithin(end, strings.from, strings.to);
        end += strings.to - strings.from;
      }
      if (calls !== undefined) {
        const called = calls.read() ?? '';
        if (called === '') return undefined;
        const words = calledWith(called);
        if (words !== '' && !put(words)) return undefined;
      }
      for (const picture of pictures) if (!put(pictureWords(picture))) return undefined;
    }
    return add(PUT, end);
  }

  private put(
    string: JsonString | undefined,
    text: string | undefined,
    { isAnswer, isFirst, calls, pictures }: Pick<Written, 'isAnswer' | 'isFirst' | 'calls' | 'pictures'>,
  ): void {
    const own = (this.written[this.count++] ??= {
      ...{ from: 0, to: 0, marks: 0, text },
      ...{ isAnswer, isFirst, calls, pictures },
    });
    own.from = string?.from ?? 0;
    own.to = string?.to ?? 0;
    own.marks = string?.marks ?? 0;
    own.text = text;
    own.isAnswer = isAnswer;
    own.isFirst = isFirst;
    own.calls = calls;
    own.pictures = pictures;
  }
}

const saysSomething = (message: Written): boolean =>
  hasText(message) || message.calls !== undefined || message.pictures.length > 0;

const hasText = ({ text, from, to }: Written): boolean => (text === undefined ? from < to : text !== '');
