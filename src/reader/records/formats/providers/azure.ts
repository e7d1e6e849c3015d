import { readRequestBody, readResponseBody } from '../../dialects/bodies.ts';
import { readCaller } from '../../callers/caller.ts';
import { readChat } from '../../dialects/openai-chat.ts';
import { kindOfCall, OTHER_CALL, UNKNOWN_CALL } from '../http-call.ts';
import { type JsonObject, listOf, numberOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { clientFields } from '../../fields/origin.ts';
import { readAnyAnswer } from '../../dialects/any-payload.ts';
import { emit, fill, type Format, newRecord, type RecordSink, type RequestRecord } from '../kit.ts';

/** Gateway log of Azure API Management, with the bodies when they are logged; diagnostics record or table row. */
export const azureGateway: Format = {
  name: 'azure-gateway',
  facts: 'test data of the product | time account address messages status | Azure API Management: GatewayLogs',
  matches: (value) =>
    categoryOf(value) === 'GatewayLogs' || ('BackendRequestBody' in value && 'ApimSubscriptionId' in value),
  read: readGateway,
};

/** Request log of Azure OpenAI: who, when and how much, never the text. */
export const azureOpenai: Format = {
  name: 'azure-openai',
  facts:
    'test data of the product | time account address status | Azure OpenAI: RequestResponse and Audit (metadata only)',
  matches: (value) =>
    categoryOf(value) === 'RequestResponse' && /COGNITIVESERVICES/i.test(textOf(value['resourceId']) ?? ''),
  read: readRequestResponse,
};

/** ApiManagementGatewayLlmLog: messages in pieces of 32 KB over several rows, joined by correlation id. */
export const azureLlm: Format = {
  name: 'azure-llm',
  facts: 'documentation | time messages answer tokens | Azure API Management: LlmLog, chunks joined',
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

const FIELDS = `time=time|TimeGenerated address=callerIpAddress|CallerIpAddress id=correlationId|CorrelationId
  latencyMs=durationMs|TotalTime`;

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
  fill(record, row, FIELDS, { key: field('apimSubscriptionId'), user: field('userId'), project: field('productId') });
  readCaller(clientFields(body), record);
  const answer = `${textOf(field('backendResponseBody')) ?? ''}${textOf(field('responseBody')) ?? ''}`;
  record.status = statusOf(numberOf(field('responseCode')), answer);
  emit(record, sink);
}

function statusOf(code: number | undefined, answer: string): RequestRecord['status'] {
  if (code === undefined) return 'unknown';
  if (code < 400) return 'ok';
  return answer.includes('content_filter') ? 'blocked' : 'error';
}

/** Operations of the service besides generating: files, threads, keys, and models that give no text. */
const OTHER_OPERATION =
  /^(?:Create|List|Get|Retrieve|Delete|Update|Upload|Cancel|Modify|Regenerate|Check)|embedding|image|audio|speech|transcri|translat|moderation|batch|file/i;

const REQUEST_RESPONSE_FIELDS = 'time=time id=correlationId address=callerIpAddress latencyMs=durationMs';

function readRequestResponse(row: JsonObject, sink: RecordSink): void {
  const operation = textOf(row['operationName']) ?? '';
  if (!/Completions|Responses|Messages/i.test(operation)) {
    if (OTHER_OPERATION.test(operation)) sink.skip(OTHER_CALL);
    else sink.reject('unknown Azure operation');
    return;
  }
  const inner = objectOf(unpackJson(row['properties']));
  const record = newRecord('azure-openai');
  fill(record, row, REQUEST_RESPONSE_FIELDS, {
    model: inner['modelName'] ?? inner['modelDeploymentName'],
    principal: inner['objectId'],
  });
  record.status = statusOf(numberOf(row['resultSignature']), '');
  sink.request(record);
}

const LLM_FIELDS = `id=CorrelationId model=ModelName|DeploymentName inputTokens=PromptTokens
  outputTokens=CompletionTokens`;

function joinLlm(rows: readonly JsonObject[], sink: RecordSink): void {
  const order = [...rows].sort((a, b) => (numberOf(a['SequenceNumber']) ?? 0) - (numberOf(b['SequenceNumber']) ?? 0));
  const record = newRecord('azure-llm');
  const counted = order.find((row) => (numberOf(row['TotalTokens']) ?? 0) > 0) ?? order[0] ?? {};
  readChat(gather(order, 'RequestMessages'), record);
  readAnyAnswer(gather(order, 'ResponseMessages'), record);
  fill(record, counted, LLM_FIELDS, { time: counted['TimeGenerated'] ?? counted['TimeGenerated [UTC]'] });
  emit(record, sink);
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
