import type { Facts } from '../../../reader/records/facts/facts.ts';
import type { RequestRecord } from '../../../reader/records/fields/request.ts';
import { FLAG } from '../../table/request-flags.ts';
import { flagsOf, readSignals, type Signals } from '../../table/request-signals.ts';
import type { RequestTable } from '../../table/request-table.ts';
import { textKernel } from '../../table/text-kernel.ts';
import { type Beside, besideOf } from '../../table/beside.ts';
import { TextPool } from '../../table/text-pool.ts';
import { HashCache } from './hash-cache.ts';

/** Who sent a request, as the general reader read it once. */
interface Sender {
  account: string;
  organisation: string;
  endUser: string;
  address: string;
  userAgent: string;
  flags: number;
}

/** What a request asks for besides its text. */
interface Call extends Pick<Signals, 'tools' | 'toolCount' | 'parameters' | 'flags'> {
  model: string;
  format: string;
  isCached: boolean;
  beside: Beside;
}

/** The same with names as numbers in the dictionaries of one table. */
type Numbered = Record<string, number>;
export type SenderNumbers = Record<Exclude<keyof Sender, 'flags'> | 'flags', number>;
export type CallNumbers = Record<'tools' | 'toolCount' | 'parameters' | 'flags' | 'model' | 'format', number> &
  Pick<Call, 'isCached' | 'beside'>;

interface Known<Value, Numbers> {
  value: Value;
  /** What says it makes facts: its lines are for the general reader. */
  hasFacts: boolean;
  table: RequestTable | undefined;
  numbers: Numbers;
}

/** What an entry is found by: the hash of the bytes, and whether they are more than ASCII. */
export interface CacheKey {
  hash: number;
  isWide: boolean;
  /** As in `decodeJson`, of the line; only asked for where it makes a difference. */
  raw: () => boolean;
}

/** Non-ASCII letters. */
export const WIDE = /[^\0-\x7f]/;

/** Senders and calls that are remembered; beyond that all are forgotten at once, and each has to be read again. */
const MAX_CACHED = 100_000;

/** Facts that only the bytes of a sender make, and those that they make as well. */
const ONLY_SENDER: ReadonlySet<string> = new Set<keyof Facts>(['device', 'clientSession']);
const SENDER_FACTS: ReadonlySet<string> = new Set<keyof Facts>(['device', 'clientSession', 'guardrails']);

/** Flags that the sender decides, and those that the time or the texts of a request decide. */
const OF_SENDER = FLAG.weakIdentity;
const OF_REQUEST = FLAG.zoneUnknown | FLAG.textMissing;

/**
 * Senders and calls by the hash of all bytes of a line that may say something about them. What is found here was read by
 * the general reader from the same bytes; a line with other bytes has another hash and is read by it as well.
 */
export class MetadataCache {
  private readonly senders = new HashCache<Known<Sender, SenderNumbers>>(MAX_CACHED);
  private readonly calls = new HashCache<Known<Call, CallNumbers>>(MAX_CACHED);
  /** Hashes of bytes whose letters are not all ASCII: what is read of them may depend on the rest of the line. */
  private readonly wide = new Set<number>();
  private readonly noTexts = new TextPool();
  private sender: Known<Sender, SenderNumbers> | undefined;
  private call: Known<Call, CallNumbers> | undefined;

  /** @param ofLine facts that are read of each line, and not learned */
  constructor(private readonly ofLine: ReadonlySet<string>) {}

  /**
   * Looks up who sent a request and what it asks for, by the hashes of their bytes. False when one of them is not known.
   * @param raw as in `decodeJson`, of the line; only asked for where it makes a difference
   */
  find(sender: number, call: number, raw: () => boolean): boolean {
    this.sender = this.senders.get(this.keyOf(sender, raw));
    this.call = this.calls.get(this.keyOf(call, raw));
    return this.sender !== undefined && this.call !== undefined;
  }

  /** True when what was found last makes facts of a request. */
  get hasFacts(): boolean {
    return this.sender!.hasFacts || this.call!.hasFacts;
  }

  /** True when it is known what a request asks for. */
  knowsCall(call: number, raw: () => boolean): boolean {
    return this.calls.get(this.keyOf(call, raw)) !== undefined;
  }

  /** What was found last, its names as names of the table. */
  numbers(table: RequestTable): { sender: SenderNumbers; call: CallNumbers } {
    const [sender, call] = [this.sender!, this.call!];
    if (sender.table !== table) {
      const { value } = sender;
      sender.table = table;
      sender.numbers = {
        account: table.names.account.add(value.account),
        organisation: table.names.organisation.add(value.organisation),
        endUser: table.names.endUser.add(value.endUser),
        address: table.names.address.add(value.address),
        userAgent: table.names.userAgent.add(value.userAgent),
        flags: value.flags,
      };
    }
    if (call.table !== table) {
      const { model, format, ...value } = call.value;
      call.table = table;
      call.numbers = { ...value, model: table.names.model.add(model), format: table.names.format.add(format) };
    }
    return { sender: sender.numbers, call: call.numbers };
  }

  /** Forgets all senders and calls. */
  clear(): void {
    this.senders.clear();
    this.calls.clear();
    this.sender = this.call = undefined;
  }

  /** Remembers the sender of a record that was read from a line with this hash. */
  addSender(record: RequestRecord, from: CacheKey): void {
    const key = this.newKeyOf(from);
    // A sender known only by the name of the file is not known from the bytes.
    if (record.account?.kind !== 'file') this.senders.set(key, senderOf(record));
  }

  /** The same for what it asks for. */
  addCall(record: RequestRecord, from: CacheKey): void {
    const key = this.newKeyOf(from);
    this.calls.set(key, this.callOf(record));
  }

  private callOf(record: RequestRecord): Known<Call, CallNumbers> {
    const { facts = {} } = record;
    const { tools, toolCount, parameters, flags } = readSignals({ ...record, system: '', messages: [] }, this.noTexts);
    return {
      value: {
        tools,
        toolCount,
        parameters,
        flags: flags & ~(OF_SENDER | OF_REQUEST),
        model: record.model ?? '',
        format: record.format,
        isCached: record.status === 'cached',
        beside: besideOf(record),
      },
      hasFacts: Object.keys(facts).some((name) => !this.ofLine.has(name) && !ONLY_SENDER.has(name)),
      table: undefined,
      // Set with `table`, before they are read.
      numbers: {} as Numbered as unknown as CallNumbers,
    };
  }

  private newKeyOf({ hash, isWide, raw }: CacheKey): number {
    if (isWide) {
      if (this.wide.size >= MAX_CACHED) this.wide.clear();
      this.wide.add(hash);
    }
    return this.keyOf(hash, raw);
  }

  private keyOf(hash: number, raw: () => boolean): number {
    if (this.wide.size === 0) return hash;
    return this.wide.has(hash) ? textKernel().call.join(hash, raw() ? 1 : 2) : hash;
  }
}

function senderOf(record: RequestRecord): Known<Sender, SenderNumbers> {
  return {
    value: {
      account: record.account?.value ?? '',
      organisation: record.organisation ?? '',
      endUser: record.endUser ?? '',
      address: record.address ?? '',
      userAgent: record.userAgent ?? '',
      flags: flagsOf(record) & OF_SENDER,
    },
    hasFacts: Object.keys(record.facts ?? {}).some((name) => SENDER_FACTS.has(name)),
    table: undefined,
    numbers: {} as Numbered as SenderNumbers,
  };
}
