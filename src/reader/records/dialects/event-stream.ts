/** Bodies of streamed answers as their events: server-sent, a line each, or in the binary form of AWS. */
import { isObject, type JsonObject, numberOf, objectOf, textOf } from '../fields/json.ts';

/** Lines of a body that are read. An answer has thousands; a list of millions of empty lines would end the process. */
const MAX_LINES = 1 << 20;

/**
 * Reads the JSON objects out of a body of server-sent events: lines `data: {...}`, up to `data: [DONE]`.
 * Pieces that are no JSON (a cut last one) are left out. Undefined when the text is no such body.
 */
export function readEvents(text: string): JsonObject[] | undefined {
  if (!SSE.test(text.slice(0, 200))) return undefined;
  const events: JsonObject[] = [];
  for (const line of text.split('\n', MAX_LINES)) {
    if (!line.startsWith('data:')) continue;
    const event = parse(line.slice('data:'.length));
    if (event !== undefined) events.push(event);
  }
  return events;
}

/** Reads a body of one JSON object a line, as Ollama streams it. Undefined when the text is no such body. */
export function readJsonLines(text: string): JsonObject[] | undefined {
  if (!/^\s*\{/.test(text.slice(0, 200))) return undefined;
  const objects = text
    .split('\n', MAX_LINES)
    .map(parse)
    .filter((object) => object !== undefined);
  return objects.length > 1 ? objects : undefined;
}

const SSE = /^\s*(?:data:|event:|id:|:)/;

/** Most events that are read of one body. */
const MAX_EVENTS = 100_000;

/**
 * Events of a stream in the binary form of AWS: frames of a length, headers and a payload. Bedrock wraps an event in
 * `{"bytes": base64}` for InvokeModel, and names its type in a header for Converse. Undefined when the bytes are no such
 * stream; a cut last frame is left out.
 */
export function readEventStream(bytes: Buffer): JsonObject[] | undefined {
  const events: JsonObject[] = [];
  for (let at = 0; at + 16 <= bytes.length && events.length < MAX_EVENTS;) {
    const length = bytes.readUInt32BE(at);
    const headers = bytes.readUInt32BE(at + 4);
    if (length < 16 || length > 16 << 20 || headers > length - 16) return undefined;
    const end = at + length;
    if (end > bytes.length) break;
    const event = readPayload(bytes.subarray(at + 12 + headers, end - 4));
    const type = EVENT_TYPE.exec(bytes.toString('latin1', at + 12, at + 12 + headers))?.[1];
    if (event !== undefined) events.push(isPlain(event) && type !== undefined ? { [type]: event } : event);
    at = end;
  }
  return events.length === 0 ? undefined : events;
}

/** Header `:event-type`: a byte for its kind, two for its length, and its text. */
const EVENT_TYPE = /:event-type[^]{3}(messageStart|contentBlock\w{4,5}|messageStop|metadata)/;

/** Events of Converse have no type of their own. */
function isPlain(event: JsonObject): boolean {
  return event['type'] === undefined && event['outputText'] === undefined && event['generation'] === undefined;
}

function readPayload(payload: Buffer): JsonObject | undefined {
  const outer = parse(payload.toString('utf8'));
  const inner = textOf(outer?.['bytes']);
  return inner === undefined ? outer : parse(Buffer.from(inner, 'base64').toString('utf8'));
}

function parse(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** More parallel calls than any model makes; a larger index is damage. */
const MAX_CALLS = 256;

/** A call of a tool whose pieces stand in events of a chat. */
export interface FoldedCall {
  id?: string;
  name: string;
  arguments: string;
}

/** Adds a piece to the call that it is of, by its place. */
export function foldCall(item: JsonObject, calls: FoldedCall[]): void {
  const index = numberOf(item['index']) ?? calls.length;
  if (!Number.isInteger(index) || index < 0 || index >= MAX_CALLS) return;
  while (calls.length <= index) calls.push({ name: '', arguments: '' });
  const call = calls[index]!;
  const called = objectOf(item['function']);
  const id = textOf(item['id']);
  if (id !== undefined) call.id ??= id;
  call.name ||= textOf(called['name']) ?? '';
  call.arguments += textOf(called['arguments']) ?? '';
}
