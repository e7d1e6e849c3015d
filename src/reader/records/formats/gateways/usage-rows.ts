import type { Format } from '../format.ts';
import { newRecord } from '../../fields/request.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { type JsonObject, numberOf, objectOf, textOf } from '../../fields/json.ts';
import { FIELD_NAMES } from '../../fields/lexicon.ts';
import { readMetadataFields } from '../../fields/metadata-fields.ts';

/** Rows of gateways that note who used which model and how many tokens, call by call, and never the text: one-api and others. */
export const usageRows: Format = {
  name: 'usage-rows',
  facts:
    'source code | time account address tokens cost status | Gateway usage, one row per call, without text: one-api, home-made proxies',
  matches: (value) => isOfCall(value) && hasTokens(value) && hasWho(value),
  read,
};

/** What a call took, whoever sent it. */
export const isUsage = (value: JsonObject): boolean =>
  isOfCall(value) && hasTokens({ ...objectOf(value['usage']), ...value });

const isOfCall = (value: JsonObject): boolean => has(value, FIELD_NAMES.time) && !isSum(value);

const MODEL_NAMES = ['model', 'model_name', 'request_model', 'model_id', 'model_permaslug'] as const;

function hasTokens(row: JsonObject): boolean {
  const isModel = MODEL_NAMES.some((name) => textOf(row[name]) !== undefined);
  return isModel && [FIELD_NAMES.inputTokens, FIELD_NAMES.outputTokens].every((names) => isCounted(row, names));
}

function isCounted(row: JsonObject, names: readonly string[]): boolean {
  return names.some((name) => numberOf(row[name]) !== undefined);
}

function has(row: JsonObject, names: readonly string[]): boolean {
  return names.some((name) => row[name] !== undefined && row[name] !== null);
}

function hasWho(row: JsonObject): boolean {
  const { key, user, id, address, session } = FIELD_NAMES;
  return has(row, [...key, ...user, ...id, ...address, ...session]);
}

/** Sums over an hour or a day are not calls. */
function isSum(row: JsonObject): boolean {
  return Object.keys(row).some((name) => SUM.test(name));
}

const SUM =
  /^(?:num|total|n|count)_?(?:model_)?(?:requests|calls)$|^(?:requests?|calls?|api_requests)(?:_count)?$|_requests$|^end_(?:bucket|date)$/i;

function read(row: JsonObject, sink: RecordSink): void {
  const record = newRecord('usage-rows');
  const model = MODEL_NAMES.map((name) => textOf(row[name])).find(Boolean);
  readMetadataFields({ ...row, model, metadata: objectOf(row['metadata']) }, record);
  sink.request(record);
}
