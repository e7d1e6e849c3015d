import { noteBedrockGuardrail } from '../../facts/reading/guardrail-facts.ts';
import { isOtherModel, readRequestBody, readResponseBody } from '../../dialects/bodies.ts';
import { markContent } from '../../fields/content.ts';
import { readChat } from '../../dialects/openai-chat.ts';
import { makeAnswer } from '../../fields/answer.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { fill, type Format, newRecord, type RecordSink, type RequestRecord, set } from '../kit.ts';
import { words } from '../../../../schema/words.ts';

/** AWS Bedrock model invocation log, from S3 or CloudWatch. */
export const bedrock: Format = {
  name: 'bedrock',
  facts:
    'test data of the product | time account system messages tools parameters answer tokens status | Amazon Bedrock model invocation logs: Converse and InvokeModel',
  matches: (value) =>
    value['schemaType'] === 'ModelInvocationLog' ||
    value['schematype'] === 'ModelInvocationLog' ||
    (typeof value['modelId'] === 'string' && typeof value['operation'] === 'string' && isObject(value['input'])),
  read,
};

const CALLS = /^(?:Converse|InvokeModel)/;

const STRUCT = 'bodies as structs of Athena: CAST(input AS JSON) and CAST(output AS JSON) in the query';

function read(written: JsonObject, sink: RecordSink): void {
  const row = written['schematype'] === undefined ? written : rowOfAthena(written);
  if (typeof row['input'] === 'string') return sink.reject(STRUCT);
  if (!CALLS.test(textOf(row['operation']) ?? 'Converse') || isOtherModel(row['modelId']))
    return sink.skip('call that is not text generation');
  const record = newRecord('bedrock');
  const input = objectOf(row['input']);
  const output = objectOf(row['output']);
  set(record, { time: row['timestamp'] });
  readWho(row, record);
  set(record, { model: textOf(row['modelId'])?.split('/').at(-1) });
  readBodies(unpackJson(input['inputBodyJson']), unpackJson(output['outputBodyJson']), record);
  set(record, { id: row['requestId'] });
  // Cached tokens may be left out by the body or by the service around it: the larger number has them.
  const counted = tokensWithCache(input);
  if (counted !== undefined) record.inputTokens = Math.max(counted, record.inputTokens ?? 0);
  set(record, { outputTokens: output['outputTokenCount'] });
  record.status = status(row, record);
  markContent(record);
  const isElsewhere = textOf(input['inputBodyS3Path']) !== undefined;
  if (record.content === 'none' && isElsewhere) record.content = 'reference';
  sink.request(record);
}

const NAMES = words(`modelId requestId accountId errorCode requestMetadata inputBodyJson
  outputBodyJson inputTokenCount outputTokenCount cacheReadInputTokenCount cacheWriteInputTokenCount inputBodyS3Path
  outputBodyS3Path`);
const CASED = new Map(NAMES.map((name) => [name.toLowerCase(), name]));

/** Athena writes names of columns and of fields of structs in lower case, and structs in a way of its own: `{arn=arn:aws:iam::1:user/ann}`. */
function rowOfAthena(row: JsonObject): JsonObject {
  const cased = (value: unknown): unknown => {
    const object = unpackJson(value);
    if (!isObject(object)) return value;
    return Object.fromEntries(Object.entries(object).map(([name, item]) => [CASED.get(name) ?? name, item]));
  };
  const { input, output, identity, ...others } = row;
  const arn = typeof identity === 'string' ? /arn=([^,}\s]{1,2000})/.exec(identity)?.[1] : undefined;
  const plain = objectOf(cased(others));
  return {
    ...plain,
    input: cased(input),
    output: cased(output),
    identity: arn === undefined ? cased(identity) : { arn },
  };
}

const FIELDS = `project=accountId
  endUser=requestMetadata/user|requestMetadata/user_id|requestMetadata/userId
  session=requestMetadata/session|requestMetadata/session_id|requestMetadata/sessionId`;

/** The caller is an IAM identity. The name after the role is often the person or the pod behind it. */
function readWho(row: JsonObject, record: RequestRecord): void {
  const arn = textOf(objectOf(row['identity'])['arn']);
  fill(record, row, FIELDS, { principal: arn });
}

function readBodies(input: unknown, output: unknown, record: RequestRecord): void {
  if (!readRequestBody(input, record) && isObject(input)) readChat(input['messages'] ?? input['prompt'], record);
  const isRead = readResponseBody(output, record);
  // Beside an answer of any vendor, in a stream beside its last piece.
  for (const body of Array.isArray(output) ? listOf(output) : [output]) noteBedrockGuardrail(objectOf(body), record);
  if (isRead) return;
  // A stream of a vendor's own text events: the pieces under their usual names.
  const pieces = listOf(output).map((event) => {
    const { generation, outputText, completion, text } = objectOf(event);
    return textOf(generation) ?? textOf(outputText) ?? textOf(completion) ?? textOf(text) ?? '';
  });
  if (pieces.some((piece) => piece !== '')) record.answer = makeAnswer(pieces.join(''), '', undefined);
}

function tokensWithCache(input: JsonObject): number | undefined {
  const fresh = numberOf(input['inputTokenCount']);
  if (fresh === undefined) return undefined;
  return (
    fresh + (numberOf(input['cacheReadInputTokenCount']) ?? 0) + (numberOf(input['cacheWriteInputTokenCount']) ?? 0)
  );
}

function status(row: JsonObject, record: RequestRecord): RequestRecord['status'] {
  if (textOf(row['errorCode']) !== undefined) return 'error';
  return record.answer?.finish === 'content_filter' ? 'blocked' : 'ok';
}
