import { readRequestBody, readResponseBody } from '../../dialects/bodies.ts';
import { markContent } from '../../fields/content.ts';
import { setMissingNumber, setMissingText } from '../../fields/set-missing.ts';
import type { Format } from '../format.ts';
import { newRecord } from '../../fields/request.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { chooseAccount } from '../../fields/identity.ts';
import { type JsonObject, listOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { readTime } from '../../fields/time.ts';

/** Rows of Vertex AI's request-response table in BigQuery. Large rows have the payload lists only. */
export const vertex: Format = {
  name: 'vertex',
  facts: {
    title: 'Vertex AI request-response rows (BigQuery)',
    gives: ['time', 'account', 'system', 'messages', 'parameters', 'answer', 'tokens', 'status'],
    source: 'test data of the product',
  },
  matches: (value) =>
    value['logging_time'] !== undefined &&
    (value['full_request'] !== undefined || value['request_payload'] !== undefined),
  read,
};

function read(row: JsonObject, sink: RecordSink): void {
  const record = newRecord('vertex');
  const request = unpackJson(row['full_request']) ?? unpackJson(listOf(row['request_payload'])[0]);
  const response = unpackJson(row['full_response']) ?? unpackJson(listOf(row['response_payload'])[0]);
  readRequestBody(request, record);
  readResponseBody(response, record);
  // The client of BigQuery wraps times in an object.
  readTime(record, objectOf(row['logging_time'])['value'] ?? row['logging_time']);
  setMissingText(record, 'id', row['request_id']);
  setMissingText(record, 'model', textOf(row['model'])?.split('/').at(-1));
  setMissingNumber(record, 'latencyMs', objectOf(unpackJson(row['metadata']))['request_latency']);
  const labels = objectOf(objectOf(request)['labels']);
  const project = /^projects\/([^/]+)/.exec(textOf(objectOf(request)['model']) ?? textOf(row['endpoint']) ?? '')?.[1];
  chooseAccount(record, { user: labels['user'] ?? labels['user_id'], project });
  setMissingText(record, 'organisation', labels['team'] ?? labels['org']);
  record.status = response === undefined || response === null ? 'unknown' : 'ok';
  markContent(record);
  sink.request(record);
}
