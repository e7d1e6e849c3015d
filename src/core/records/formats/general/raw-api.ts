import { requestDialect, responseDialect } from '../../dialects/bodies.ts';
import { readCaller } from '../../callers/caller.ts';
import { markContent } from '../../fields/content.ts';
import type { Format } from '../format.ts';
import { withPlainNames } from '../plain-names.ts';
import { newRecord } from '../../fields/request.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { type JsonObject, textOf } from '../../fields/json.ts';
import { readTime } from '../../fields/time.ts';
import { readCallers, readSender } from '../../callers/surroundings.ts';
import { readMetadataFields } from '../../fields/metadata-fields.ts';

/** Bodies of API calls on their own, one a record, as people dump them. */
export const rawRequest: Format = {
  name: 'raw-request',
  facts: {
    title: 'Raw API requests: OpenAI Chat and Responses, Anthropic, Gemini, Bedrock, text completion',
    gives: ['time', 'account', 'address', 'agent', 'system', 'messages', 'tools', 'parameters', 'status'],
    source: 'documentation',
  },
  matches: (value) => requestDialect(value) !== undefined,
  read: readRequest,
};

/** Responses of API calls on their own, also stored completions. They hold no prompt. */
export const rawResponse: Format = {
  name: 'raw-response',
  facts: {
    title: 'Raw API responses, also streamed, and stored completions',
    gives: ['time', 'system', 'parameters', 'answer', 'status'],
    source: 'documentation',
  },
  matches: (value) => responseDialect(value) !== undefined,
  read: readResponse,
};

function readRequest(body: JsonObject, sink: RecordSink): void {
  const record = newRecord('raw-request');
  requestDialect(body)?.readRequest(body, record);
  // A log row that is a request with its answer and circumstances next to the fields of the body.
  responseDialect(body)?.readResponse(body, record);
  // Rows of services of one's own keep it next to a prompt that is a text.
  if (record.system === '') record.system = textOf(body['system_prompt']) ?? '';
  readMetadataFields(body, record);
  const plain = withPlainNames(body);
  if (plain !== body) readMetadataFields(plain, record);
  readCallers(body, record);
  readSender(body, body['headers'], record);
  readCaller(body, record);
  markContent(record);
  sink.request(record);
}

function readResponse(body: JsonObject, sink: RecordSink): void {
  const record = newRecord('raw-response');
  responseDialect(body)?.readResponse(body, record);
  readTime(record, body['created'] ?? body['created_at']);
  readMetadataFields(body, record);
  record.status = body['error'] === undefined || body['error'] === null ? 'ok' : 'error';
  // Instructions that a stored response repeats are not the prompt.
  record.content = 'none';
  sink.request(record);
}
