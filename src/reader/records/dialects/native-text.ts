import { readTemplatedPrompt } from './chat-template.ts';
import type { Dialect } from './dialect.ts';
import { makeAnswer } from '../fields/answer.ts';
import { setMissingNumber, setMissingText } from '../fields/set-missing.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf, unpackJson } from '../fields/json.ts';
import type { RequestRecord } from '../fields/request.ts';
import { readParameters } from './openai-chat.ts';

/** Models that take one text and give one text: Titan, Llama and Mistral on Bedrock, TGI, SGLang, Triton. */
export const nativeText: Dialect = {
  name: 'native-text',
  isRequest: (body) => {
    const tensors = tensorsOf(body['inputs']) ?? {};
    if (textOf(tensors['text_input']) !== undefined && isSettled(tensors)) return true;
    if (textOf(body['text_input']) !== undefined && isSettled(body)) return true;
    return promptOf(body) !== undefined && (body['inputText'] !== undefined || hasSettings(body));
  },
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

/** What Triton takes with a text that is to go on, for whichever model behind it; without it the text may be one to judge. */
const isSettled = (body: JsonObject): boolean =>
  ['stream', 'max_tokens', 'sampling_parameters', 'request_output_len', 'temperature', 'bad_words', 'stop_words'].some(
    (name) => name in body,
  );

/**
 * The first value of each tensor by its name, of what Triton and other servers with KServe's protocol take and give
 * (https://github.com/triton-inference-server/server/blob/main/docs/protocol/extension_generate.md); undefined for other lists.
 */
function tensorsOf(list: unknown): JsonObject | undefined {
  if (!Array.isArray(list) || textOf(objectOf(list[0])['datatype']) === undefined) return undefined;
  return Object.fromEntries(list.map(objectOf).map(({ name, data }) => [textOf(name) ?? '', listOf(data).flat()[0]]));
}

/** The body with what stands in its tensors beside it, as the simpler address of Triton takes it. A tensor takes no field's place. */
function plainBody(body: JsonObject): JsonObject {
  const tensors = tensorsOf(body['inputs']);
  return tensors === undefined ? body : { ...tensors, ...body, inputs: undefined };
}

function promptOf(body: JsonObject): string | undefined {
  return textOf(body['inputText']) ?? textOf(body['text_input']) ?? textOf(body['prompt']) ?? textOf(body['inputs']);
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
    textOf(body['text_output']) ??
    textOf(tensorsOf(body['outputs'])?.['text_output']) ??
    textOf(objectOf(objectOf(listOf(body['completions'])[0])['data'])['text']) ??
    (isObject(body['meta_info']) ? textOf(body['text']) : undefined)
  );
}

function readRequest(asked: JsonObject, record: RequestRecord): void {
  const body = plainBody(asked);
  readTemplatedPrompt(promptOf(body) ?? '', record);
  const settings = objectOf(body['sampling_params'] ?? unpackJson(body['sampling_parameters']));
  readParameters({ ...objectOf(body['parameters']), ...settings, ...body }, record);
  const config = objectOf(body['textGenerationConfig']);
  const maxTokens = numberOf(
    config['maxTokenCount'] ??
      body['max_gen_len'] ??
      body['max_tokens_to_sample'] ??
      body['request_output_len'] ??
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
  if (body['text_output'] !== undefined || tensorsOf(body['outputs']) !== undefined)
    setMissingText(record, 'model', body['model_name']);
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
