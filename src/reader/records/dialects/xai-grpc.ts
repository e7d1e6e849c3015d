import { joinCalls, readParts } from './content-parts.ts';
import type { Dialect } from './dialect.ts';
import { makeAnswer } from '../fields/answer.ts';
import { setMissingNumber, setMissingText } from '../fields/set-missing.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf, unpackJson } from '../fields/json.ts';
import type { RequestRecord } from '../fields/request.ts';
import { readCalls, readChat, readParameters, readTools } from './openai-chat.ts';

/** xAI over gRPC, with its protocol buffers as JSON: words in capitals, a list of outputs of which some are the server's own tools. */
export const xaiGrpc: Dialect = {
  name: 'xai-grpc',
  isRequest: (body) => ROLE.test(textOf(objectOf(listOf(body['messages'])[0])['role']) ?? ''),
  readRequest,
  isResponse: (body) => ROLE.test(textOf(objectOf(objectOf(listOf(body['outputs'])[0])['message'])['role']) ?? ''),
  readResponse,
  fold,
};

const ROLE = /^ROLE_(SYSTEM|DEVELOPER|USER|ASSISTANT|TOOL|FUNCTION)$/;

function readRequest(body: JsonObject, record: RequestRecord): void {
  const messages = listOf(body['messages']).map(objectOf);
  readChat(
    messages.map((message) => ({ ...message, role: roleOf(message) })),
    record,
  );
  const own = listOf(body['tools']).map((tool) => objectOf(objectOf(tool)['function']));
  const tools = own.map(({ name, parameters }) => ({ name, parameters: unpackJson(parameters) }));
  readTools({ tools: tools.filter(({ name }) => name !== undefined) }, record);
  readParameters(body, record);
  if (objectOf(body['response_format'])['format_type'] === 'FORMAT_TYPE_JSON_SCHEMA')
    record.parameters.structured = true;
  setMissingText(record, 'model', body['model']);
}

function roleOf(message: JsonObject): string {
  return ROLE.exec(textOf(message['role']) ?? '')?.[1]?.toLowerCase() ?? 'user';
}

function readResponse(body: JsonObject, record: RequestRecord): void {
  const said = listOf(body['outputs'])
    .map((output) => ({ output: objectOf(output), message: objectOf(objectOf(output)['message']) }))
    .filter(({ message }) => roleOf(message) === 'assistant');
  const texts = said.map(({ message }) => readParts(message['content']).text).filter((text) => text !== '');
  const calls = said.map(({ message }) => readCalls(message).slice(1, -1)).filter((list) => list !== '');
  const finish = textOf(said.at(-1)?.output['finish_reason'])?.replace(/^REASON_/, '');
  record.answer = makeAnswer(texts.join('\n'), joinCalls(calls), finish === 'MAX_LEN' ? 'length' : finish);
  setMissingText(record, 'id', body['id']);
  setMissingText(record, 'model', body['model']);
  const usage = objectOf(body['usage']);
  setMissingNumber(record, 'inputTokens', usage['prompt_tokens']);
  const output = numberOf(usage['completion_tokens']);
  if (output !== undefined)
    setMissingNumber(record, 'outputTokens', output + (numberOf(usage['reasoning_tokens']) ?? 0));
}

/** Chunks hold pieces of each output by its index; the counts of the last one are those of the whole. */
function fold(events: readonly JsonObject[]): JsonObject | undefined {
  const chunks = events.filter((event) => isObject(objectOf(listOf(event['outputs'])[0])['delta']));
  if (chunks.length === 0) return undefined;
  const outputs = new Map<number, Output>();
  for (const item of chunks.flatMap((chunk) => listOf(chunk['outputs'])).map(objectOf)) {
    const index = numberOf(item['index']) ?? 0;
    const delta = objectOf(item['delta']);
    const known = outputs.get(index) ?? { role: delta['role'], content: '', tool_calls: [], finish: undefined };
    known.content += textOf(delta['content']) ?? '';
    known.tool_calls = [...known.tool_calls, ...listOf(delta['tool_calls'])];
    known.finish = item['finish_reason'] ?? known.finish;
    outputs.set(index, known);
  }
  const { usage } = chunks.findLast((chunk) => Object.keys(objectOf(chunk['usage'])).length > 0) ?? {};
  const whole = [...outputs.values()].map(({ finish, ...message }) => ({ message, finish_reason: finish }));
  return { ...chunks[0], outputs: whole, usage };
}

interface Output {
  role: unknown;
  content: string;
  tool_calls: readonly unknown[];
  finish: unknown;
}
