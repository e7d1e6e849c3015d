import { INPUT, type Kernel, KIND } from '../../../../reader/bytes/kernel/kernel.ts';
import { RequestEmitter } from '../../../../reader/records/reading/request-emitter.ts';
import type { Facts } from '../../../../reader/records/facts/facts.ts';
import { unwrap } from '../../../../reader/records/formats/wrappers/unwrap.ts';
import { MetadataCache, WIDE } from '../metadata-cache.ts';
import { lineEncoding } from '../line-encoding.ts';
import { SLOT } from './litellm-tables.ts';
import type { LoadedLine } from '../fast-path.ts';
import type { JsonValue } from '../string-reader.ts';

/** Keys of parameters whose value is a system prompt. */
const SYSTEM_KEYS = /"(?:system|instructions)"/;

/** Such a value, and what replaces it when a line is learned from. */
interface Replaced {
  slot: number;
  kind: number;
  by: string;
}

const MESSAGES: Replaced = { slot: SLOT.messages, kind: KIND.array, by: '[{"role":"user","content":"Why?"}]' };
const OF_BOTH: readonly Replaced[] = [
  MESSAGES,
  { slot: SLOT.answerContent, kind: KIND.string, by: 'So.' },
  { slot: SLOT.answerCalls, kind: KIND.array, by: '[]' },
];
const OF_SENDER: readonly Replaced[] = [
  MESSAGES,
  { slot: SLOT.parameters, kind: KIND.object, by: '{}' },
  { slot: SLOT.response, kind: KIND.object, by: 'null' },
];

/** Facts whose bytes are in neither hash. */
const OF_LINE: ReadonlySet<string> = new Set<keyof Facts>([
  ...(['thinking', 'thinkingTokens', 'issuedToolIds', 'historyToolIds', 'openingTag', 'statedDay'] as const),
  ...(['statedIdentity', 'documents'] as const),
]);

const ASCII = { encoding: 'latin1', raw: false } as const;

/** Who sends LiteLLM lines and what they ask for. */
export class LineMetadata {
  readonly known = new MetadataCache(OF_LINE);

  constructor(private readonly kernel: Kernel) {}

  /** Finds or learns who sent the line in the kernel. False if that cannot be learned. */
  find(line: LoadedLine, values: readonly JsonValue[]): boolean {
    const { call } = this.kernel;
    const [sender, asked] = [call.group(0), call.group(1)];
    const raw = (): boolean => lineEncoding(this.kernel, line).raw;
    if (this.known.find(sender, asked, raw)) return true;
    return this.learn(line, values, sender, asked, raw) && this.known.find(sender, asked, raw);
  }

  /**
   * Learns from what the general reader makes of the line without its texts. The line must be known to have a text in its
   * messages: all else that decides about sender and call is in the two hashes. Where the call is known, the line is read
   * without what is asked for as well: definitions of tools are long.
   */
  private learn(
    line: LoadedLine,
    values: readonly JsonValue[],
    sender: number,
    call: number,
    raw: () => boolean,
  ): boolean {
    const parts = this.known.knowsCall(call, raw) ? OF_SENDER : OF_BOTH;
    const { from, to } = values[SLOT.parameters]!;
    if (parts === OF_BOTH && SYSTEM_KEYS.test(this.kernel.ascii(from, to))) return false;
    // Finding out how a line is decoded means looking at all of it; non-ASCII letters in the texts alone are not worth that.
    const plain = this.without(parts, line, values, 'latin1');
    const isWide = WIDE.test(plain);
    const encoding = isWide ? lineEncoding(this.kernel, line) : ASCII;
    const text = encoding.encoding === 'latin1' ? plain : this.without(parts, line, values, 'utf8');
    let isLearned = false;
    const emitter = new RequestEmitter('', (record) => {
      if (record.format !== 'litellm') return;
      // Texts beside the messages are of the conversation: such lines are read whole.
      if (record.messages.length !== 1) return;
      isLearned = record.account?.kind !== 'file';
      const isSenderWide = isWide && WIDE.test(this.without(OF_SENDER, line, values, 'latin1'));
      this.known.addSender(record, { hash: sender, isWide: isSenderWide, raw });
      if (parts === OF_BOTH) this.known.addCall(record, { hash: call, isWide, raw });
    });
    emitter.raw = encoding.raw;
    try {
      unwrap(JSON.parse(text), (value, format) => format.read(value, emitter));
    } catch (error) {
      // Values nested thousands of levels deep: the general reader reports that.
      if (!(error instanceof RangeError)) throw error;
      return false;
    }
    return isLearned;
  }

  /** The line with some of its values replaced. */
  private without(
    parts: readonly Replaced[],
    { start, end }: LoadedLine,
    values: readonly JsonValue[],
    encoding: 'latin1' | 'utf8',
  ): string {
    const { bytes } = this.kernel;
    const cuts = parts.filter(({ slot, kind }) => values[slot]!.kind === kind);
    cuts.sort((a, b) => values[a.slot]!.from - values[b.slot]!.from);
    let text = '';
    let at = INPUT;
    for (const { slot, by } of cuts) {
      const { from, to } = values[slot]!;
      text += bytes.toString(encoding, at, from) + by;
      at = to;
    }
    return text + bytes.toString(encoding, at, INPUT + end - start);
  }
}
