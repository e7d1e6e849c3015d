import { type Kernel, KIND } from '../../../../reader/bytes/kernel/kernel.ts';
import type { Facts } from '../../../../reader/records/facts/facts.ts';
import { noteDocuments } from '../../../../reader/records/facts/reading/document-facts.ts';
import { toolIdHashOf } from '../../../../reader/records/facts/tool-id.ts';
import type { AsciiWords } from '../ascii-words.ts';
import { factsOfLine, PLAIN_ENDS, type StatedFacts, StatedTexts } from '../stated-texts.ts';
import type { JsonString, JsonValue, StringReader } from '../string-reader.ts';
import { SLOT } from './litellm-tables.ts';

const NOTHING: StatedFacts = {};

/** What of an answer may name documents. */
const CITED = [SLOT.annotations, SLOT.citations, SLOT.context, SLOT.keptCitations] as const;

/** Whether it is a list or an object that holds something: providers write an empty list where they cited nothing. */
const holds = ({ kind, from, to }: JsonValue): boolean =>
  (kind === KIND.array || kind === KIND.object) && to - from > 2;

/** The facts of one line of LiteLLM, gathered while it is read. */
export class LineFacts {
  /** Hashes of the ids of calls whose results are sent back. */
  private readonly toolIds: number[] = [];
  private readonly stated: StatedTexts;
  private system = NOTHING;
  private first = NOTHING;
  private cited: Pick<Facts, 'documents'> | undefined;

  constructor(
    private readonly kernel: Kernel,
    strings: StringReader,
    private readonly words: AsciiWords,
  ) {
    this.stated = new StatedTexts(kernel, strings);
  }

  clear(): void {
    this.toolIds.length = 0;
    this.system = this.first = NOTHING;
    this.cited = undefined;
  }

  /** Takes the system prompt that is open, by its hash. */
  takeSystem(key: number): void {
    this.system = this.stated.ofSystem(key);
  }

  takeFirst(message: JsonString): void {
    this.first = this.stated.ofFirst(message);
  }

  /** Takes the id of the call whose result a message is. False when it is unusual. */
  takeToolId({ kind, marks, from, to }: JsonValue): boolean {
    if (kind !== KIND.string || from === to) return true;
    const id = marks === 0 ? toolIdHashOf(this.kernel.bytes, from, to) : undefined;
    if (id !== undefined) this.toolIds.push(id);
    return id !== undefined;
  }

  /** False where the answer may have been refused, tokens of reasoning are no plain number, or what it cites cannot be read. */
  areUsual(values: readonly JsonValue[]): boolean {
    const { kind, marks, from, to } = values[SLOT.finish]!;
    if (kind === KIND.string && (marks !== 0 || !PLAIN_ENDS.has(this.words.at(from, to)))) return false;
    return this.tokensOf(values) !== undefined && this.takeDocuments(values);
  }

  of(values: readonly JsonValue[], issuedToolIds: readonly number[]): Facts | undefined {
    const [content, reasoning] = [values[SLOT.answerContent]!, values[SLOT.reasoning]!];
    const said = content.kind === KIND.string ? this.stated.ofAnswer(content) : NOTHING;
    const isThought = reasoning.kind === KIND.string && reasoning.from < reasoning.to;
    const tokens = this.tokensOf(values) ?? 0;
    const others: Facts | undefined =
      isThought || tokens > 0
        ? { ...this.cited, ...(isThought && { thinking: 'text' }), ...(tokens > 0 && { thinkingTokens: tokens }) }
        : this.cited;
    return factsOfLine([said, this.system, this.first], this.toolIds, issuedToolIds, others);
  }

  private takeDocuments(values: readonly JsonValue[]): boolean {
    if (!CITED.some((slot) => holds(values[slot]!))) return true;
    try {
      const [annotations, citations, context, kept] = CITED.map((slot) => this.parsed(values[slot]!));
      const found: { facts?: Facts } = {};
      noteDocuments({ annotations, citations, context, provider_specific_fields: { citations: kept } }, found);
      this.cited = found.facts;
      return true;
    } catch (error) {
      if (error instanceof SyntaxError) return false;
      throw error;
    }
  }

  /** @throws SyntaxError when it is no JSON in UTF-8 */
  private parsed(value: JsonValue): unknown {
    if (!holds(value)) return undefined;
    const { bytes, call } = this.kernel;
    const { from, to } = value;
    if (!call.isUtf8(from, to)) throw new SyntaxError();
    return JSON.parse(bytes.toString('utf8', from, to));
  }

  /** 0 where there are none; undefined when they are unusual. */
  private tokensOf(values: readonly JsonValue[]): number | undefined {
    const { kind, from, to } = values[SLOT.reasoningTokens]!;
    if (kind === KIND.string) return undefined;
    if (kind !== KIND.number) return 0;
    const tokens = this.kernel.call.decimal(from, to);
    return tokens >= 0 ? tokens : undefined;
  }
}
