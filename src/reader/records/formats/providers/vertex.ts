import { readRequestBody, readResponseBody } from '../../dialects/bodies.ts';
import { type JsonObject, listOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { clientFields } from '../../fields/origin.ts';
import { emit, type Format, newRecord, type RecordSink, set } from '../kit.ts';

/** Rows of Vertex AI's request-response table in BigQuery. Large rows have the payload lists only. */
export const vertex: Format = {
  name: 'vertex',
  facts:
    'test data of the product | time account system messages parameters answer tokens status | Vertex AI request-response rows (BigQuery)',
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
  set(record, {
    time: objectOf(row['logging_time'])['value'] ?? row['logging_time'],
    id: row['request_id'],
    model: textOf(row['model'])?.split('/').at(-1),
    latencyMs: objectOf(unpackJson(row['metadata']))['request_latency'],
  });
  // Whoever calls writes the labels: they may say whose user it is, and no more. The path of the model is that of the call.
  const labels = objectOf(clientFields(request)['labels']);
  const user = labels['user'] ?? labels['user_id'];
  const project = /^projects\/([^/]+)/.exec(textOf(objectOf(request)['model']) ?? textOf(row['endpoint']) ?? '')?.[1];
  set(record, { endUser: user, 'end-user': user, project });
  record.status = response === undefined || response === null ? 'unknown' : 'ok';
  emit(record, sink);
}
