import { isObject, type JsonObject, listOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { readRequestBody } from '../../dialects/bodies.ts';
import { emit, fill, type Format, newRecord, type RecordSink } from '../kit.ts';

/** Results of GuideLLM, a benchmark of model servers: each request that it made. */
export const guidellm: Format = {
  name: 'guidellm',
  facts: 'source code | time messages answer tokens status | GuideLLM: results of benchmarks',
  matches: (value) => listOf(value['benchmarks']).some((run) => isObject(objectOf(run)['requests'])),
  read: (value, sink) => {
    for (const run of listOf(value['benchmarks']).map(objectOf)) {
      for (const [outcome, requests] of Object.entries(objectOf(run['requests'])))
        for (const request of listOf(requests).map(objectOf)) readRequest(request, outcome, sink);
    }
  },
};

const FIELDS = `answer=output time=start_time|request_start_time id=request_id inputTokens=prompt_tokens
  outputTokens=output_tokens`;

function readRequest(request: JsonObject, outcome: string, sink: RecordSink): void {
  const record = newRecord('guidellm');
  const sent = objectOf(unpackJson(request['request_args']));
  const prompt = textOf(request['prompt']);
  if (prompt !== undefined) record.messages.push({ role: 'user', text: prompt, toolCalls: '' });
  else readRequestBody(sent['body'] ?? sent, record);
  fill(record, request, FIELDS);
  record.status = outcome === 'errored' ? 'error' : 'ok';
  emit(record, sink);
}
