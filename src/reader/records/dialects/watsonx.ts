import { largest } from '../../../math/lists/many.ts';
import { readTemplatedPrompt } from './chat-template.ts';
import type { Dialect } from './dialect.ts';
import { makeAnswer } from '../fields/answer.ts';
import { setMissingNumber, setMissingText } from '../fields/set-missing.ts';
import { type JsonObject, listOf, numberOf, objectOf, textOf } from '../fields/json.ts';
import type { RequestRecord } from '../fields/request.ts';
import { openaiChat, readChat, readParameters, readTools } from './openai-chat.ts';

/** IBM watsonx.ai: text generation with one prompt, and chat as OpenAI writes it but for the name of the model. */
export const watsonx: Dialect = {
  name: 'watsonx',
  isRequest: (body) =>
    typeof body['model_id'] === 'string' && (typeof body['input'] === 'string' || Array.isArray(body['messages'])),
  readRequest,
  isResponse: (body) => generatedOf(body) !== undefined || (isChat(body) && openaiChat.isResponse(body)),
  readResponse,
  fold,
};

const isChat = (body: JsonObject): boolean => typeof body['model_id'] === 'string';

/** The first result, whose text is empty where the model said nothing. */
function generatedOf(body: JsonObject): JsonObject | undefined {
  const result = objectOf(listOf(body['results'])[0]);
  return typeof result['generated_text'] === 'string' ? result : undefined;
}

function readRequest(body: JsonObject, record: RequestRecord): void {
  if (Array.isArray(body['messages'])) readChat(body['messages'], record);
  else readTemplatedPrompt(textOf(body['input']) ?? '', record);
  readTools(body, record);
  const parameters = objectOf(body['parameters']);
  readParameters({ ...parameters, max_tokens: parameters['max_new_tokens'], ...body }, record);
  setMissingText(record, 'model', body['model_id']);
}

function readResponse(body: JsonObject, record: RequestRecord): void {
  const result = generatedOf(body);
  if (result === undefined) {
    openaiChat.readResponse(body, record);
  } else {
    record.answer = makeAnswer(textOf(result['generated_text']) ?? '', '', result['stop_reason']);
    setMissingNumber(record, 'inputTokens', result['input_token_count']);
    setMissingNumber(record, 'outputTokens', result['generated_token_count']);
  }
  setMissingText(record, 'model', body['model_id']);
}

/** Events hold pieces of the one result. What was put in is counted in the first, what came out in each. */
function fold(events: readonly JsonObject[]): JsonObject | undefined {
  const results = events.map(generatedOf).filter((result) => result !== undefined);
  const last = results.at(-1);
  if (last === undefined) return undefined;
  const most = (name: string): number => largest(results.map((result) => numberOf(result[name]) ?? 0));
  return {
    model_id: events.find(isChat)?.['model_id'],
    results: [
      {
        generated_text: results.map((result) => textOf(result['generated_text']) ?? '').join(''),
        input_token_count: most('input_token_count'),
        generated_token_count: most('generated_token_count'),
        stop_reason: last['stop_reason'],
      },
    ],
  };
}
