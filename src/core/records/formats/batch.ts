import { readRequestBody, readResponseBody, requestDialect } from '../bodies.ts';
import { markContent } from '../content.ts';
import { fillText } from '../fill.ts';
import { type Format, newRecord, type RecordSink } from '../format.ts';
import { isObject, type JsonObject, numberOf, objectOf, textOf } from '../json.ts';
import type { RequestRecord } from '../request.ts';
import { readCaller } from '../caller.ts';
import { readTime } from '../time.ts';

/**
 * Lines of batch files: as they are sent (OpenAI with a body, Anthropic with params) and as they come back (a response or
 * a result). The two are joined by `custom_id`.
 */
export const batch: Format = {
  name: 'batch',
  matches: (value) =>
    value['custom_id'] !== undefined && (isInput(value) || 'response' in value || isObject(value['result'])),
  read,
  join,
};

function isInput(line: JsonObject): boolean {
  return isObject(line['params']) || (isObject(line['body']) && line['response'] === undefined);
}

function read(line: JsonObject, sink: RecordSink): void {
  if (isInput(line) && requestDialect(bodyOf(line)) === undefined) {
    sink.skip('batch line that is not text generation');
    return;
  }
  const id = textOf(line['custom_id']) ?? String(numberOf(line['custom_id']) ?? '');
  if (!sink.piece('batch', id, line)) join([line], sink);
}

/**
 * Ids are unique in one batch only. With as many questions as answers under one id they belong together in the order of
 * their files; otherwise nobody can tell, and each stands on its own.
 */
function join(lines: readonly JsonObject[], sink: RecordSink): void {
  const inputs = lines.filter(isInput);
  const outputs = lines.filter((line) => !isInput(line));
  if (inputs.length === outputs.length) {
    for (const [index, input] of inputs.entries()) emit(input, outputs[index], sink);
    return;
  }
  for (const input of inputs) emit(input, undefined, sink);
  for (const output of outputs) emit(undefined, output, sink);
}

function bodyOf(input: JsonObject): JsonObject {
  return objectOf(input['body'] ?? input['params']);
}

function emit(input: JsonObject | undefined, output: JsonObject | undefined, sink: RecordSink): void {
  const line = input ?? output;
  if (line === undefined) return;
  const record = newRecord('batch');
  record.batch = true;
  // Vertex writes the request beside its response.
  const body = input === undefined ? objectOf(output?.['request']) : bodyOf(input);
  readRequestBody(body, record);
  readCaller(body, record);
  if (output !== undefined) readOutput(output, record);
  fillText(record, 'id', line['custom_id']);
  markContent(record);
  sink.at(line);
  sink.request(record);
}

function readOutput(line: JsonObject, record: RequestRecord): void {
  const response = objectOf(line['response']);
  const result = objectOf(line['result']);
  // Together, Azure and Mistral leave out the status around the body.
  const body = objectOf(response['body'] ?? result['message'] ?? response);
  const answered = readResponseBody(body, record);
  readTime(record, body['created'] ?? body['created_at']);
  record.status = outcome(line, response, result, answered);
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
