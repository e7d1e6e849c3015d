import type { TemplatePart } from '../../report/shape/report.ts';
import type { Message, RequestRecord } from '../../reader/records/fields/request.ts';
import type { PromptMessage, PromptSegment, RequestView, RowDetails } from '../../protocol/explorer-messages.ts';
import { count } from '../../text/numbers.ts';
import { promptSegments, splitSegments } from './prompt-segments.ts';

/** Characters of one message, and of all, that are sent to the view: nobody reads more. */
const LONGEST_MESSAGE = 60_000;
const LONGEST_ALL = 400_000;
const MAX_MESSAGES = 300;
/** Characters of the source that are sent. */
const LONGEST_SOURCE = 300_000;
/** A line over this many bytes is shown as it is: indenting it would take seconds. */
const LONGEST_JSON = 16 << 20;
const LONGEST_PREVIEW = 300;

/**
 * Beginning of the prompt on one line: the user's first message, else the system prompt. Transcripts of agents have lines
 * that hold an answer and no prompt: it is shown as what it is.
 */
export function previewOf(record: RequestRecord): string {
  const user = record.messages.find((message) => message.role === 'user' && message.text !== '')?.text;
  const prompt = user ?? record.system;
  if (prompt !== '') return oneLine(prompt);
  const { text, toolCalls } = record.answer ?? { text: '', toolCalls: '' };
  if (text !== '') return oneLine(`Answer: ${text}`);
  return toolCalls === '' ? '' : oneLine(`Tool call: ${toolCalls}`);
}

const LONGEST_DETAIL = 300;

/** What the log says of a request that a row of the list can show. */
export function rowDetails(record: RequestRecord): RowDetails {
  const { address, userAgent, organisation, status, inputTokens, latencyMs } = record;
  const text = (value: string | undefined): string | undefined => value?.slice(0, LONGEST_DETAIL) || undefined;
  const number = (value: number | undefined): number | undefined =>
    value !== undefined && value >= 0 && value < Number.MAX_SAFE_INTEGER ? Math.round(value) : undefined;
  const details: Record<keyof RowDetails, string | number | undefined> = {
    address: text(address),
    client: text(userAgent),
    organisation: text(organisation),
    status: status === 'unknown' ? undefined : status,
    inputTokens: number(inputTokens),
    outputTokens: number(record.outputTokens),
    latencyMs: number(latencyMs),
  };
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
}

/** White space folded, cut to what fits in a row. */
export function oneLine(text: string): string {
  const folded = text
    .slice(0, 3 * LONGEST_PREVIEW)
    .replace(/\s+/g, ' ')
    .trim();
  return folded.length > LONGEST_PREVIEW ? `${folded.slice(0, LONGEST_PREVIEW)}…` : folded;
}

/**
 * The conversation with the template laid over its prompt.
 * @param parts text of the request's template; empty when it has none
 */
export function messagesOf(record: RequestRecord, parts: readonly TemplatePart[]): PromptMessage[] {
  const first = record.messages.findIndex((message) => message.role === 'user');
  const user = record.messages[first]?.text ?? '';
  // Templates are mined from the system prompt and the first user message together.
  const joint = record.system === '' ? '' : '\n\n';
  const all = parts.length === 0 ? [] : promptSegments(`${record.system}${joint}${user}`, parts);
  const [system, rest] = splitSegments(all, record.system.length);
  const [, prompt] = splitSegments(rest, joint.length);
  const budget = { left: LONGEST_ALL };
  const messages: PromptMessage[] = [];
  if (record.system !== '') messages.push(shown('system', orPlain(system, record.system), '', 0, budget));
  record.messages.slice(0, MAX_MESSAGES).forEach((message, at) => {
    const segments = at === first ? orPlain(prompt, message.text) : plain(message.text);
    messages.push(shown(message.role, segments, indented(message), message.media ?? 0, budget));
  });
  const more = record.messages.length - MAX_MESSAGES;
  if (more > 0) messages.push(shown('tool', plain(`${count(more)} more messages are not shown.`), '', 0, budget));
  const { answer } = record;
  if (answer !== undefined && (answer.text !== '' || answer.toolCalls !== '')) {
    messages.push(shown('answer', plain(answer.text), indentedJson(answer.toolCalls), 0, budget));
  }
  return messages;
}

/** What the log says besides who, when and what, in words. */
export function factsOf(record: RequestRecord): RequestView['facts'] {
  const { parameters: asked, answer } = record;
  const number = (value: number | undefined): string | undefined => (value === undefined ? undefined : count(value));
  const yes = (value: boolean | undefined): string | undefined => (value === true ? 'yes' : undefined);
  const facts: [string, string | undefined][] = [
    ['status', record.status === 'unknown' ? undefined : record.status],
    ['input tokens', number(record.inputTokens)],
    ['output tokens', number(record.outputTokens)],
    ['ended', answer?.finish],
    ['took', record.latencyMs === undefined ? undefined : `${(record.latencyMs / 1000).toFixed(2)} s`],
    ['temperature', asked.temperature === undefined ? undefined : String(asked.temperature)],
    ['top p', asked.topP === undefined ? undefined : String(asked.topP)],
    ['max tokens', number(asked.maxTokens)],
    ['answers requested', number(asked.choices)],
    ['log probabilities', yes(asked.logprobs)],
    ['structured answer', yes(asked.structured)],
    ['tools', record.tools.length === 0 ? undefined : record.tools.map((tool) => tool.name).join(', ')],
    ['organisation', record.organisation],
    ['end user', record.endUser],
    ['session', record.session],
    ['address', record.address],
    ['user agent', record.userAgent],
    ['id', record.id],
    ['format', record.format],
  ];
  return facts.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value.slice(0, 500)]]));
}

/** The line, indented when it is JSON. */
export function sourceOf(bytes: Buffer): { source: string; sourceCut: number } {
  const text = bytes.toString('utf8');
  const whole = bytes.length <= LONGEST_JSON ? indentedJson(text) : text;
  return { source: whole.slice(0, LONGEST_SOURCE), sourceCut: Math.max(0, whole.length - LONGEST_SOURCE) };
}

function indentedJson(text: string): string {
  try {
    return text === '' ? '' : JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function indented({ toolCalls }: Message): string {
  return indentedJson(toolCalls ?? '').slice(0, LONGEST_MESSAGE);
}

function plain(text: string): PromptSegment[] {
  return text === '' ? [] : [{ text, kind: 'plain' }];
}

function orPlain(segments: PromptSegment[], text: string): PromptSegment[] {
  return segments.length > 0 ? segments : plain(text);
}

function shown(
  role: PromptMessage['role'],
  segments: readonly PromptSegment[],
  toolCalls: string,
  media: number,
  budget: { left: number },
): PromptMessage {
  const length = segments.reduce((sum, segment) => sum + segment.text.length, 0);
  const kept = Math.min(length, LONGEST_MESSAGE, budget.left);
  budget.left -= kept;
  const [head] = kept < length ? splitSegments(segments, kept) : [[...segments]];
  return { role, segments: head, toolCalls, media, cut: length - kept };
}
