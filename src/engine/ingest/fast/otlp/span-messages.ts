/**
 * The messages of a span, read from the bytes of its attributes. Longer than 250 lines: the three forms of messages
 * share what was read so far.
 */
import { INNER, type Kernel, KIND, MARK, TYPE } from '../../../../reader/bytes/kernel/kernel.ts';
import { markContent } from '../../../../reader/records/fields/content.ts';
import { readChat } from '../../../../reader/records/dialects/openai-chat.ts';
import { newRecord, type RequestRecord } from '../../../../reader/records/fields/request.ts';
import type { DocumentName, Facts } from '../../../../reader/records/facts/facts.ts';
import { addDocuments } from '../../../../reader/records/facts/reading/document-facts.ts';
import { openingTag, statedIn } from '../../../../reader/records/facts/reading/stated-facts.ts';
import { makeAnswer } from '../../../../reader/records/fields/answer.ts';
import { isEmpty as isEmptyObject, isObject, type JsonObject } from '../../../../reader/records/fields/json.ts';
import { noteOutput, readOutput } from '../../../../reader/records/spans/genai.ts';
import type { Retrieved } from '../../../../reader/records/spans/retrieval.ts';
import { answerShape } from '../../../table/answer-shape.ts';
import { sizeStep } from '../../../table/answer-size.ts';
import { contextHash, MIN_TELLING_LENGTH } from '../../../table/request-signals.ts';
import type { RequestTable } from '../../../table/request-table.ts';
import { digestOf } from '../../../table/text-kernel.ts';
import { factsOfLine, type StatedFacts, StatedTexts } from '../stated-texts.ts';
import { MessageList } from '../message-list.ts';
import type { History } from '../../../table/turns/history.ts';
import { type Calls, OpenTurnReader } from '../open-turn-reader.ts';
import { type JsonString, type JsonValue, StringReader } from '../string-reader.ts';

/** Kind of an attribute that is a text. */
const TEXT_VALUE = KIND.string | TYPE.string;

