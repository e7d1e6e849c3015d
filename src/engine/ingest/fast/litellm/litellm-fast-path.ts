/**
 * Reads lines of LiteLLM's standard logging payload from their bytes. Who sent a request and what it asks for besides its text
 * are known from another line with the same bytes there, or learned from this one; texts are hashed in place; all else is skipped.
 * A line that is unusual in any way is left to the general reader, so that both read every log the same.
 * Longer than 250 lines: all that is gathered of a line is gathered in one pass over its events.
 */
import { KIND, type Kernel } from '../../../../reader/bytes/kernel/kernel.ts';
import { MOST_NAMES } from '../../../../reader/records/fields/json.ts';
import { LONGEST_NAME } from '../../../../reader/records/dialects/side-texts.ts';
import { newRecord } from '../../../../reader/records/fields/request.ts';
import { millisecondsOf, readTime } from '../../../../reader/records/fields/time.ts';
import { contextHash } from '../../../table/request-signals.ts';
import type { RequestTable } from '../../../table/request-table.ts';
import { SHAPES, TOOL_CALL } from '../../../table/answer-shape.ts';
import { sizeStep } from '../../../table/answer-size.ts';
import { AnswerReader } from '../answer-reader.ts';
import { LineFacts } from './line-facts.ts';
import { LineMetadata } from './line-metadata.ts';
import { MessageParts } from './message-parts.ts';
import { addLitellmTables, SLOT, SLOT_COUNT } from './litellm-tables.ts';
import { OpenTurnReader } from '../open-turn-reader.ts';
import { ResponseIds } from '../response-ids.ts';
import { addKnownRow } from '../known-row.ts';
import type { FastPath, LoadedLine } from '../fast-path.ts';
import { copyValue, isPlain, type JsonValue, StringReader } from '../string-reader.ts';
import { AsciiWords } from '../ascii-words.ts';

/** Shapes of missing answers, and of answers without text. */
const [UNKNOWN, EMPTY] = [SHAPES.indexOf('unknown'), SHAPES.indexOf('empty')];

const lengthOf = ({ kind, from, to }: JsonValue): number => (kind === KIND.string ? to - from : 0);
const missing = (): JsonValue => ({ kind: 0, from: 0, to: 0, marks: 0 });

export class LitellmFastPath implements FastPath {
  readonly format = 'litellm';
  readonly root: number;
  private readonly metadata: LineMetadata;
  private readonly strings: StringReader;
  private readonly ids: ResponseIds;
  private readonly words: AsciiWords;
  private readonly answer: AnswerReader;
  private readonly parts: MessageParts;
  private readonly values = Array.from({ length: SLOT_COUNT }, missing);
  private readonly lastAnswer = { content: missing(), calls: missing() };
  private choices = 0;
  private system = 0;
  private user = 0;
  private readonly openTurn: OpenTurnReader;
  private hasUser = false;
  private hasText = false;
  private turns = 0;
  private media = 0;
  /** Letters of the names of who speaks. */
  private names = 0;
  private readonly facts: LineFacts;
  /** Of the line. */
  private events = 0;

  constructor(private readonly kernel: Kernel) {
    this.root = addLitellmTables(kernel);
    this.strings = new StringReader(kernel);
    this.answer = new AnswerReader(kernel, this.strings);
    this.openTurn = new OpenTurnReader(kernel, this.strings);
    this.ids = new ResponseIds(kernel);
    this.words = new AsciiWords(kernel.bytes);
    this.facts = new LineFacts(kernel, this.strings, this.words);
    this.parts = new MessageParts(this.values, this.words, kernel);
    this.metadata = new LineMetadata(kernel);
  }

  /** Any line: the first key may be one of many. */
  accepts(): boolean {
    return true;
  }

  read(line: LoadedLine, table: RequestTable): number {
    return this.readLine(line, table) ? 1 : -1;
  }

  forget(): void {
    this.metadata.known.clear();
  }

