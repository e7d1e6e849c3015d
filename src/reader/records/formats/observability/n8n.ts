import { readChat, readParameters } from '../../dialects/openai-chat.ts';
import { joinCalls, readParts, toolCall } from '../../dialects/content-parts.ts';
import { makeAnswer } from '../../fields/answer.ts';
import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../fields/json.ts';
import { emit, type Format, newRecord, type RecordSink, type RequestRecord, set } from '../kit.ts';

/**
 * Executions of n8n with their data: each run of a node for a language model is a call. The prompt is one text in which
 * LangChain has written who speaks.
 */
export const n8n: Format = {
  name: 'n8n',
  facts:
    'documentation | time account system messages parameters answer tokens status | n8n: executions with their data',
  matches: (value) => isObject(runData(value)) || isPacked(value),
  read,
};

function runData(value: JsonObject): unknown {
  return objectOf(objectOf(value['data'])['resultData'])['runData'];
}

/** The database keeps the data as one list of values that refer to each other. */
const isPacked = (value: JsonObject): boolean =>
  typeof value['data'] === 'string' &&
  /^\[\{/.test(value['data']) &&
  ('workflowData' in value || 'executionId' in value);

function read(value: JsonObject, sink: RecordSink): void {
  if (isPacked(value))
    return sink.reject('n8n execution as its database packs it: export it over the API with its data');
  let calls = 0;
  for (const run of Object.values(objectOf(runData(value)))
    .flatMap(listOf)
    .filter(isObject)) {
    const input = itemsIn(run['inputOverride']);
    const output = itemsIn(run['data']);
    if (input === undefined && output === undefined) continue;
    calls++;
    readCall(run, input ?? {}, output ?? {}, value, sink);
  }
  if (calls === 0) sink.skip('execution without model calls');
}

/** The first item on the channel for language models: `{"ai_languageModel":[[{"json":{...}}]]}`. */
function itemsIn(channels: unknown): JsonObject | undefined {
  const [item] = listOf(listOf(objectOf(channels)['ai_languageModel'])[0]);
  const json = objectOf(item)['json'];
  return isObject(json) ? json : undefined;
}

function readCall(run: JsonObject, input: JsonObject, output: JsonObject, value: JsonObject, sink: RecordSink): void {
  const record = newRecord('n8n');
  for (const message of listOf(input['messages'])) {
    if (typeof message === 'string') readWritten(message, record);
    else readChat([message], record);
  }
  const options = objectOf(input['options']);
  readParameters(options, record);
  const generation = objectOf(listOf(listOf(objectOf(output['response'])['generations'])[0])[0]);
  readAnswer(generation, record);
  const workflow = objectOf(value['workflowData']);
  const tokens = objectOf(output['tokenUsage'] ?? output['tokenUsageEstimate']);
  set(record, {
    time: run['startTime'],
    latencyMs: run['executionTime'],
    model: options['model'] ?? options['model_name'] ?? options['modelName'],
    session: value['id'],
    project: value['workflowId'] ?? workflow['id'] ?? workflow['name'],
    inputTokens: tokens['promptTokens'],
    outputTokens: tokens['completionTokens'],
  });
  record.status = run['executionStatus'] === 'error' || isObject(run['error']) ? 'error' : 'ok';
  emit(record, sink, { own: () => ({ ...run, ...input }) });
}

const SPEAKER = /^(System|Human|AI|Tool): /gm;
const ROLES: Readonly<Record<string, string>> = { System: 'system', Human: 'user', AI: 'assistant', Tool: 'tool' };

/** `System: …\nHuman: …` as the messages it was. */
function readWritten(text: string, record: RequestRecord): void {
  const marks = [...text.matchAll(SPEAKER)];
  if (marks.length === 0 || marks[0]!.index > 0) return readChat(text, record);
  for (const [index, mark] of marks.entries()) {
    const content = text.slice(mark.index + mark[0].length, marks[index + 1]?.index).trim();
    readChat([{ role: ROLES[mark[1]!] ?? 'user', content }], record);
  }
}

function readAnswer(generation: JsonObject, record: RequestRecord): void {
  const message = objectOf(objectOf(generation['message'])['kwargs'] ?? generation['message']);
  const text = textOf(generation['text']) ?? readParts(message['content']).text;
  const calls = listOf(message['tool_calls']).map((call) => toolCall(objectOf(call)['name'], objectOf(call)['args']));
  const finish = objectOf(generation['generationInfo'])['finish_reason'];
  if (text !== '' || calls.length > 0) record.answer = makeAnswer(text, joinCalls(calls), finish);
}