/** What `JSON.parse` may take for the start of a list or an object, with blanks before it. */
const JSON_START = /^[\s{[]/;

/** Nothing was answered, or nothing that the log holds. */
const NO_ANSWER: AnswerSummary = { key: 0, shape: 0, size: 0, context: 0, stated: {}, ids: [] };

/** What is used of an answer; `context` and `size` as in `Signals`. */
interface AnswerSummary {
  key: number;
  shape: number;
  size: number;
  context: number;
  stated: StatedFacts;
  /** Hashes of the ids of its calls. */
  ids: readonly number[];
  /** Documents that it names. */
  cited?: Pick<Facts, 'documents'>;
}

/** The text, if it has letters. */
const textIn = (text: JsonString): JsonString | undefined => (text.from < text.to ? text : undefined);

/** Reads the messages of a span from its attributes, which are JSON in strings of JSON. */
export class SpanMessages {
  system = 0;
  user = 0;
  turns = 0;
  media = 0;
  contextIn = 0;
  answer: AnswerSummary = NO_ANSWER;
  /** Whether the size of an answer is wanted, which takes time: see `Signals`. */
  measures = false;
  private hasUser = false;
  private hasText = false;
  private readonly strings: StringReader;
  private readonly list: MessageList;
  private readonly openTurn: OpenTurnReader;
  /** Numbers of system prompts in a table, by the hash of their bytes in a line. */
  private readonly systems = new Map<number, { system: number; stated: StatedFacts }>();
  private readonly stated: StatedTexts;
  private ofSystem: StatedFacts = NO_ANSWER.stated;
  private ofFirst: StatedFacts = NO_ANSWER.stated;
  /** Ids of calls whose results are sent back. */
  private readonly toolIds: number[] = [];
  private table: RequestTable | undefined;
  private outer = 0;

  constructor(private readonly kernel: Kernel) {
    this.strings = new StringReader(kernel);
    this.list = new MessageList(kernel);
    this.openTurn = new OpenTurnReader(kernel, this.strings);
    this.stated = new StatedTexts(kernel, this.strings);
  }

  get open(): number {
    return this.openTurn.open;
  }

  get history(): History {
    return this.openTurn.history;
  }

  /** Facts of the span that was read last, but for the documents. */
  facts(): Facts | undefined {
    const { stated, ids } = this.answer;
    return factsOfLine([stated, this.ofSystem, this.ofFirst], this.toolIds, ids);
  }

  /** @param retrieved what was found for it before */
  documents(retrieved: ReturnType<Retrieved>): readonly DocumentName[] | undefined {
    const { cited } = this.answer;
    if (retrieved.length === 0) return cited?.documents;
    const found: Pick<RequestRecord, 'facts'> = cited === undefined ? {} : { facts: cited };
    for (const documents of retrieved) addDocuments(documents, found);
    return found.facts?.documents;
  }

  /**
   * Reads the system prompt, the conversation and the answer. False when something is unusual, and the span is for the
   * general reader.
   * @param outer number of events of the line
   */
  read(system: JsonValue, input: JsonValue, output: JsonValue, table: RequestTable, outer: number): boolean {
    this.outer = outer;
    this.system = this.user = this.turns = this.media = this.contextIn = 0;
    this.openTurn.clear();
    table.texts.beginPrompt();
    this.hasUser = this.hasText = false;
    this.ofSystem = this.ofFirst = NO_ANSWER.stated;
    this.toolIds.length = 0;
    try {
      return (
        (system.kind === 0 || this.readSystem(system, table)) &&
        this.readInput(input, table) &&
        this.readOpenTurn(table) &&
        this.readAnswer(output, table)
      );
    } catch (error) {
      // Values nested thousands deep: the general reader says so.
      if (!(error instanceof RangeError)) throw error;
      return false;
    }
  }

  /** True when the conversation begins with a text, so that the span is surely read at once. */
  hasFirst(input: JsonValue, outer: number): boolean {
    this.outer = outer;
    const { list } = this;
    if (!this.openList(input) || list.next() !== true || list.shape !== 'text') return false;
    return list.texts[0]!.from < list.texts[0]!.to;
  }

  private readSystem(value: JsonValue, table: RequestTable): boolean {
    if (value.kind !== TEXT_VALUE) return false;
    if (this.table !== table) this.systems.clear();
    this.table = table;
    const key = this.kernel.call.digest(value.from, value.to);
    const known = this.systems.get(key);
    if (known === undefined && !this.openSystem(value, table)) return false;
    // What is disguised is looked at each time, and counted.
    if (known !== undefined) [this.system, this.ofSystem] = [known.system, known.stated];
    else if (!table.texts.disguised) this.systems.set(key, { system: this.system, stated: this.ofSystem });
    this.hasText ||= this.system !== 0;
    return true;
  }

  private openSystem(value: JsonValue, table: RequestTable): boolean {
    const { strings, list } = this;
    if (!strings.open(value)) return false;
    if (strings.from < strings.to && JSON_START.test(this.kernel.ascii(strings.from, strings.from + 1))) {
      if ((value.marks & MARK.escaped) === 0 || !list.readParts(strings.from, strings.to, this.outer)) return false;
      const [text] = list.texts;
      if (list.shape !== 'text' || text === undefined || !strings.open(text, INNER)) return false;
    }
    return this.addSystem(table);
  }

  /** Takes the text that was opened last. */
  private addSystem(table: RequestTable): boolean {
    const { strings } = this;
    // Another one is joined to it, even when it is empty.
    if (this.system !== 0 || strings.isDoubtful()) return false;
    this.system = table.texts.add(strings.from, strings.to, true);
    this.hasText ||= this.system !== 0;
    if (this.system !== 0) this.ofSystem = this.stated.ofSystem(table.texts.texts.key[this.system]!);
    return true;
  }

  /** False as well when the conversation holds no text: such a span may be joined with others. */
  private readInput(value: JsonValue, table: RequestTable): boolean {
    const { list, strings } = this;
    if (!this.openList(value)) return false;
    // The last answer in the conversation: a text, or the bytes of a message.
    const last: JsonString = { from: 0, to: 0, marks: 0 };
    let said: string | undefined;
    let isWhole = false;
    for (let found = list.next(); found !== undefined; found = list.next()) {
      if (!found) return false;
      const { role, shape } = list;
      const isAssistant = role === 'assistant' || role === 'model';
      const isTool = role === 'tool' || role === 'function';
      if (isAssistant && (shape === 'text' || shape === 'calls')) {
        if (!this.areWhole()) return false;
        isWhole = shape === 'calls';
        if (list.count > 1) this.openTurn.addOdd();
        else
          this.openTurn.addAnswer(
            list.count === 0 ? undefined : textIn(list.texts[0]!),
            isWhole ? this.calls() : undefined,
          );
        Object.assign(last, isWhole ? { from: list.from, to: list.to, marks: 0 } : list.texts[0]!);
        said = undefined;
      } else if (isTool && (shape === 'text' || shape === 'results')) {
        if (!this.areWhole()) return false;
        for (let n = 0; n < list.count; n++) this.openTurn.add(textIn(list.texts[n]!), false);
        for (const id of list.ids) this.toolIds.push(id);
      } else if (shape === 'text' && (role === 'system' || role === 'developer')) {
        const [text] = list.texts;
        if (!strings.open(text!, INNER) || !this.addSystem(table)) return false;
      } else if (shape === 'text' && role === 'user') {
        this.turns++;
        if (!this.areWhole()) return false;
        if (!this.hasUser) {
          if (!strings.openWhole(list.texts[0]!, INNER)) return false;
          this.user = table.texts.add(strings.from, strings.to, false);
          this.ofFirst = this.stated.ofFirst(list.texts[0]!);
        }
        this.openTurn.add(textIn(list.texts[0]!), !this.hasUser);
        this.hasUser = true;
      } else {
        const record = this.readOdd();
        if (record === undefined) return false;
        for (const id of record.facts?.historyToolIds ?? []) this.toolIds.push(id);
        for (const message of record.messages) {
          this.media += message.media ?? 0;
          if (message.pictures !== undefined || message.reasoning !== undefined) this.openTurn.addOdd();
          const isAnswer = message.role === 'assistant';
          const isFirst = message.role === 'user' && !this.hasUser;
          this.openTurn.addText(message.text, isAnswer, isFirst, message.toolCalls ?? '');
          if (isAnswer) said = message.text + (message.toolCalls ?? '');
          if (message.role !== 'user') continue;
          this.turns++;
          if (!this.hasUser) {
            this.user = table.texts.addText(message.text, false);
            this.ofFirst = statedIn('', message.text);
          }
          this.hasUser = true;
        }
      }
    }
    const first = table.texts.texts.key[this.user]!;
    if (said === undefined && isWhole) {
      const { from, to } = last;
      Object.assign(list, { from, to });
      const record = this.readOdd();
      if (record === undefined) return false;
      for (const message of record.messages) said = message.text + (message.toolCalls ?? '');
    }
    if (said !== undefined) {
      this.contextIn = said.length < MIN_TELLING_LENGTH ? 0 : contextHash(first, digestOf(said));
    } else if (last.from < last.to) {
      if (!strings.open(last, INNER)) return false;
      this.contextIn = strings.hasUnits(MIN_TELLING_LENGTH) ? contextHash(first, strings.digest()) : 0;
    }
    return this.hasText && (this.system !== 0 || this.user !== 0);
  }

  private readOpenTurn(table: RequestTable): boolean {
    const first = table.texts.texts.key[this.user]!;
    return this.openTurn.read(table.texts, table.told, first, this.contextIn);
  }

  /** Opens an attribute that holds a list of messages. */
  private openList(value: JsonValue): boolean {
    const { strings } = this;
    if (value.kind !== TEXT_VALUE || (value.marks & MARK.escaped) === 0 || !strings.open(value)) return false;
    return this.list.open(strings.from, strings.to, this.outer);
  }

  /** True when all texts of the message are whole, as far as can be told. */
  private areWhole(): boolean {
    const { strings, list } = this;
    for (let n = 0; n < list.count; n++) {
      const text = list.texts[n]!;
      if (!strings.isWhole(text, INNER)) return false;
      this.hasText ||= text.from < text.to;
    }
    return true;
  }

  /** The calls of the message read last, for whoever reads them. */
  private calls(): Calls {
    const { from, to } = this.list;
    const read = (): string | undefined => {
      Object.assign(this.list, { from, to });
      return this.readOdd()?.messages[0]?.toolCalls;
    };
    return { from, to, read };
  }

  /** What the general reader makes of a message of the conversation; undefined when it might depend on what is around it. */
  private readOdd(): ReturnType<typeof newRecord> | undefined {
    const { role } = this.list;
    const value = this.valueOf();
    if (value === undefined || role === 'system' || role === 'developer') return undefined;
    const record = newRecord('');
    readChat([value], record);
    markContent(record);
    if (record.sentBlobs !== undefined || record.system !== '' || record.tools.length > 0) return undefined;
    if (record.content !== 'full' && record.content !== 'none') return undefined;
    this.hasText ||= record.content === 'full';
    return record;
  }

  /** The message read last as a value; undefined when its bytes are none to be read on their own. */
  private valueOf(): JsonObject | undefined {
    const { kernel, list } = this;
    if (!kernel.call.isUtf8(list.from, list.to)) return undefined;
    const text = kernel.bytes.toString('utf8', list.from, list.to);
    // The length from which a text may count as shortened is that of bytes or of letters, by the rest of the line.
    if (text.includes('litellm')) return undefined;
    const value: unknown = JSON.parse(text);
    return isObject(value) && value['role'] !== undefined && value['role'] !== 'system' && value['role'] !== 'developer'
      ? value
      : undefined;
  }

  private readAnswer(value: JsonValue, table: RequestTable): boolean {
    const { list, strings } = this;
    this.answer = NO_ANSWER;
    if (value.kind === 0) return true;
    if (!this.openList(value)) return false;
    const found = list.next();
    if (found !== true) return found === undefined;
    const first = table.texts.texts.key[this.user]!;
    const [text] = list.texts;
    if (list.shape === 'text' && text !== undefined) {
      if (!strings.open(text, INNER)) return false;
      const isEmpty = strings.from === strings.to;
      const key = isEmpty ? 0 : strings.digest();
      const context = strings.hasUnits(MIN_TELLING_LENGTH) ? contextHash(first, key) : 0;
      const size = this.measures && !isEmpty ? sizeStep(this.kernel.call.units(strings.from, strings.to)) : 0;
      const stated = this.stated.ofAnswer(text);
      this.answer = {
        key,
        context,
        size,
        stated,
        ids: [],
        shape: isEmpty ? answerShape({ text: '', toolCalls: '' }) : strings.shape(text),
      };
      return true;
    }
    const message = this.valueOf();
    if (message === undefined) return false;
    const said = readOutput(message);
    const record = newRecord('');
    noteOutput(message, record);
    const { issuedToolIds: ids = [], documents, ...others } = record.facts ?? {};
    const { finish } = makeAnswer('', '', message['finish_reason']);
    if (!isEmptyObject(others) || finish === 'content_filter') return false;
    const tag = openingTag(said.text);
    const whole = said.text + said.toolCalls;
    const key = whole === '' ? 0 : digestOf(whole);
    this.answer = {
      key,
      context: whole.length < MIN_TELLING_LENGTH ? 0 : contextHash(first, key),
      shape: answerShape(said),
      size: this.measures ? sizeStep(whole.length) : 0,
      stated: tag === undefined ? NO_ANSWER.stated : { openingTag: tag },
      ids,
      ...(documents && { cited: { documents } }),
    };
    return true;
  }
}
