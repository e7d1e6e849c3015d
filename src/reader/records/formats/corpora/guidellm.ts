import { makeAnswer } from '../../fields/answer.ts';
import { markContent } from '../../fields/content.ts';
import { isObject, type JsonObject, listOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { newRecord } from '../../fields/request.ts';
import { setMissingNumber, setMissingText } from '../../fields/set-missing.ts';
import { readTime } from '../../fields/time.ts';
import { readRequestBody } from '../../dialects/bodies.ts';
import type { Format } from '../format.ts';

/** Results of GuideLLM, a benchmark of model servers: each request that it made. */
export const guidellm: Format = {
  name: 'guidellm',
  facts: {
    title: 'GuideLLM: results of benchmarks',
    gives: ['time', 'messages', 'answer', 'tokens', 'status'],
    source: 'source code',
  },
  matches: (value) => listOf(value['benchmarks']).some((run) => isObject(objectOf(run)['requests'])),
  read: (value, sink) => {
    for (const run of listOf(value['benchmarks']).map(objectOf)) {
      for (const [outcome, requests] of Object.entries(objectOf(run['requests'])))
        for (const request of listOf(requests).map(objectOf)) readRequest(request, outcome, sink);
    }
  },
};

function readRequest(request: JsonObject, outcome: string, sink: RecordSink): void {
  const record = newRecord('guidellm');
  const sent = objectOf(unpackJson(request['request_args']));
  const prompt = textOf(request['prompt']);
  if (prompt !== undefined) record.messages.push({ role: 'user', text: prompt, toolCalls: '' });
  else readRequestBody(sent['body'] ?? sent, record);
  const output = textOf(request['output']);
  if (output !== undefined) record.answer = makeAnswer(output, '', undefined);
  readTime(record, request['start_time'] ?? request['request_start_time']);
  setMissingText(record, 'id', request['request_id']);
  setMissingNumber(record, 'inputTokens', request['prompt_tokens']);
  setMissingNumber(record, 'outputTokens', request['output_tokens']);
  record.status = outcome === 'errored' ? 'error' : 'ok';
  markContent(record);
  sink.request(record);
}
