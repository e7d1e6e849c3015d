/**
 * Reads lines of OTLP traces, many spans a line, from their bytes. Of each span the attributes that say who asked, and those
 * that say what for, are known from another span with the same bytes there; messages are decoded and hashed in the kernel.
 * A span that is unusual in any way is left to the general reader; the other spans of its line are not.
 * Longer than 250 lines: what is remembered of a line serves all spans of it.
 */
import type { Encoding } from '../../../../reader/bytes/framing/decode.ts';
import { GROUP_OF, INPUT, type Kernel, KIND, TYPE } from '../../../../reader/bytes/kernel/kernel.ts';
import type { PartReader } from '../../../../reader/records/reading/byte-reader.ts';
import { newRecord } from '../../../../reader/records/fields/request.ts';
import { type JsonObject, objectOf } from '../../../../reader/records/fields/json.ts';
import { readAttributes } from '../../../../reader/records/spans/attributes.ts';
import { readSpan } from '../../../../reader/records/spans/read-span.ts';
import { type Retrieved, retrievedIn } from '../../../../reader/records/spans/retrieval.ts';
import { readTime } from '../../../../reader/records/fields/time.ts';
import type { RequestTable } from '../../../table/request-table.ts';
import { SpanIndex } from './span-index.ts';
import { lineEncoding } from '../line-encoding.ts';
import { addOtlpTables, SLOT, SLOT_COUNT } from './otlp-tables.ts';
import { addKnownRow } from '../known-row.ts';
import type { FastPath, LoadedLine, RequestFilter } from '../fast-path.ts';
import { ResponseIds } from '../response-ids.ts';
import { SpanMetadata, type SpanValues } from './span-metadata.ts';
import { SpanMessages } from './span-messages.ts';
import { isPlain, type JsonValue } from '../string-reader.ts';
import { matchesAt } from '../ascii-words.ts';

const BRACE = 0x7b;
const FIRST_KEY = Buffer.from('"resourceSpans"');
/** Lines that begin with more blanks are left to the general reader. */
const MAX_BLANKS = 40;

/** More digits than a number of tokens has. */
const MAX_DIGITS = 15;

/** Each byte as a letter. */
const BYTES: Encoding = { encoding: 'latin1', raw: true };

export class OtlpFastPath implements FastPath {
  readonly format = 'otlp';
  readonly root: number;
  private readonly batches: SpanIndex;
  private readonly texts: SpanMessages;
  private readonly metadata = new SpanMetadata();
  private readonly ids: ResponseIds;
  private readonly values = Array.from({ length: SLOT_COUNT }, (): JsonValue => ({
    kind: 0,
    from: 0,
    to: 0,
    marks: 0,
  }));
  private readonly time = newRecord('');
  /** How the line is decoded, and what its retrievers found, once that was asked for. */
  private encoding: Encoding | undefined;
  private retrieved: Retrieved | undefined;
  /** Spans of a line with retrievers that are values by now, by their first event: a retriever is asked for twice. */
  private readonly known = new Map<number, SpanValues>();

  constructor(private readonly kernel: Kernel) {
    this.root = addOtlpTables(kernel);
    this.batches = new SpanIndex(kernel);
    this.texts = new SpanMessages(kernel);
    this.ids = new ResponseIds(kernel);
  }

  accepts(bytes: Buffer, start: number): boolean {
    const open = skipBlanks(bytes, start);
    if (bytes[open] !== BRACE) return false;
    const key = skipBlanks(bytes, open + 1);
    return matchesAt(bytes, key, FIRST_KEY);
  }

  read(line: LoadedLine, table: RequestTable, parts: PartReader): number {
    return this.eachSpan(line, parts, (at, resource, batch) => this.readSpan(line, at, resource, batch, table));
  }

  skipUnwanted(line: LoadedLine, parts: PartReader, filter: RequestFilter): number {
    return this.eachSpan(line, parts, (at, resource, batch) => {
      if (filter.isDone()) return true;
      if (filter.wantsNext() || !this.isOneRequest(line, at, resource, batch)) return false;
      filter.skip();
      return true;
    });
  }

  forget(): void {
    this.metadata.known.clear();
  }

