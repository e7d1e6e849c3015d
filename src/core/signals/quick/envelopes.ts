import type { RequestRecord } from '../../records/request.ts';
import { FLAG, readSignals, type Signals } from '../request-signals.ts';
import type { RequestTable } from '../request-table.ts';
import { TextPool } from '../text-pool.ts';

/** Who sent a request, as the general reader has read it once. */
interface Sender {
  account: string;
  organisation: string;
  endUser: string;
  address: string;
  userAgent: string;
  flags: number;
}

/** What a request asks for beside its text. */
interface Call extends Pick<Signals, 'tools' | 'toolCount' | 'parameters' | 'flags'> {
  model: string;
  format: string;
  isCached: boolean;
}

/** The same with names as numbers in the dictionaries of one table. */
type Numbered = Record<string, number>;
export type SenderNumbers = Record<Exclude<keyof Sender, 'flags'> | 'flags', number>;
export type CallNumbers = Record<'tools' | 'toolCount' | 'parameters' | 'flags' | 'model' | 'format', number> & {
  isCached: boolean;
};

interface Known<Value, Numbers> {
  value: Value;
  table: RequestTable | undefined;
  numbers: Numbers;
}

/** Senders and calls that are remembered; more are forgotten all at once, which costs reading each of them once more. */
const MOST = 100_000;

/** Flags that the sender decides, and those that the time or the texts of a request decide. */
const OF_SENDER = FLAG.weakIdentity;
const OF_REQUEST = FLAG.zoneUnknown | FLAG.textMissing | FLAG.partial;

/**
 * Senders and calls by the hash of all bytes of a line that may say something about them. What is found here was read by
 * the general reader from the same bytes; a line with other bytes has another hash and is read by it as well.
 */
export class Envelopes {
  private readonly senders = new Map<number, Known<Sender, SenderNumbers>>();
  private readonly calls = new Map<number, Known<Call, CallNumbers>>();
  private readonly noTexts = new TextPool();

  knows(sender: number, call: number): boolean {
    return this.senders.has(sender) && this.calls.has(call);
  }

  /** The names of a known sender become names of the table. */
  sender(hash: number, table: RequestTable): SenderNumbers {
    const known = this.senders.get(hash)!;
    if (known.table !== table) {
      const { value } = known;
      known.table = table;
      known.numbers = {
        account: table.names.account.add(value.account),
        organisation: table.names.organisation.add(value.organisation),
        endUser: table.names.endUser.add(value.endUser),
        address: table.names.address.add(value.address),
        userAgent: table.names.userAgent.add(value.userAgent),
        flags: value.flags,
      };
    }
    return known.numbers;
  }

  /** The same for a known call. */
  call(hash: number, table: RequestTable): CallNumbers {
    const known = this.calls.get(hash)!;
    if (known.table !== table) {
      const { model, format, ...value } = known.value;
      known.table = table;
      known.numbers = { ...value, model: table.names.model.add(model), format: table.names.format.add(format) };
    }
    return known.numbers;
  }

  /** Remembers sender and call of a record that was read from a line with these hashes. */
  learn(record: RequestRecord, sender: number, call: number): void {
    if (this.senders.size >= MOST) this.senders.clear();
    if (this.calls.size >= MOST) this.calls.clear();
    const { tools, toolCount, parameters, flags } = readSignals({ ...record, system: '', messages: [] }, this.noTexts);
    const numbers = {} as Numbered;
    this.senders.set(sender, {
      value: {
        account: record.account?.value ?? '',
        organisation: record.organisation ?? '',
        endUser: record.endUser ?? '',
        address: record.address ?? '',
        userAgent: record.userAgent ?? '',
        flags: flags & OF_SENDER,
      },
      table: undefined,
      numbers: numbers as SenderNumbers,
    });
    this.calls.set(call, {
      value: {
        tools,
        toolCount,
        parameters,
        flags: flags & ~(OF_SENDER | OF_REQUEST),
        model: record.model ?? '',
        format: record.format,
        isCached: record.status === 'cached',
      },
      table: undefined,
      numbers: numbers as unknown as CallNumbers,
    });
  }
}
