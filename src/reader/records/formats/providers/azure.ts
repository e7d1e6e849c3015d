import { readRequestBody, readResponseBody } from '../../dialects/bodies.ts';
import { readCaller } from '../../callers/caller.ts';
import { markContent } from '../../fields/content.ts';
import { readChat } from '../../dialects/openai-chat.ts';
import { setMissingNumber, setMissingText } from '../../fields/set-missing.ts';
import type { Format } from '../format.ts';
import { newRecord, type RequestRecord } from '../../fields/request.ts';
import { kindOfCall, OTHER_CALL, UNKNOWN_CALL } from '../http-call.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { chooseAccount } from '../../fields/identity.ts';
import { type JsonObject, listOf, numberOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { clientFields } from '../../fields/origin.ts';
import { readAnyAnswer } from '../../dialects/any-payload.ts';
import { readTime } from '../../fields/time.ts';

/** Gateway log of Azure API Management, with the bodies when they are logged; diagnostics record or table row. */
export const azureGateway: Format = {
  name: 'azure-gateway',
  facts: {
    title: 'Azure API Management: GatewayLogs',
    gives: ['time', 'account', 'address', 'messages', 'status'],
    source: 'test data of the product',
  },
  matches: (value) =>
    categoryOf(value) === 'GatewayLogs' || ('BackendRequestBody' in value && 'ApimSubscriptionId' in value),
  read: readGateway,
};

/** Request log of Azure OpenAI: who, when and how much, never the text. */
export const azureOpenai: Format = {
  name: 'azure-openai',
  facts: {
    title: 'Azure OpenAI: RequestResponse and Audit (metadata only)',
    gives: ['time', 'account', 'address', 'status'],
    source: 'test data of the product',
  },
  matches: (value) =>
    categoryOf(value) === 'RequestResponse' && /COGNITIVESERVICES/i.test(textOf(value['resourceId']) ?? ''),
  read: readRequestResponse,
};

/** ApiManagementGatewayLlmLog: messages in pieces of 32 KB over several rows, joined by correlation id. */
export const azureLlm: Format = {
  name: 'azure-llm',
  facts: {
    title: 'Azure API Management: LlmLog, chunks joined',
    gives: ['time', 'messages', 'answer', 'tokens'],
    source: 'documentation',
  },
  matches: (value) =>
    categoryOf(value) === LLM_CATEGORY ||
    (value['CorrelationId'] !== undefined &&
      (value['RequestMessages'] !== undefined || value['SequenceNumber'] !== undefined)),
  read: (value, sink) => {
    const row = categoryOf(value) === LLM_CATEGORY ? tableNames(value) : value;
    if (!sink.piece('azure-llm', textOf(row['CorrelationId']) ?? '', row)) joinLlm([row], sink);
  },
  join: joinLlm,
};

const LLM_CATEGORY = 'GatewayLlmLogs';

/** A diagnostics record with the names that its fields have in the table. */
function tableNames(value: JsonObject): JsonObject {
  const inner = objectOf(unpackJson(value['properties']));
  const named = Object.entries(inner).map(([name, item]): [string, unknown] => [
    name.charAt(0).toUpperCase() + name.slice(1),
    item,
  ]);
  return {
    TimeGenerated: value['time'],
    CorrelationId: value['correlationId'],
    ...value,
    ...Object.fromEntries(named),
  };
}

function categoryOf(value: JsonObject): unknown {
  return value['category'] ?? value['Category'];
}

/** Operations whose path says that they generate text. */
function readGateway(row: JsonObject, sink: RecordSink): void {
  const inner = objectOf(unpackJson(row['properties']));
  const field = (name: string): unknown => inner[name] ?? row[name] ?? row[name[0]!.toUpperCase() + name.slice(1)];
  const record = newRecord('azure-gateway');
  // Policies may rewrite the request: the backend's body is what the model saw.
  const body = [field('backendRequestBody'), field('requestBody')].find((text) => readRequestBody(text, record));
  const url = `${textOf(field('url')) ?? ''} ${textOf(field('backendUrl')) ?? ''}`;
  const kind = kindOfCall(url, textOf(field('method')) ?? textOf(field('requestMethod')));
  if (body === undefined && kind !== 'generation') {
    if (kind === 'other') sink.skip(OTHER_CALL);
    else sink.reject(UNKNOWN_CALL);
    return;
  }
  if (!readResponseBody(field('backendResponseBody'), record)) readResponseBody(field('responseBody'), record);
  readTime(record, row['time'] ?? row['TimeGenerated']);
  setMissingText(record, 'address', row['callerIpAddress'] ?? row['CallerIpAddress']);
  setMissingText(record, 'id', row['correlationId'] ?? row['CorrelationId']);
  setMissingNumber(record, 'latencyMs', row['durationMs'] ?? row['TotalTime']);
  chooseAccount(record, { key: field('apimSubscriptionId'), user: field('userId'), project: field('productId') });
  readCaller(clientFields(body), record);
  const answer = `${textOf(field('backendResponseBody')) ?? ''}${textOf(field('responseBody')) ?? ''}`;
  record.status = statusOf(numberOf(field('responseCode')), answer);
  markContent(record);
  sink.request(record);
}

function statusOf(code: number | undefined, answer: string): RequestRecord['status'] {
  if (code === undefined) return 'unknown';
  if (code < 400) return 'ok';
  return answer.includes('content_filter') ? 'blocked' : 'error';
}

/** Operations of the service besides generating: files, threads, keys, and models that give no text. */
const OTHER_OPERATION =
  /^(?:Create|List|Get|Retrieve|Delete|Update|Upload|Cancel|Modify|Regenerate|Check)|embedding|image|audio|speech|transcri|translat|moderation|batch|file/i;

function readRequestResponse(row: JsonObject, sink: RecordSink): void {
  const operation = textOf(row['operationName']) ?? '';
  if (!/Completions|Responses|Messages/i.test(operation)) {
    if (OTHER_OPERATION.test(operation)) sink.skip(OTHER_CALL);
    else sink.reject('unknown Azure operation');
    return;
  }
  const inner = objectOf(unpackJson(row['properties']));
  const record = newRecord('azure-openai');
  readTime(record, row['time']);
  setMissingText(record, 'id', row['correlationId']);
  setMissingText(record, 'address', row['callerIpAddress']);
  setMissingText(record, 'model', inner['modelName'] ?? inner['modelDeploymentName']);
  setMissingNumber(record, 'latencyMs', row['durationMs']);
  chooseAccount(record, { principal: inner['objectId'] });
  record.status = statusOf(numberOf(row['resultSignature']), '');
  sink.request(record);
}

function joinLlm(rows: readonly JsonObject[], sink: RecordSink): void {
  const order = [...rows].sort((a, b) => (numberOf(a['SequenceNumber']) ?? 0) - (numberOf(b['SequenceNumber']) ?? 0));
  const record = newRecord('azure-llm');
  const counted = order.find((row) => (numberOf(row['TotalTokens']) ?? 0) > 0) ?? order[0] ?? {};
  readChat(gather(order, 'RequestMessages'), record);
  readAnyAnswer(gather(order, 'ResponseMessages'), record);
  readTime(record, counted['TimeGenerated'] ?? counted['TimeGenerated [UTC]']);
  setMissingText(record, 'id', counted['CorrelationId']);
  setMissingText(record, 'model', counted['ModelName'] ?? counted['DeploymentName']);
  setMissingNumber(record, 'inputTokens', counted['PromptTokens']);
  setMissingNumber(record, 'outputTokens', counted['CompletionTokens']);
  markContent(record);
  sink.request(record);
}

/** Pieces are text that is JSON only when put together, or lists of messages each. */
function gather(rows: readonly JsonObject[], name: string): unknown {
  const values = rows.map((row) => row[name]).filter((value) => value !== undefined && value !== null && value !== '');
  if (values.length === 0) return undefined;
  if (values.every((value) => typeof value === 'string')) {
    const whole = unpackJson(values.join(''));
    return typeof whole === 'string' ? values.flatMap((value) => listOf(unpackJson(value))) : whole;
  }
  return values.flatMap((value) => listOf(unpackJson(value)));
}