  /**
   * Goes through the spans of a line and leaves those that are not taken to the general reader. Gives the number of those
   * that are, or -1.
   */
  private eachSpan(
    line: LoadedLine,
    parts: PartReader,
    take: (at: number, resource: number, batch: number) => boolean,
  ): number {
    const { batches, kernel } = this;
    // What holds no span is for the general reader, which says why.
    if (!batches.find(line.events) || batches.length === 0) return -1;
    this.encoding = this.retrieved = undefined;
    this.known.clear();
    let taken = 0;
    let batch = -1;
    let resource = 0;
    for (let n = 0; n < batches.length; n++) {
      if (batches.batch[n] !== batch) {
        batch = batches.batch[n]!;
        const [from, to] = [batches.resourceFrom[batch]!, batches.resourceTo[batch]!];
        resource = kernel.call.digest(INPUT + from, INPUT + to);
      }
      const at = batches.events[n]!;
      if (take(at, resource, batch)) taken++;
      else if (!this.leave(line, at, batch, parts)) break;
    }
    return taken;
  }

  /** Adds the request of the span whose events begin at `first`; false when it is for the general reader. */
  private readSpan(line: LoadedLine, first: number, resource: number, batch: number, table: RequestTable): boolean {
    const { values, texts, metadata } = this;
    const end = this.collect(first);
    if (end === 0) return false;
    const time = this.timeOf(values[SLOT.start]!);
    const inputTokens = this.tokens(SLOT.inputTokens);
    const outputTokens = this.tokens(SLOT.outputTokens);
    if (time === undefined || inputTokens === undefined || outputTokens === undefined) return false;
    const idValue = values[SLOT.id]!;
    if (idValue.kind !== 0 && !isPlain((idValue.kind & ~TYPE.string) | idValue.marks)) return false;
    const [system, input, output] = [values[SLOT.system]!, values[SLOT.input]!, values[SLOT.output]!];
    texts.measures = outputTokens === 0;
    table.told.begin(line.location.source);
    if (!texts.read(system, input, output, table, line.events)) return false;
    const { sender: senderHash, call: callHash } = this.hashesAt(end, resource);
    const raw = (): boolean => this.encodingOf(line).raw;
    if (!metadata.known.find(senderHash, callHash, raw)) {
      if (!this.learnSpan(line, first, batch, senderHash, callHash)) return false;
      if (!metadata.known.find(senderHash, callHash, raw)) return false;
    }
    if (metadata.known.hasFacts) return false;
    const retrieved = this.batches.retrievers.length === 0 ? [] : this.retrievedBy(line);
    if (retrieved === undefined) return false;
    const response = idValue.kind === 0 ? undefined : this.ids.at(idValue);
    const { answer } = texts;
    addKnownRow(
      table,
      metadata.known.numbers(table),
      {
        time,
        zoneKnown: this.time.zoneKnown !== false,
        response: response ?? 0,
        inputTokens,
        outputTokens,
        system: texts.system,
        open: texts.open,
        history: texts.history,
        user: texts.user,
        contextIn: texts.contextIn,
        contextOut: answer.context,
        answer: answer.key,
        answerShape: answer.shape,
        answerSize: answer.size,
        turns: texts.turns,
        media: texts.media,
        facts: texts.facts(),
        documents: texts.documents(retrieved),
      },
      line.location,
    );
    const { events } = this.kernel;
    table.standsAt(events[first + 2]! - INPUT, events[first + 3]! - events[first + 2]!);
    return true;
  }

  /** True when the span gives one request for sure. */
  private isOneRequest(line: LoadedLine, first: number, resource: number, batch: number): boolean {
    const end = this.collect(first);
    if (end === 0 || !this.texts.hasFirst(this.values[SLOT.input]!, line.events)) return false;
    const { sender, call } = this.hashesAt(end, resource);
    const isKnown = this.metadata.known.knowsCall(call, () => this.encodingOf(line).raw);
    return isKnown || this.learnSpan(line, first, batch, sender, call);
  }

  /** Hashes of who sent the span and what it asks for; the sender of its batch is in both. */
  private hashesAt(end: number, resource: number): { sender: number; call: number } {
    const { call, eventNumbers: numbers } = this.kernel;
    return { sender: call.join(resource, numbers[end / 2 + 1]!), call: call.join(resource, numbers[end / 2 + 3]!) };
  }

  /** Collects the values of a span; gives the place of its hashes, or 0 if something is unusual or repeated. */
  private collect(first: number): number {
    const { values } = this;
    const { events } = this.kernel;
    for (const value of values) value.kind = 0;
    let at = first + 4;
    for (; events[at] !== GROUP_OF.a; at += 4) {
      const slot = events[at]!;
      const value = values[slot]!;
      if (slot === SLOT.odd || value.kind !== 0) return 0;
      const found = events[at + 1]!;
      value.kind = found & (KIND.kind | TYPE.string | TYPE.int);
      value.marks = found & ~value.kind;
      value.from = events[at + 2]!;
      value.to = events[at + 3]!;
    }
    // Events may hold messages; an empty list of them is no more than two brackets.
    const { kind, from, to } = values[SLOT.events]!;
    const isWithout = kind === 0 || kind === KIND.null || to - from === 2;
    return isWithout && values[SLOT.attributes]!.kind === KIND.array ? at : 0;
  }

