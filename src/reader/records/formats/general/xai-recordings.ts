import { readRequestBody, readResponseBody } from '../../dialects/bodies.ts';
import { isObject, type JsonObject, listOf, objectOf } from '../../fields/json.ts';
import { emit, type Format, newRecord, type RecordSink, set } from '../kit.ts';

/** Recordings of calls over gRPC, as tests of xAI's library keep them: a call with its messages as JSON and as bytes. */
export const xaiRecordings: Format = {
  name: 'xai-recordings',
  facts:
    "recorded logs | time system messages tools parameters answer tokens status | Recordings of xAI's gRPC calls, as Pydantic AI keeps them",
  matches: (value) => requestOf(value) !== undefined || isObject(value['collections_method']),
  read,
};

function requestOf(value: JsonObject): JsonObject | undefined {
  return [value['request_sample'], value['request_stream']].map(objectOf).find(({ json }) => isObject(json));
}

function read(value: JsonObject, sink: RecordSink): void {
  const request = requestOf(value);
  if (request === undefined) return sink.skip('call that is not text generation');
  const record = newRecord('xai-recordings');
  if (!readRequestBody(request['json'], record)) return sink.reject('model call with a body in no known form');
  const chunks = listOf(objectOf(value['response_stream'])['chunks_json']).map((item) => objectOf(item)['chunk']);
  const answer = chunks.length > 0 ? chunks : objectOf(value['response_sample'])['json'];
  if (chunks.length > 0) record.parameters.stream = true;
  record.status = readResponseBody(answer, record) ? 'ok' : 'unknown';
  set(record, { time: objectOf(chunks[0] ?? answer)['created'] });
  emit(record, sink);
}
