import { readRequestBody, readResponseBody } from '../../dialects/bodies.ts';
import { readCaller } from '../../callers/caller.ts';
import { markContent } from '../../fields/content.ts';
import { chooseAccount } from '../../fields/identity.ts';
import { isObject, type JsonObject, numberOf, objectOf, unpackJson } from '../../fields/json.ts';
import { clientFields } from '../../fields/origin.ts';
import { readMetadataFields } from '../../fields/metadata-fields.ts';
import { readTime } from '../../fields/time.ts';
import { type Format, newRecord, type RecordSink, set } from '../kit.ts';

/**
 * Cloudflare AI Gateway: records of Logpush, whose bodies are clear or encrypted, and rows of its API, which have no
 * bodies. Only the holder of the private key can read the encrypted ones.
 */
export const cloudflare: Format = {
  name: 'cloudflare',
  facts:
    'documentation | time account messages answer tokens cost status | Cloudflare AI Gateway: Logpush and API rows; encrypted bodies are refused by name',
  matches: (value) => ('RequestBody' in value && 'ResponseBody' in value && 'Metadata' in value) || isApiRow(value),
  read,
};

const ENCRYPTED =
  'bodies are encrypted with your key: decrypt the log with the private key of the Logpush job and scan the result';

function isApiRow(value: JsonObject): boolean {
  return 'tokens_in' in value && 'tokens_out' in value && 'provider' in value && 'path' in value && 'cached' in value;
}

/** The parts stand side by side, or, since 2026, in one. */
function isEncrypted(body: unknown): boolean {
  const { key, iv, data, type } = objectOf(unpackJson(body));
  return typeof data === 'string' && (type === 'encrypted' || (typeof key === 'string' && typeof iv === 'string'));
}

function read(row: JsonObject, sink: RecordSink): void {
  if (isEncrypted(row['RequestBody'])) return sink.reject(ENCRYPTED);
  const record = newRecord('cloudflare');
  const field = (large: string, small: string): unknown => row[large] ?? row[small];
  const metadata = objectOf(unpackJson(field('Metadata', 'metadata')));
  readRequestBody(field('RequestBody', 'request'), record);
  readResponseBody(field('ResponseBody', 'response'), record);
  if (!readTime(record, field('Datetime', 'created_at'))) readTime(record, row['Timestamp']);
  const metrics = objectOf(unpackJson(row['Metrics']));
  set(record, {
    id: field('RequestID', 'id'),
    model: field('Model', 'model'),
    inputTokens: field('TokensIn', 'tokens_in'),
    outputTokens: field('TokensOut', 'tokens_out'),
    latencyMs: field('Duration', 'duration') ?? metrics['durationMs'],
    costUsd: field('Cost', 'cost') ?? metrics['cost'],
  });
  readMetadataFields({ metadata }, record);
  readCaller(clientFields(field('RequestBody', 'request')), record);
  if (record.account === undefined) chooseAccount(record, { project: field('Gateway', 'gateway') });
  const code = numberOf(field('StatusCode', 'status_code')) ?? 0;
  const isCached = field('Cached', 'cached') === true;
  record.status = isCached ? 'cached' : code >= 400 ? 'error' : code >= 100 ? 'ok' : 'unknown';
  markContent(record);
  if (record.content === 'none' && isObject(row['RequestBody'])) record.content = 'redacted';
  sink.request(record);
}
