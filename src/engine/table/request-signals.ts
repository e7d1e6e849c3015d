/**
 * Numbers derived from one request: which texts it contains, hashes for comparing everything else, and the form of the
 * answer.
 */
import { combine32, hash32 } from '../../math/hash.ts';
import type { Content, RequestRecord } from '../../reader/records/fields/request.ts';
import { answerShape } from './answer-shape.ts';
import { sizeStep } from './answer-size.ts';
import { digestOf, textKernel } from './text-kernel.ts';
import { FLAG } from './request-flags.ts';
import { openTurn } from './turns/open-turn.ts';
import type { TextPool } from './text-pool.ts';

export interface Signals {
  /** System prompt and first user message, as numbers in the pool of texts. */
  system: number;
  user: number;
  /** See `openTurn`; 0 where that is the first user message alone. */
  open: number;
  /** Hash of all tool schemas, 0 when there are none; order does not matter. */
  tools: number;
  toolCount: number;
  /** Hash of sampling parameters: one client program usually sends the same. */
  parameters: number;
  /** Hash of the first user message with the last answer that the request sends back; 0 when it sends none. */
  contextIn: number;
  /** The same hash for the answer this request got: a request whose `contextIn` equals it continues this conversation. */
  contextOut: number;
  /** Hash of the answer, 0 when unknown. */
  answer: number;
  answerShape: number;
  /** See `sizeStep`; 0 where the log states output tokens. */
  answerSize: number;
  /** User messages in the conversation, at most 255. */
  turns: number;
  /** Images, audio clips and files, at most 255. */
  media: number;
  flags: number;
}

const TEXTLESS: ReadonlySet<Content> = new Set(['none', 'redacted', 'reference']);
/** Answers shorter than this recur by chance ("Yes.", "OK") and say nothing about who continues a conversation. */
export const MIN_TELLING_LENGTH = 40;

/** Reads the signals of a request and adds the texts of its prompt to `texts`. */
export function readSignals(record: RequestRecord, texts: TextPool): Signals {
  const first = record.messages.find((message) => message.role === 'user')?.text ?? '';
  texts.beginPrompt();
  const system = texts.addText(record.system, true);
  const user = texts.addText(first, false);
  const open = texts.addText(openTurn(record), false);
  let turns = 0;
  let media = 0;
  let lastAnswer = '';
  for (const message of record.messages) {
    if (message.role === 'user') turns++;
    else if (message.role === 'assistant') lastAnswer = message.text + (message.toolCalls ?? '');
    media += message.media ?? 0;
  }
  const answer = record.answer ? record.answer.text + record.answer.toolCalls : '';
  const answerKey = answer === '' ? 0 : digestOf(answer);
  const key = texts.texts.key[user]!;
  // Where texts stand for others, all conversations begin the same, and those with equal tool calls would be taken for one.
  const isTold = !TEXTLESS.has(record.content);
  return {
    system,
    user,
    open,
    tools: toolsHash(record),
    toolCount: Math.min(255, record.tools.length),
    parameters: parametersHash(record),
    contextIn: isTold && lastAnswer.length >= MIN_TELLING_LENGTH ? contextHash(key, digestOf(lastAnswer)) : 0,
    contextOut: isTold && answer.length >= MIN_TELLING_LENGTH ? contextHash(key, answerKey) : 0,
    answer: answerKey >>> 0,
    answerShape: record.answer ? answerShape(record.answer) : 0,
    answerSize: record.outputTokens ? 0 : sizeStep(answer.length),
    turns: Math.min(255, turns),
    media: Math.min(255, media),
    flags: flagsOf(record) | flagsOfTexts(texts),
  };
}

/** Hash of a conversation up to an answer, by the hashes of its first message and of the answer. */
export function contextHash(first: number, answer: number): number {
  return textKernel().call.join(first, answer);
}

function toolsHash(record: RequestRecord): number {
  let sum = 0;
  for (const tool of record.tools) sum = (sum + digestOf(tool.name + tool.schema)) >>> 0;
  return record.tools.length ? sum || 1 : 0;
}

function parametersHash({ parameters: p }: Pick<RequestRecord, 'parameters'>): number {
  let h = 1;
  for (const value of [p.temperature, p.topP, p.maxTokens, p.choices])
    h = combine32(h, value === undefined ? 0 : hash32(String(value)));
  return h;
}

/** The `parameters` of a request that sets none. */
export const NO_PARAMETERS = parametersHash({ parameters: {} });

/** How the texts of a prompt are written, once they were added. */
export const flagsOfTexts = ({ disguised, coded }: TextPool): number =>
  (disguised ? FLAG.disguised : 0) | (coded ? FLAG.coded : 0);

/** See `FLAG`. */
export function flagsOf(record: RequestRecord): number {
  const kind = record.account?.kind;
  return (
    (TEXTLESS.has(record.content) ? FLAG.textMissing : 0) |
    (record.status === 'error' || record.status === 'blocked' ? FLAG.error : 0) |
    (kind === 'address' || kind === 'file' ? FLAG.weakIdentity : 0) |
    (record.zoneKnown === false ? FLAG.zoneUnknown : 0) |
    (record.parameters.logprobs ? FLAG.logprobs : 0) |
    (record.parameters.structured ? FLAG.structured : 0) |
    ((record.parameters.choices ?? 1) > 1 ? FLAG.choices : 0) |
    (record.batch === true ? FLAG.batch : 0) |
    (record.accountMissed === true ? FLAG.accountMissed : 0)
  );
}
