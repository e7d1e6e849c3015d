import { readRequestBody, readResponseBody } from '../bodies.ts';
import { markContent } from '../content.ts';
import { fillText } from '../fill.ts';
import { type Format, newRecord, type RecordSink } from '../format.ts';
import { isObject, type JsonObject, numberOf, objectOf } from '../json.ts';
import type { RequestRecord } from '../request.ts';
import { readCaller } from '../caller.ts';
import { readTime } from '../time.ts';

/** Lines of batch files as they are sent: OpenAI with a body, Anthropic with params. */
export const batchInput: Format = {
  name: 'batch-input',
  matches: (value) =>
    value['custom_id'] !== undefined &&
    (isObject(value['params']) || (isObject(value['body']) && value['response'] === undefined)),
  read: readInput,
};

/** Lines of batch files as they come back: OpenAI with a response, Anthropic with a result. */
export const batchOutput: Format = {
  name: 'batch-output',
  matches: (value) => value['custom_id'] !== undefined && ('response' in value || isObject(value['result'])),
  read: readOutput,
};

function readInput(line: JsonObject, sink: RecordSink): void {
  const record = newRecord('batch-input');
  const body = objectOf(line['body'] ?? line['params']);
  if (!readRequestBody(body, record)) {
    sink.skip('batch line that is not text generation');
    return;
  }
  fillText(record, 'id', line['custom_id']);
  readCaller(body, record);
  markContent(record);
  sink.request(record);
}

function readOutput(line: JsonObject, sink: RecordSink): void {
  const record = newRecord('batch-output');
  const response = objectOf(line['response']);
  const result = objectOf(line['result']);
  // Together, Azure and Mistral leave out the status around the body.
  const body = objectOf(response['body'] ?? result['message'] ?? response);
  const answered = readResponseBody(body, record);
  fillText(record, 'id', line['custom_id']);
  readTime(record, body['created'] ?? body['created_at']);
  record.status = outcome(line, response, result, answered);
  sink.request(record);
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
