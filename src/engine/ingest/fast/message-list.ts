import { type Kernel, KIND, USE } from '../../../reader/bytes/kernel/kernel.ts';
import { MOST_NAMES } from '../../../reader/records/fields/json.ts';
import { LONGEST_NAME } from '../../../reader/records/dialects/side-texts.ts';
import { hash53Of } from '../../../math/hash.ts';
import { PLAIN_ENDS } from './stated-texts.ts';
import type { JsonString } from './string-reader.ts';
import { AsciiWords } from './ascii-words.ts';

const SLOT = {
  message: 2,
  role: 3,
  content: 4,
  parts: 5,
  part: 6,
  type: 7,
  text: 8,
  result: 9,
  input: 10,
  odd: 11,
  id: 12,
  finish: 13,
  name: 14,
} as const;

/** What of a message is for the general reader: calls, reasoning and refusals beside its parts. */
const ODD = [
  ...['tool_calls', 'function_call', 'tool_call_id', 'thinking_blocks', 'reasoning_details'],
  ...['reasoning_content', 'reasoning', 'thinking', 'refusal'],
  ...['annotations', 'citations', 'context', 'citationsContent', 'provider_specific_fields'],
];

/** What of a message may come after its parts. */
const ENDS_PARTS: ReadonlySet<number> = new Set([SLOT.odd, SLOT.finish, SLOT.name]);

/** Longer arguments may be JSON so deep that the general reader gives up. */
const LONG_ARGUMENTS = 2000;

/** What a message is made of. `odd` is everything that is not worth a closer look here. */
export type Shape = 'text' | 'calls' | 'results' | 'odd';

/**
 * Goes through a list of messages in the form of OpenTelemetry that stands as JSON in the kernel's memory:
 * `[{"role":"user","parts":[{"type":"text","content":"..."}]}]`.
 */
export class MessageList {
  /** Of the message read last: its role where it is plain, its form, its own bytes. */
  role = '';
  shape: Shape = 'odd';
  from = 0;
  to = 0;
  /** Its texts, or the results of tools in it. */
  count = 0;
  readonly texts: JsonString[] = [];
  /** Hashes of the ids of calls whose results are in it. */
  readonly ids: number[] = [];
  private readonly words: AsciiWords;
  private readonly messages: number;
  private readonly parts: number;
  private at = 0;
  private end = 0;
  /** Letters of the names of who speaks. */
  private names = 0;

  constructor(private readonly kernel: Kernel) {
    this.words = new AsciiWords(kernel.bytes);
    const part = kernel.addTable({
      others: SLOT.odd,
      keys: {
        type: { use: SLOT.type },
        content: { use: SLOT.text },
        result: { use: SLOT.result },
        arguments: { use: SLOT.input },
        id: { use: SLOT.id },
        name: { use: USE.none },
      },
    });
    this.parts = kernel.addList({ use: SLOT.part, table: part });
    const message = kernel.addTable({
      others: USE.none,
      keys: {
        role: { use: SLOT.role },
        content: { use: SLOT.content },
        parts: { use: SLOT.parts, table: this.parts },
        finish_reason: { use: SLOT.finish },
        name: { use: SLOT.name },
        ...Object.fromEntries(ODD.map((name) => [name, { use: SLOT.odd }])),
      },
    });
    this.messages = kernel.addList({ use: SLOT.message, table: message });
  }

  /** Begins with the messages at `from`; `outer` is the number of events of the line. False when they are no list. */
  open(from: number, to: number, outer: number): boolean {
    return this.start(from, to, outer, this.messages);
  }

  /** Reads a list of parts, as of a system prompt, as if it were those of one message. */
  readParts(from: number, to: number, outer: number): boolean {
    if (!this.start(from, to, outer, this.parts)) return false;
    this.role = '';
    this.readForm(this.at, this.end);
    return true;
  }

  /** Reads the next message. Undefined if there is none, false if it is not an object. */
  next(): boolean | undefined {
    const { events } = this.kernel;
    if (this.at >= this.end) return undefined;
    const first = this.at;
    if (events[first + 1] !== KIND.object) return false;
    this.from = events[first + 2]!;
    this.to = events[first + 3]!;
    this.at += 4;
    while (this.at < this.end && events[this.at] !== SLOT.message) this.at += 4;
    this.role = '';
    this.readForm(first + 4, this.at);
    return true;
  }

