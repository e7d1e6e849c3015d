import { joinCalls, readParts, toolCall } from '../../dialects/content-parts.ts';
import { readChat, readParameters, readTools } from '../../dialects/openai-chat.ts';
import { noteError, noteMessage, noteRefusal, noteThinkingTokens } from '../../facts/reading/answer-facts.ts';
import { makeAnswer } from '../../fields/answer.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../../fields/json.ts';
import { emit, type Format, newRecord, type RecordSink, set } from '../kit.ts';

/**
 * Logs of Inspect AI: one object with its samples, or the members of an `.eval` archive. The calls are the events of type
 * `model`; texts they share stand once, in a table of attachments and a pool of messages.
 */
export const inspectAi: Format = {
  name: 'inspect-ai',
  facts:
    'recorded logs | time account system messages tools parameters answer tokens status | Inspect AI logs, JSON and .eval',
  isBody: true,
  matches: (value) => isLog(value) || isSample(value) || (Array.isArray(value['samples']) && 'scorer' in value),
  read: (value, sink) => {
    const project = objectOf(value['eval'])['task'];
    const samples = isLog(value) ? listOf(value['samples']).map(objectOf) : [value];
    let calls = 0;
    for (const sample of samples) calls += readSample(sample, project, sink);
    if (calls === 0) sink.skip('part of an evaluation without model calls');
  },
};

const isLog = (value: JsonObject): boolean => isObject(value['eval']) && typeof value['version'] === 'number';

const isSample = (value: JsonObject): boolean =>
  typeof value['epoch'] === 'number' && 'id' in value && 'target' in value && 'input' in value;

function readSample(sample: JsonObject, project: unknown, sink: RecordSink): number {
  const transcript = objectOf(sample['transcript']);
  const attachments = objectOf(sample['attachments'] ?? transcript['content']);
  const pool = listOf(sample['message_pool']);
  let calls = 0;
  for (const event of listOf(sample['events'] ?? transcript['events'])) {
    if (!isObject(event) || event['event'] !== 'model') continue;
    calls++;
    readCall(event, attachments, pool, project, sink);
  }
  return calls;
}

function readCall(
  event: JsonObject,
  attachments: JsonObject,
  pool: readonly unknown[],
  project: unknown,
  sink: RecordSink,
): void {
  const record = newRecord('inspect-ai');
  const input = [...poolMessages(event['input_refs'], pool), ...listOf(event['input'])].map((message) => {
    const { tool_calls: calls, ...rest } = objectOf(resolved(message, attachments));
    return { ...rest, tool_calls: listOf(calls).map(plainCall) };
  });
  readChat(input, record);
  readTools({ tools: resolved(event['tools'], attachments) }, record);
  readParameters(objectOf(event['config']), record);
  const output = objectOf(resolved(event['output'], attachments));
  const choice = objectOf(listOf(output['choices'])[0]);
  const message = objectOf(choice['message']);
  if (choice['message'] !== undefined) {
    noteMessage(message, record);
    const { text } = readParts(message['content']);
    const calls = listOf(message['tool_calls']).map((call) => {
      const { name, arguments: given } = plainCall(call).function;
      return toolCall(name, given);
    });
    record.answer = makeAnswer(text, joinCalls(calls), choice['stop_reason']);
  }
  const { type, category } = objectOf(choice['stop_details']);
  if (type === 'refusal') noteRefusal(category, record);
  const usage = objectOf(output['usage']);
  set(record, {
    time: event['timestamp'],
    model: output['model'] ?? event['model'],
    id: objectOf(objectOf(event['call'])['response'])['id'],
    inputTokens: usage['input_tokens'],
    outputTokens: usage['output_tokens'],
  });
  noteThinkingTokens(usage['reasoning_tokens'], record);
  noteError(event['error'] ?? output['error'], record);
  // A sample in an archive does not name its task: the archive is that of one run.
  set(record, { latencyS: output['time'] ?? event['working_time'], project, file: archiveOf(sink.source) });
  record.status = textOf(event['error'] ?? output['error']) === undefined ? 'ok' : 'error';
  emit(record, sink);
}

function archiveOf(source: string): string | undefined {
  const end = source.lastIndexOf('!samples/');
  return end > 0 ? source.slice(0, end) : undefined;
}

function plainCall(call: unknown): { function: { name: unknown; arguments: unknown } } {
  const { function: name, arguments: given } = objectOf(call);
  return { function: { name, arguments: given } };
}

/** Ranges `[start, end]` of the pool, the end not included. */
function poolMessages(refs: unknown, pool: readonly unknown[]): readonly unknown[] {
  return listOf(refs).flatMap((range) => {
    const [from, to] = listOf(range).map(numberOf);
    return from === undefined ? [] : pool.slice(from, to);
  });
}

const ATTACHMENT = /^(?:attachment|tc):\/\/(.+)$/;

/** The value with the texts that it refers to in their places. */
function resolved(value: unknown, attachments: JsonObject): unknown {
  if (typeof value === 'string') {
    const id = value.length < 200 ? ATTACHMENT.exec(value)?.[1] : undefined;
    return id === undefined ? value : (attachments[id] ?? value);
  }
  if (Array.isArray(value)) return value.map((item) => resolved(item, attachments));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item, attachments)]));
}