  private timeOf({ kind, marks, from, to }: JsonValue): number | undefined {
    if (!isPlain(kind | marks)) return undefined;
    const { time } = this;
    time.zoneKnown = true;
    return readTime(time, this.kernel.ascii(from, to)) ? time.time : undefined;
  }

  /** The first number of three; undefined when it is unusual. */
  private tokens(slot: number): number | undefined {
    for (let at = slot; at < slot + 3; at++) {
      const { kind, from, to } = this.values[at]!;
      if (kind === 0) continue;
      if (kind !== (KIND.number | TYPE.int) && kind !== (KIND.string | TYPE.int)) return undefined;
      const { bytes } = this.kernel;
      if (to === from || to - from > MAX_DIGITS) return undefined;
      let number = 0;
      for (let place = from; place < to; place++) {
        const digit = bytes[place]! - 48;
        if (digit < 0 || digit > 9) return undefined;
        number = 10 * number + digit;
      }
      return number;
    }
    return 0;
  }

  /** Learns who sent a span and what it asks for if that is not known yet. False if it cannot be learned. */
  private learnSpan(line: LoadedLine, first: number, batch: number, sender: number, call: number): boolean {
    const { metadata } = this;
    // Finding out how a line is decoded means looking at all of it; non-ASCII letters in the texts alone are not worth that.
    const plain = this.valuesOf(line, first, batch, BYTES);
    const isWide = metadata.isWide(plain);
    const values = isWide ? this.valuesOf(line, first, batch, this.encodingOf(line)) : plain;
    return metadata.learn(values, sender, call, isWide);
  }

  /** What was found for the span that was read last; undefined when its trace is unusual. */
  private retrievedBy(line: LoadedLine): ReturnType<Retrieved> | undefined {
    const [trace, start] = [this.values[SLOT.trace]!, this.values[SLOT.start]!];
    if (trace.kind !== 0 && !isPlain(trace.kind | trace.marks)) return undefined;
    const { kernel } = this;
    return this.retrievedIn(line)({
      ...(trace.kind !== 0 && { traceId: kernel.ascii(trace.from, trace.to) }),
      startTimeUnixNano: kernel.ascii(start.from, start.to),
    });
  }

  /** What the retrievers of a line found. */
  private retrievedIn(line: LoadedLine): Retrieved {
    const { events, batch, retrievers } = this.batches;
    return (this.retrieved ??= retrievedIn(retrievers.map((n) => this.valuesAt(line, events[n]!, batch[n]!).span)));
  }

  /** Leaves a span to the general reader. False when the rest of the line cannot be read. */
  private leave(line: LoadedLine, first: number, batch: number, parts: PartReader): boolean {
    const { span, resource, raw } = this.valuesAt(line, first, batch);
    // What was found is looked for once a call asks for it: retrievers themselves do not, nor does who reads texts again.
    const retrieved: Retrieved | undefined =
      this.batches.retrievers.length === 0 ? undefined : (call) => this.retrievedIn(line)(call);
    return parts.part(raw, (sink) => readSpan(span, resource, this.format, sink, retrieved));
  }

  private valuesAt(line: LoadedLine, first: number, batch: number): SpanValues {
    const known = this.known.get(first);
    if (known !== undefined) return known;
    const values = this.valuesOf(line, first, batch, this.encodingOf(line));
    if (this.batches.retrievers.length > 0) this.known.set(first, values);
    return values;
  }

  private valuesOf(
    { bytes, start }: LoadedLine,
    first: number,
    batch: number,
    { encoding, raw }: Encoding,
  ): SpanValues {
    const { events } = this.kernel;
    const { resourceFrom, resourceTo } = this.batches;
    const parse = (from: number, to: number): JsonObject =>
      from === to ? {} : objectOf(JSON.parse(bytes.toString(encoding, start + from, start + to)));
    return {
      span: parse(events[first + 2]! - INPUT, events[first + 3]! - INPUT),
      resource: readAttributes(parse(resourceFrom[batch]!, resourceTo[batch]!)['attributes']),
      raw,
    };
  }

  private encodingOf(line: LoadedLine): Encoding {
    return (this.encoding ??= lineEncoding(this.kernel, line));
  }
}

function skipBlanks(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at]! <= 0x20 && at - from < MAX_BLANKS) at++;
  return at;
}
