import { readResponseBody } from '../../dialects/bodies.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import type { JsonObject } from '../../fields/json.ts';
import { newRecord } from '../../fields/request.ts';
import type { Format } from '../format.ts';
import { wordSet } from '../../../../schema/words.ts';

/** Answers that Gemini CLI records to play them again: `{"method":"generateContentStream","response":[...]}`. Prompts are not kept. */
export const geminiResponses: Format = {
  name: 'gemini-responses',
  facts: 'recorded logs | parameters answer tokens status | Answers that Gemini CLI records (`.responses`); no prompts',
  matches: (value) =>
    typeof value['method'] === 'string' && METHODS.has(value['method']) && 'response' in value && !('url' in value),
  read,
};

const METHODS: ReadonlySet<string> = wordSet(`generateContent generateContentStream countTokens embedContent`);

function read(value: JsonObject, sink: RecordSink): void {
  const { method, response } = value;
  if (method === 'countTokens' || method === 'embedContent') return sink.skip('call that is not text generation');
  const record = newRecord('gemini-responses');
  if (!readResponseBody(response, record)) return sink.reject('model answer in no known form');
  if (method === 'generateContentStream') record.parameters.stream = true;
  record.status = 'ok';
  sink.request(record);
}
