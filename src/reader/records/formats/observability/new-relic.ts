import { makeAnswer } from '../../fields/answer.ts';
import { type JsonObject, numberOf, textOf } from '../../fields/json.ts';
import { readMetadataFields } from '../../fields/metadata-fields.ts';
import { readChat } from '../../dialects/openai-chat.ts';
import { emit, fill, type Format, newRecord, type RecordSink } from '../kit.ts';

/**
 * AI monitoring of New Relic: an event for each message of a call and one that sums the call up, also one without the other
 * (https://docs.newrelic.com/attribute-dictionary/?event=LlmChatCompletionSummary).
 */
export const newRelic: Format = {
  name: 'new-relic',
  facts:
    'documentation | time account system messages parameters answer tokens status | New Relic AI monitoring: messages and summaries of calls, joined',
  matches: (value) => isMessage(value) || isSummary(value),
  read: (event, sink) => {
    const call = textOf(isSummary(event) ? event['id'] : event['completion_id']);
    if (call === undefined || !sink.piece('new-relic', call, event)) join([event], sink);
  },
  join,
};

const isMessage = (value: JsonObject): boolean =>
  value['completion_id'] !== undefined && value['sequence'] !== undefined && typeof value['role'] === 'string';

const isSummary = (value: JsonObject): boolean => value['response.number_of_messages'] !== undefined;

const FIELDS = 'session=conversation_id|llm.conversation_id|trace_id id=request_id model=response.model|request.model';

function join(events: readonly JsonObject[], sink: RecordSink): void {
  const messages = events.filter(isMessage).sort((a, b) => placeOf(a) - placeOf(b));
  const summary = events.find(isSummary) ?? {};
  const asked = messages.filter((message) => !isAnswer(message));
  const said = messages.find(isAnswer);
  const first = events.find(isSummary) ?? messages[0] ?? {};
  const record = newRecord('new-relic');
  readChat(asked, record);
  const text = textOf(said?.['content']);
  if (text !== undefined) record.answer = makeAnswer(text, '', summary['response.choices.finish_reason']);
  fill(record, first, FIELDS, {
    inputTokens: summary['response.usage.prompt_tokens'],
    outputTokens: summary['response.usage.completion_tokens'],
    latencyMs: summary['duration'],
  });
  const [temperature, maxTokens] = [summary['request.temperature'], summary['request.max_tokens']].map(numberOf);
  if (temperature !== undefined) record.parameters.temperature = temperature;
  if (maxTokens !== undefined) record.parameters.maxTokens = maxTokens;
  readMetadataFields({ timestamp: first['timestamp'], ...ownFields(first), project: first['appName'] }, record);
  record.status = isFailed(summary) ? 'error' : said !== undefined || first === summary ? 'ok' : 'unknown';
  emit(record, sink, { at: first });
}

const placeOf = (message: JsonObject): number => numberOf(message['sequence']) ?? 0;

/** Tables write `true` as a text. */
const isTrue = (value: unknown): boolean => value === true || value === 'true';

const isAnswer = (message: JsonObject): boolean => isTrue(message['is_response']);

const isFailed = (summary: JsonObject): boolean => isTrue(summary['error']);

/** Attributes of a program's own have names that begin with `llm.`. */
function ownFields(event: JsonObject): JsonObject {
  const own = Object.entries(event).filter(([name]) => name.startsWith('llm.'));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(4), value]));
}