  private readLine(line: LoadedLine, table: RequestTable): boolean {
    if (!this.collect(line.events, table)) return false;
    const { values } = this;
    if (!this.facts.areUsual(values, table.facts.titles)) return false;
    const [callType, idSpan] = [values[SLOT.callType]!, values[SLOT.id]!];
    if (callType.kind !== KIND.string || values[SLOT.model]!.kind !== KIND.string || !this.hasText) return false;
    // Whether a request has a text that is one is told by all of its messages where the first says nothing.
    if (this.system === 0 && this.user === 0) return false;
    if (values[SLOT.metadata]!.kind !== KIND.object && values[SLOT.metadata]!.kind !== KIND.null) return false;
    const time = this.time();
    const inputTokens = this.tokens(SLOT.usedInput, SLOT.inputTokens);
    const outputTokens = this.tokens(SLOT.usedOutput, SLOT.outputTokens);
    if (time === undefined || inputTokens === undefined || outputTokens === undefined) return false;
    if (!isPlain(idSpan.kind | idSpan.marks)) return false;
    const response = this.ids.at(idSpan);
    if (response === undefined) return false;
    if (!this.metadata.find(line, values) || this.metadata.known.hasFacts) return false;
    const first = table.texts.texts.key[this.user]!;
    const { answer, lastAnswer } = this;
    if (!answer.read(lastAnswer.content, lastAnswer.calls, line.events)) return false;
    const contextIn = answer.isTelling ? contextHash(first, answer.key) : 0;
    const shape = this.answered(line);
    if (shape < 0) return false;
    const size = outputTokens === 0 ? sizeStep(answer.letters()) : 0;
    const contextOut = answer.isTelling ? contextHash(first, answer.key) : 0;
    const { openTurn } = this;
    table.told.begin(line.location.source);
    if (!openTurn.read(table.texts, table.told, first, contextIn)) return false;
    const known = this.metadata.known.numbers(table);
    addKnownRow(
      table,
      known,
      {
        time: time.time,
        zoneKnown: time.zoneKnown,
        // A cache gives the same answer many times.
        response: known.call.isCached ? 0 : response,
        inputTokens,
        outputTokens,
        system: this.system,
        user: this.user,
        open: openTurn.open,
        history: openTurn.history,
        contextIn,
        contextOut,
        answer: answer.key,
        answerShape: shape,
        answerSize: size,
        turns: this.turns,
        media: this.media,
        facts: this.facts.of(values, answer.ids),
        documents: this.facts.citations.named,
      },
      line.location,
    );
    return true;
  }

  /** Goes through the events of the line. False when something is unusual. */
  private collect(count: number, table: RequestTable): boolean {
    const { values, lastAnswer } = this;
    const { events } = this.kernel;
    for (const value of values) value.kind = 0;
    lastAnswer.content.kind = lastAnswer.calls.kind = 0;
    this.events = count;
    this.parts.clear();
    this.facts.clear();
    this.hasUser = this.hasText = false;
    this.openTurn.clear();
    table.texts.beginPrompt();
    this.system = this.user = this.turns = this.choices = this.media = this.names = 0;
    for (let at = 4; at < 4 * count; at += 4) {
      const slot = events[at]!;
      const found = events[at + 1]!;
      if (slot >= SLOT_COUNT) {
        if (!this.facts.citations.take(at, table.facts.titles)) return false;
        continue;
      }
      if (slot === SLOT.messages && (found & KIND.kind) !== KIND.array) return false;
      if (slot === SLOT.message) {
        if (!this.endMessage(table) || found !== KIND.object) return false;
        values[SLOT.role]!.kind = values[SLOT.content]!.kind = values[SLOT.toolCalls]!.kind = 0;
        values[SLOT.toolCallId]!.kind = values[SLOT.name]!.kind = 0;
      } else if (slot === SLOT.part) {
        if (!this.parts.end()) return false;
      } else if (slot === SLOT.partOdd) {
        return false;
      } else if (slot === SLOT.choice) {
        this.choices++;
      } else if (slot === SLOT.odd && found !== KIND.null) {
        return false;
      } else if (values[slot]!.kind !== 0 && slot !== SLOT.odd) {
        // A repeated key: the last one counts, which is not worth following here.
        return false;
      }
      const value = values[slot]!;
      value.kind = found & KIND.kind;
      value.marks = found & ~KIND.kind;
      value.from = events[at + 2]!;
      value.to = events[at + 3]!;
    }
    return this.endMessage(table);
  }

