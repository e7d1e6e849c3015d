import { readRequestBody, readResponseBody } from '../../dialects/bodies.ts';
import { markContent } from '../../fields/content.ts';
import { isObject, type JsonObject, listOf, objectOf } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { newRecord } from '../../fields/request.ts';
import { readTime } from '../../fields/time.ts';
import type { Format } from '../format.ts';

/** Recordings of calls over gRPC, as tests of xAI's library keep them: a call with its messages as JSON and as bytes. */
export const xaiRecordings: Format = {
  name: 'xai-recordings',
  facts: {
    title: "Recordings of xAI's gRPC calls, as Pydantic AI keeps them",
    gives: ['time', 'system', 'messages', 'tools', 'parameters', 'answer', 'tokens', 'status'],
    source: 'recorded logs',
  },
  matches: (value) => requestOf(value) !== undefined || isObject(value['collections_method']),
  read,
};

function requestOf(value: JsonObject): JsonObject | undefined {
  return [value['request_sample'], value['request_stream']].map(objectOf).find(({ json }) => isObject(json));
}

function read(value: JsonObject, sink: RecordSink): void {
  const request = requestOf(value);
  if (request === undefined) {
    sink.skip('call that is not text generation');
    return;
  }
  const record = newRecord('xai-recordings');
  if (!readRequestBody(request['json'], record)) {
    sink.reject('model call with a body in no known form');
    return;
  }
  const chunks = listOf(objectOf(value['response_stream'])['chunks_json']).map((item) => objectOf(item)['chunk']);
  const answer = chunks.length > 0 ? chunks : objectOf(value['response_sample'])['json'];
  if (chunks.length > 0) record.parameters.stream = true;
  record.status = readResponseBody(answer, record) ? 'ok' : 'unknown';
  readTime(record, objectOf(chunks[0] ?? answer)['created']);
  markContent(record);
  sink.request(record);
}