  private start(from: number, to: number, outer: number, root: number): boolean {
    const { call, events } = this.kernel;
    const count = call.readInner(from, to, root);
    if (count < 1 || events[4 * outer + 1] !== KIND.array) return false;
    this.names = 0;
    this.at = 4 * outer + 4;
    this.end = 4 * outer + 4 * count;
    return true;
  }

  private readForm(from: number, to: number): void {
    const { events } = this.kernel;
    this.count = this.ids.length = 0;
    this.shape = 'odd';
    let [content, lists, texts, calls, results] = [0, 0, 0, 0, 0];
    for (let at = from; at < to; at += 4) {
      const kind = events[at + 1]!;
      switch (events[at]) {
        case SLOT.role:
          if (kind !== KIND.string || this.role !== '') return;
          this.role = this.words.at(events[at + 2]!, events[at + 3]!);
          break;
        case SLOT.content:
          if ((kind & KIND.kind) !== KIND.string || ++content > 1) return;
          this.take(at);
          break;
        case SLOT.finish:
          if (
            kind !== KIND.null &&
            (kind !== KIND.string || !PLAIN_ENDS.has(this.words.at(events[at + 2]!, events[at + 3]!)))
          )
            return;
          break;
        case SLOT.name:
          // A long name is a text, as many are together.
          this.names += events[at + 3]! - events[at + 2]!;
          if (events[at + 3]! - events[at + 2]! > LONGEST_NAME || this.names > MOST_NAMES) return;
          break;
        case SLOT.parts:
          if (kind !== KIND.array || ++lists > 1) return;
          break;
        case SLOT.part: {
          let next = at + 4;
          while (next < to && events[next]! > SLOT.part && !ENDS_PARTS.has(events[next]!)) next += 4;
          const type = kind === KIND.object ? this.readPart(at + 4, next) : '';
          if (type === 'text') texts++;
          else if (type === 'tool_call') calls++;
          else if (type === 'tool_call_response') results++;
          else return;
          at = next - 4;
          break;
        }
        default:
          return;
      }
    }
    if (content > 0) {
      if (lists === 0) this.shape = 'text';
    } else if (results === 0) {
      if (calls > 0) this.shape = 'calls';
      else if (texts === 1) this.shape = 'text';
    } else if (calls === 0 && texts === 0) {
      this.shape = 'results';
    }
  }

  /** Type of a part; empty when it is unusual. Its text is taken. */
  private readPart(from: number, to: number): string {
    const { bytes, events } = this.kernel;
    let type = '';
    let [text, result, input, id] = [0, 0, 0, 0];
    for (let at = from; at < to; at += 4) {
      const [slot, kind] = [events[at], events[at + 1]!];
      const isString = (kind & KIND.kind) === KIND.string;
      if (slot === SLOT.type) {
        if (kind !== KIND.string || type !== '') return '';
        type = this.words.at(events[at + 2]!, events[at + 3]!);
      } else if (slot === SLOT.text) {
        if (!isString || text !== 0) return '';
        text = at;
      } else if (slot === SLOT.result) {
        if (!isString || result !== 0) return '';
        result = at;
      } else if (slot === SLOT.id) {
        if (id !== 0 || (isString && hash53Of(bytes, events[at + 2]!, events[at + 3]!) === undefined)) return '';
        id = at;
      } else {
        if (input !== 0 || (isString && events[at + 3]! - events[at + 2]! > LONG_ARGUMENTS)) return '';
        input = at;
      }
    }
    switch (type) {
      case 'text':
        // An empty text counts as something that is not text.
        if (text === 0 || events[text + 2] === events[text + 3]) return '';
        this.take(text);
        return type;
      case 'tool_call_response':
        if (result === 0) return '';
        this.take(result);
        if (id !== 0 && events[id + 1] === KIND.string && events[id + 2]! < events[id + 3]!)
          this.ids.push(hash53Of(bytes, events[id + 2]!, events[id + 3]!)!);
        return type;
      default:
        return type;
    }
  }

  private take(at: number): void {
    const { events } = this.kernel;
    const string = (this.texts[this.count++] ??= { from: 0, to: 0, marks: 0 });
    string.marks = events[at + 1]! & ~KIND.kind;
    string.from = events[at + 2]!;
    string.to = events[at + 3]!;
  }
}
