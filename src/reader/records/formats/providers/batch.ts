import { isOtherRequest, readRequestBody, readResponseBody, requestDialect } from '../../dialects/bodies.ts';
import { noteBatch, noteError } from '../../facts/reading/answer-facts.ts';
import { kindOfCall } from '../http-call.ts';
import { isObject, type JsonObject, numberOf, objectOf, textOf } from '../../fields/json.ts';
import { clientFields } from '../../fields/origin.ts';
import { readCaller } from '../../callers/caller.ts';
import { emit, type Format, newRecord, type RecordSink, type RequestRecord, set } from '../kit.ts';

/**
 * Lines of batch files: as they are sent (OpenAI with a body, Anthropic with params, Gemini with a request, Bedrock with a
 * model input) and as they come back (a response, a result, a model output). The two are joined by the id of the line.
 */
export const batch: Format = {
  name: 'batch',
  facts:
    'documentation | time account messages parameters answer tokens status | Batch files of OpenAI, Anthropic, Gemini, Vertex and Bedrock: questions and answers, joined',
  matches: (value) =>
    (value['custom_id'] !== undefined && (isInput(value) || 'response' in value || isObject(value['result']))) ||
    (value['recordId'] !== undefined && isObject(value['modelInput'])) ||
    isKeyed(value),
  read,
  join,
};

/** Gemini's own batches: a key with a request or with a response, and hardly anything else. */
function isKeyed(line: JsonObject): boolean {
  const inner = objectOf(line['request'] ?? line['response']);
  const isGemini = Array.isArray(inner['contents']) || Array.isArray(inner['candidates']);
  return typeof line['key'] === 'string' && isGemini && Object.keys(line).length <= 4;
}

function isInput(line: JsonObject): boolean {
  if (isObject(line['modelInput'])) return !('modelOutput' in line) && line['error'] === undefined;
  if (line['response'] !== undefined || line['result'] !== undefined) return false;
  return isObject(line['params']) || isObject(line['body']) || isObject(line['request']);
}

function idOf(line: JsonObject): string {
  const id = line['custom_id'] ?? line['recordId'] ?? line['key'];
  return textOf(id) ?? String(numberOf(id) ?? '');
}

function read(line: JsonObject, sink: RecordSink): void {
  if (isInput(line) && requestDialect(bodyOf(line)) === undefined) {
    const body = bodyOf(line);
    if (kindOfCall(textOf(line['url']) ?? '') === 'other' || isOtherRequest(body))
      sink.skip('batch line that is not text generation');
    else sink.reject('batch line with a body in no known form');
    return;
  }
  if (!sink.piece('batch', idOf(line), line)) join([line], sink);
}

/**
 * Ids are unique in one batch only. With as many questions as answers under one id they belong together in the order of
 * their files; otherwise nobody can tell, and each stands on its own.
 */
function join(lines: readonly JsonObject[], sink: RecordSink): void {
  const inputs = lines.filter(isInput);
  const outputs = lines.filter((line) => !isInput(line));
  if (inputs.length === outputs.length) {
    for (const [index, input] of inputs.entries()) emitCall(input, outputs[index], sink);
    return;
  }
  for (const input of inputs) emitCall(input, undefined, sink);
  for (const output of outputs) emitCall(undefined, output, sink);
}

function bodyOf(input: JsonObject): JsonObject {
  return objectOf(input['body'] ?? input['params'] ?? input['modelInput'] ?? input['request']);
}

function emitCall(input: JsonObject | undefined, output: JsonObject | undefined, sink: RecordSink): void {
  const line = input ?? output;
  if (line === undefined) return;
  const record = newRecord('batch');
  record.batch = true;
  // Vertex and Bedrock write the request next to its response.
  const body = bodyOf(line);
  readRequestBody(body, record);
  readCaller(clientFields(body), record);
  if (output !== undefined) readOutput(output, record);
  noteBatch(sink.source, record);
  set(record, { id: idOf(line) });
  emit(record, sink, { at: line });
}

function readOutput(line: JsonObject, record: RequestRecord): void {
  const response = objectOf(line['response']);
  const result = objectOf(line['result']);
  // Together, Azure and Mistral leave out the status around the body.
  const body = objectOf(response['body'] ?? result['message'] ?? line['modelOutput'] ?? response);
  const answered = readResponseBody(body, record);
  set(record, { time: body['created'] ?? body['created_at'] });
  record.status = outcome(line, response, result, answered);
  noteError(line['error'] ?? result['error'], record);
}

function outcome(
  line: JsonObject,
  response: JsonObject,
  result: JsonObject,
  answered: boolean,
): RequestRecord['status'] {
  const type = result['type'];
  if (isObject(line['error']) || (type !== undefined && type !== 'succeeded')) return 'error';
  if ((numberOf(response['status_code']) ?? 200) >= 400) return 'error';
  return answered ? 'ok' : 'unknown';
}