  /** Takes the message whose parts were collected. */
  private endMessage(table: RequestTable): boolean {
    const role = this.values[SLOT.role]!;
    const content = this.values[SLOT.content]!;
    const calls = this.values[SLOT.toolCalls]!;
    if (this.values[SLOT.message]!.kind === 0) return true;
    if (role.kind !== KIND.string || role.marks !== 0) return false;
    const name = lengthOf(this.values[SLOT.name]!);
    this.names += name;
    if (name > LONGEST_NAME || this.names > MOST_NAMES) return false;
    let pictures: readonly string[] | undefined;
    if (content.kind === KIND.array) {
      const media = this.parts.join(content, role);
      if (media < 0) return false;
      this.media += media;
      pictures = this.parts.pictures;
    }
    if (content.kind === 0) content.kind = KIND.null;
    if (content.kind !== KIND.string && content.kind !== KIND.null) return false;
    const { strings } = this;
    if (!this.facts.takeToolId(this.values[SLOT.toolCallId]!)) return false;
    const hasText = content.kind === KIND.string && content.from < content.to;
    if (hasText) this.hasText = true;
    switch (this.words.at(role.from, role.to)) {
      case 'system':
      case 'developer':
        // Another one is joined to it, even when it is empty.
        if (this.system !== 0) return false;
        if (!hasText) return true;
        if (!strings.openWhole(content)) return false;
        this.system = table.texts.add(strings.from, strings.to, true);
        this.facts.takeSystem(table.texts.texts.key[this.system]!);
        return true;
      case 'assistant':
      case 'model':
        copyValue(content, this.lastAnswer.content);
        copyValue(calls, this.lastAnswer.calls);
        this.openTurn.addAnswer(hasText ? content : undefined, this.answer.callsIn(calls, this.events));
        return !hasText || strings.isWhole(content);
      case 'tool':
      case 'function':
        this.openTurn.add(hasText ? content : undefined, false);
        return !hasText || strings.isWhole(content);
      case 'user':
        this.turns++;
        this.openTurn.add(hasText ? content : undefined, !this.hasUser, pictures);
        if (this.hasUser) return !hasText || strings.isWhole(content);
        this.hasUser = true;
        if (!hasText) return true;
        if (!strings.openWhole(content)) return false;
        this.user = table.texts.add(strings.from, strings.to, false);
        this.facts.takeFirst(content);
        return true;
      default:
        return false;
    }
  }

  /** Reads the answer and gives the number of its shape, or -1 when something is unusual. */
  private answered({ events }: LoadedLine): number {
    const { values, answer } = this;
    const response = values[SLOT.response]!;
    const isThere = response.kind !== 0 && response.kind !== KIND.null;
    const isWhole = values[SLOT.choices]!.kind === KIND.array && this.choices === 1;
    if (isThere && (response.kind !== KIND.object || !isWhole || values[SLOT.answer]!.kind !== KIND.object)) return -1;
    const content = values[SLOT.answerContent]!;
    if (!answer.read(content, values[SLOT.answerCalls]!, events)) return -1;
    if (!isThere) return UNKNOWN;
    if (answer.hasCalls) return TOOL_CALL;
    return answer.key === 0 ? EMPTY : this.strings.shape(content);
  }

  /** Tokens by the response, else by the line; undefined when they are not plain numbers. */
  private tokens(used: number, own: number): number | undefined {
    for (const value of [this.values[used]!, this.values[own]!]) {
      if (value.kind === 0 || value.kind === KIND.null) continue;
      const number = value.kind === KIND.number ? this.kernel.call.decimal(value.from, value.to) : NaN;
      return number >= 0 ? number : undefined;
    }
    return 0;
  }

  private time(): { time: number; zoneKnown: boolean } | undefined {
    const { kind, marks, from, to } = this.values[SLOT.startTime]!;
    const { kernel } = this;
    if (kind === KIND.number) {
      const exact = kernel.call.decimal(from, to);
      const time = millisecondsOf(Number.isNaN(exact) ? Number(kernel.ascii(from, to)) : exact);
      return time === undefined ? undefined : { time, zoneKnown: true };
    }
    if (!isPlain(kind | marks)) return undefined;
    const record = newRecord('');
    if (!readTime(record, kernel.ascii(from, to)) || record.time === undefined) return undefined;
    return { time: record.time, zoneKnown: record.zoneKnown !== false };
  }
}
