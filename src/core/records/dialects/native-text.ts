import { readTemplatedPrompt } from './chat-template.ts';
import type { Dialect } from './dialect.ts';
import { makeAnswer } from '../fields/answer.ts';
import { setMissingNumber } from '../fields/set-missing.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../fields/json.ts';
import type { RequestRecord } from '../fields/request.ts';
import { readParameters } from './openai-chat.ts';

/** Models that take one text and give one text: Titan, Llama and Mistral on Bedrock, TGI, SGLang. */
export const nativeText: Dialect = {
  name: 'native-text',
  isRequest: (body) => promptOf(body) !== undefined && (body['inputText'] !== undefined || hasSettings(body)),
  readRequest,
  isResponse: (body) => answerOf(body) !== undefined,
  readResponse,
  fold,
};

function hasSettings(body: JsonObject): boolean {
  return ['parameters', 'sampling_params', 'max_gen_len', 'max_tokens', 'max_tokens_to_sample', 'temperature'].some(
    (name) => name in body,
  );
}

function promptOf(body: JsonObject): string | undefined {
  return textOf(body['inputText']) ?? textOf(body['prompt']) ?? textOf(body['inputs']);
}

function answerOf(body: JsonObject): string | undefined {
  const [result] = listOf(body['results']);
  const [output] = listOf(body['outputs']);
  return (
    textOf(objectOf(result)['outputText']) ??
    textOf(objectOf(output)['text']) ??
    textOf(body['generation']) ??
    textOf(body['generated_text']) ??
    textOf(body['completion']) ??
    textOf(body['outputText']) ??
    textOf(objectOf(objectOf(listOf(body['completions'])[0])['data'])['text']) ??
    (isObject(body['meta_info']) ? textOf(body['text']) : undefined)
  );
}

function readRequest(body: JsonObject, record: RequestRecord): void {
  readTemplatedPrompt(promptOf(body) ?? '', record);
  readParameters({ ...objectOf(body['parameters']), ...objectOf(body['sampling_params']), ...body }, record);
  const config = objectOf(body['textGenerationConfig']);
  const maxTokens = numberOf(
    config['maxTokenCount'] ??
      body['max_gen_len'] ??
      body['max_tokens_to_sample'] ??
      objectOf(body['parameters'])['max_new_tokens'] ??
      objectOf(body['sampling_params'])['max_new_tokens'],
  );
  if (maxTokens !== undefined) record.parameters.maxTokens = maxTokens;
  const temperature = numberOf(config['temperature']);
  if (temperature !== undefined) record.parameters.temperature = temperature;
}

function readResponse(body: JsonObject, record: RequestRecord): void {
  const [result] = listOf(body['results']);
  const [output] = listOf(body['outputs']);
  const details = objectOf(body['details'] ?? body['meta_info']);
  const { finish_reason: reason } = details;
  const finish = [
    objectOf(result)['completionReason'] ?? body['completionReason'],
    body['stop_reason'] ?? objectOf(output)['stop_reason'],
    isObject(reason) ? reason['type'] : reason,
  ].find((word) => typeof word === 'string');
  record.answer = makeAnswer(answerOf(body) ?? '', '', finish);
  setMissingNumber(
    record,
    'inputTokens',
    body['inputTextTokenCount'] ?? body['prompt_token_count'] ?? details['prompt_tokens'],
  );
  setMissingNumber(
    record,
    'outputTokens',
    objectOf(result)['tokenCount'] ??
      body['totalOutputTextTokenCount'] ??
      body['generation_token_count'] ??
      details['generated_tokens'] ??
      details['completion_tokens'],
  );
}

/** Pieces of text in the events of Bedrock's own models and of TGI; a whole text in the last one goes before them. */
function fold(events: readonly JsonObject[]): JsonObject | undefined {
  const known = events.filter((event) => answerOf(event) !== undefined || isObject(event['token']));
  const last = known.at(-1);
  if (last === undefined) return undefined;
  if (textOf(last['generated_text']) !== undefined || isObject(last['meta_info'])) return last;
  const text = known.map((event) => answerOf(event) ?? textOf(objectOf(event['token'])['text']) ?? '').join('');
  const counts = Object.assign({}, ...known) as JsonObject;
  return { ...counts, results: undefined, outputs: undefined, outputText: undefined, generation: text };
}
