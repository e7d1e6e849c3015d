import { type Kernel, KIND, TEXT, USE } from '../../../reader/bytes/kernel/kernel.ts';
import { hash53Of } from '../../../math/hash.ts';
import type { JsonString } from './string-reader.ts';

const SLOT = { call: 2, called: 3, name: 4, arguments: 5, odd: 6, id: 7 } as const;

const OPEN = '['.charCodeAt(0);
const COMMA = ','.charCodeAt(0);
const CLOSE = ']'.charCodeAt(0);

/**
 * Writes the tool calls of an assistant's message, `[{"function":{"name":"find","arguments":"{...}"}}]`, as `readCalls` does,
 * without making an object of them: conversations of agents are full of them.
 */
export class ToolCalls {
  private readonly list: number;
  /** Events of the name and the arguments of a call. */
  private name = 0;
  /** Hashes of the ids of the calls that were written last. */
  readonly ids: number[] = [];
  private arguments = 0;

  constructor(private readonly kernel: Kernel) {
    const called = kernel.addTable({
      others: USE.none,
      keys: { name: { use: SLOT.name }, arguments: { use: SLOT.arguments } },
    });
    const call = kernel.addTable({
      others: USE.none,
      keys: {
        function: { use: SLOT.called, table: called },
        custom: { use: SLOT.odd },
        id: { use: SLOT.id },
      },
    });
    this.list = kernel.addList({ use: SLOT.call, table: call });
  }

  /**
   * Writes the calls in a list to `out` in the kernel's memory, and gives the end of what was written; 0 where one of them is
   * unusual or there are none. What was decoded to `TEXT` is gone then.
   * @param outer number of the events of the line
   */
  write({ from, to }: Pick<JsonString, 'from' | 'to'>, outer: number, out: number): number {
    const { bytes, call } = this.kernel;
    const count = call.readInner(from, to, this.list);
    const last = 4 * (outer + count);
    let end = out;
    this.ids.length = 0;
    for (let at = 4 * outer + 4; at < last;) {
      bytes[end] = end === out ? OPEN : COMMA;
      const next = this.nextCall(at, last);
      end = next === 0 ? 0 : this.writeCall(end + 1);
      if (end === 0) return 0;
      at = next;
    }
    if (end === out) return 0;
    bytes[end] = CLOSE;
    return end + 1;
  }

  /** Looks for the parts of the call whose events begin at `at`; gives where they end, or 0 for an unusual one. */
  private nextCall(at: number, last: number): number {
    const { bytes, events } = this.kernel;
    this.name = this.arguments = 0;
    if (events[at + 1] !== KIND.object) return 0;
    let called = 0;
    for (at += 4; at < last && events[at] !== SLOT.call; at += 4) {
      const kind = events[at + 1]!;
      if (events[at] === SLOT.called && kind === KIND.object) called++;
      else if (events[at] === SLOT.name && kind === KIND.string && this.name === 0) this.name = at;
      else if (events[at] === SLOT.arguments && (kind & KIND.kind) === KIND.string && this.arguments === 0)
        this.arguments = at;
      else if (events[at] === SLOT.id && kind === KIND.string) {
        const [from, to] = [events[at + 2]!, events[at + 3]!];
        const id = hash53Of(bytes, from, to);
        if (id === undefined) return 0;
        if (from < to) this.ids.push(id);
      } else if (events[at] !== SLOT.id || kind !== KIND.null) return 0;
    }
    return called === 1 && this.name !== 0 && this.arguments !== 0 ? at : 0;
  }

  private writeCall(out: number): number {
    const { call, events } = this.kernel;
    const { name, arguments: input } = this;
    const to = call.unescape(events[input + 2]!, events[input + 3]!, TEXT);
    return call.writeCall(events[name + 2]!, events[name + 3]!, TEXT, to, out);
  }
}
