import { readRequestBody, readResponseBody } from '../../dialects/bodies.ts';
import { markContent } from '../../fields/content.ts';
import { type JsonObject, numberOf, objectOf, unpackJson } from '../../fields/json.ts';
import { readMetadataFields } from '../../fields/metadata-fields.ts';
import { fill, type Format, newRecord, type RecordSink } from '../kit.ts';

/**
 * Rows of Helicone's API and exports. The bodies are in the row, or behind an address that soon expires; then the row
 * says everything but the text.
 */
export const helicone: Format = {
  name: 'helicone',
  facts:
    'documentation | time account system messages parameters answer tokens cost status | Helicone: exports and API rows, with or without bodies',
  matches: (value) =>
    typeof value['request_id'] === 'string' &&
    'request_created_at' in value &&
    ['signed_body_url', 'request_path', 'helicone_user', 'llmSchema'].some((name) => name in value),
  read,
};

function read(row: JsonObject, sink: RecordSink): void {
  const record = newRecord('helicone');
  readRequestBody(row['request_body'], record);
  readResponseBody(row['response_body'], record);
  fill(record, row, 'model=request_model|response_model|model_override id=request_id latencyMs=delay_ms');
  const properties = objectOf(unpackJson(row['request_properties'] ?? row['properties']));
  readMetadataFields({ ...row, request_properties: properties }, record);
  // Codes below zero are Helicone's own: the call never reached a provider.
  if ((numberOf(row['response_status']) ?? 0) < 0) record.status = 'error';
  markContent(record);
  if (record.content === 'none' && typeof row['signed_body_url'] === 'string') record.content = 'reference';
  sink.request(record);
}
