import { type Facts, keptIds, LIMITS } from '../../../reader/records/facts/facts.ts';
import { openingTag, REMINDER, statedDay, statedIn } from '../../../reader/records/facts/reading/stated-facts.ts';
import type { Kernel } from '../../../reader/bytes/kernel/kernel.ts';
import { isEmpty } from '../../../reader/records/fields/json.ts';
import { HashCache } from './hash-cache.ts';
import type { JsonString, StringReader } from './string-reader.ts';

/** What texts say of themselves: nothing, in nearly all logs. */
export type StatedFacts = Pick<Facts, 'statedDay' | 'statedIdentity' | 'openingTag'>;

const NOTHING: StatedFacts = {};

/** Why an answer ended, where that says nothing of a refusal. */
export const PLAIN_ENDS: ReadonlySet<string> = new Set([
  ...['', 'stop', 'length', 'tool_call', 'tool_calls', 'function_call', 'end_turn', 'tool_use', 'max_tokens', 'eos'],
]);

/** System prompts that are remembered. */
const MOST = 10_000;
const [BLANK, TAG, ESCAPE] = [0x20, 0x3c, 0x5c];

/** Facts that are in the texts of a line, each looked for only where it may be. */
export class StatedTexts {
  private readonly systems = new HashCache<StatedFacts>(MOST);

  constructor(
    private readonly kernel: Kernel,
    private readonly strings: StringReader,
  ) {}

  /** Of a system prompt with this hash, which is open in `strings`. */
  ofSystem(key: number): StatedFacts {
    const known = this.systems.get(key);
    if (known !== undefined) return known;
    const { from, to } = this.strings;
    const stated = statedIn(this.kernel.bytes.toString('utf8', from, to), '');
    this.systems.set(key, stated);
    return stated;
  }

  /** Of the first message of a conversation. */
  ofFirst(message: JsonString): StatedFacts {
    if (!this.mayOpen(message)) return NOTHING;
    const text = this.strings.whole(message);
    const day = text.startsWith(REMINDER) ? statedDay(text) : undefined;
    return day === undefined ? NOTHING : { statedDay: day };
  }

  /** Of an answer. */
  ofAnswer(answer: JsonString): StatedFacts {
    const tag = this.mayOpen(answer) ? openingTag(this.strings.whole(answer)) : undefined;
    return tag === undefined ? NOTHING : { openingTag: tag };
  }

  /** False when a text surely does not begin with a tag. */
  private mayOpen({ from, to }: JsonString): boolean {
    const first = this.kernel.bytes[from]!;
    return from < to && (first === TAG || first === ESCAPE || first <= BLANK);
  }
}

/** All facts of a line in one; undefined when there are none. What the system prompt says goes before what the message does. */
export function factsOfLine(
  stated: readonly StatedFacts[],
  historyToolIds: readonly number[],
  issuedToolIds: readonly number[],
  others?: Facts,
): Facts | undefined {
  const isBare = historyToolIds.length === 0 && issuedToolIds.length === 0;
  if (isBare && stated.every((one) => isEmpty(one))) return others;
  const said: StatedFacts = {};
  for (const one of [...stated].reverse()) Object.assign(said, one);
  return {
    ...others,
    ...said,
    ...(historyToolIds.length > 0 && { historyToolIds: keptIds(historyToolIds) }),
    ...(issuedToolIds.length > 0 && { issuedToolIds: issuedToolIds.slice(0, LIMITS.toolIds) }),
  };
}
