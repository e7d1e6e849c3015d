import { isOtherModel, readRequestBody, requestDialect, responseDialect } from '../../dialects/bodies.ts';
import { readCaller } from '../../callers/caller.ts';
import { markContent } from '../../fields/content.ts';
import type { Format } from '../format.ts';
import { bareAnswer, BODY_PAIRS, holdRequest, isAsking, joinBodies, keepAnswer } from './body-pairs.ts';
import { exchange, readExchange } from './exchange.ts';
import { withPlainNames } from '../plain-names.ts';
import { newRecord, type RequestRecord } from '../../fields/request.ts';
import { isObject, type JsonObject, listOf, textOf } from '../../fields/json.ts';
import { clientFields } from '../../fields/origin.ts';
import { readCallers, readSender } from '../../callers/surroundings.ts';
import { readMetadataFields } from '../../fields/metadata-fields.ts';

/** Bodies of API calls on their own, one a record, as people dump them. */
export const rawRequest: Format = {
  name: BODY_PAIRS,
  facts:
    'documentation | time account address agent system messages tools parameters answer tokens status | Raw API requests: OpenAI Chat and Responses, Anthropic, Gemini, Bedrock, text completion; with the answers on the lines after them',
  isBody: true,
  matches: (value) => requestDialect(value) !== undefined,
  read: (body, sink) => holdRequest(requestOf(body), body, sink),
  join: (pieces, sink) => joinBodies(pieces, readBody, sink),
  asks: isAsking,
};

/**
 * Whether a value that gave no request is a call by itself.
 * @param isRow a row of a table, which may have a prompt and a model, too, may tell of a change: it takes messages to be a body
 */
export const isBodyOfCall = (value: JsonObject, isRow: boolean): boolean =>
  !isOtherModel(value['model']) &&
  (!isRow || ['messages', 'contents', 'input'].some((name) => isObject(listOf(value[name])[0]))) &&
  rawRequest.matches(value);

/** Responses of API calls on their own, also stored completions. They hold no prompt. */
export const rawResponse: Format = {
  name: 'raw-response',
  facts:
    'documentation | time system parameters answer tokens status | Raw API responses, also streamed, and stored completions',
  matches: (value) => bareAnswer(value) !== undefined,
  read: keepAnswer,
};

function requestOf(body: JsonObject): RequestRecord {
  const record = newRecord('raw-request');
  readRequestBody(body, record);
  // A log row that is a request with its answer and circumstances next to the fields of the body.
  responseDialect(body)?.readResponse(body, record);
  // Rows of services of one's own keep it next to a prompt that is a text.
  if (record.system === '') record.system = textOf(body['system_prompt']) ?? '';
  readMetadataFields(body, record);
  const plain = withPlainNames(body);
  if (plain !== body) readMetadataFields(plain, record);
  readCallers(body, record);
  readSender(body, body['headers'], record);
  readCaller(clientFields(body), record);
  markContent(record);
  return record;
}

/** A row of a program of one's own may have the body under a name. */
function readBody(line: JsonObject): RequestRecord {
  return rawRequest.matches(line) && !exchange.matches(line) ? requestOf(line) : readExchange(line).record;
}
