import { hash53Of } from '../../../../math/hash.ts';
import { type Kernel, KIND } from '../../../../reader/bytes/kernel/kernel.ts';
import type { Facts } from '../../../../reader/records/facts/facts.ts';
import type { DocumentTitles } from '../../../table/documents/document-titles.ts';
import type { AsciiWords } from '../ascii-words.ts';
import { factsOfLine, PLAIN_ENDS, type StatedFacts, StatedTexts } from '../stated-texts.ts';
import type { JsonString, JsonValue, StringReader } from '../string-reader.ts';
import { Citations } from './citations.ts';
import { SLOT } from './litellm-tables.ts';

const NOTHING: StatedFacts = {};

/** The facts of one line of LiteLLM, gathered while it is read. */
export class LineFacts {
  /** Hashes of the ids of calls whose results are sent back. */
  private readonly toolIds: number[] = [];
  private readonly stated: StatedTexts;
  private system = NOTHING;
  private first = NOTHING;
  readonly citations: Citations;

  constructor(
    private readonly kernel: Kernel,
    strings: StringReader,
    private readonly words: AsciiWords,
  ) {
    this.stated = new StatedTexts(kernel, strings);
    this.citations = new Citations(kernel, strings);
  }

  clear(): void {
    this.toolIds.length = 0;
    this.system = this.first = NOTHING;
    this.citations.clear();
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
    const id = marks === 0 ? hash53Of(this.kernel.bytes, from, to) : undefined;
    if (id !== undefined) this.toolIds.push(id);
    return id !== undefined;
  }

  /** False where the answer may have been refused, tokens of reasoning are no plain number, or what it cites cannot be read. */
  areUsual(values: readonly JsonValue[], titles: DocumentTitles): boolean {
    const { kind, marks, from, to } = values[SLOT.finish]!;
    if (kind === KIND.string && (marks !== 0 || !PLAIN_ENDS.has(this.words.at(from, to)))) return false;
    return this.tokensOf(values) !== undefined && this.citations.end(titles);
  }

  /** All but the documents. */
  of(values: readonly JsonValue[], issuedToolIds: readonly number[]): Facts | undefined {
    const [content, reasoning] = [values[SLOT.answerContent]!, values[SLOT.reasoning]!];
    const said = content.kind === KIND.string ? this.stated.ofAnswer(content) : NOTHING;
    const isThought = reasoning.kind === KIND.string && reasoning.from < reasoning.to;
    const tokens = this.tokensOf(values) ?? 0;
    const others: Facts | undefined =
      isThought || tokens > 0
        ? { ...(isThought && { thinking: 'text' }), ...(tokens > 0 && { thinkingTokens: tokens }) }
        : undefined;
    return factsOfLine([said, this.system, this.first], this.toolIds, issuedToolIds, others);
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
