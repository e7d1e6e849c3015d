import { readRequestBody, readResponseBody } from '../../dialects/bodies.ts';
import { readCaller } from '../../callers/caller.ts';
import { type JsonObject, numberOf, textOf } from '../../fields/json.ts';
import { clientFields } from '../../fields/origin.ts';
import { NO_REQUEST, type TextFormat } from '../text-format.ts';
import { emit, newRecord, type RecordSink, set } from '../kit.ts';

/**
 * Execution logs of Amazon API Gateway with data tracing: a call is on a dozen lines that share its id, and its bodies on four of them,
 * as they came in and as they were handed on (https://repost.aws/knowledge-center/api-gateway-logs). Those of the client count.
 */
export const apiGatewayText: TextFormat = {
  name: 'api-gateway',
  facts:
    'documentation | time account address agent system messages parameters answer tokens status | Amazon API Gateway: execution logs with data tracing',
  holdsRequest: (line) => partOf(line) !== undefined,
  isOther: (line) => START.test(line),
  read,
  join,
};

const START = /^(?:(\d{4}-\d\d-\d\dT[\d:.]{8,15}Z)\s{1,4})?\(([\da-f]{8}-[\da-f-]{27})\) /;
const PART =
  /(?:Method (?:(request) body before transformations|(response) body after transformations|(completed) with status|request (headers))|(Endpoint) (?:request|response) body \w{5,6} transformations): /y;

interface Part {
  id: string;
  time: string | undefined;
  kind: string;
  text: string;
}

function partOf(line: string): Part | undefined {
  const [start, time, id] = START.exec(line) ?? [];
  if (start === undefined || id === undefined) return undefined;
  PART.lastIndex = start.length;
  const kind = PART.exec(line)?.slice(1).find(Boolean);
  return kind === undefined ? undefined : { id, time, kind, text: line.slice(PART.lastIndex).trimEnd() };
}

/** What the service leaves at the end of a line that is too long for it. */
const CUT = '[TRUNCATED]';

function read(line: string, sink: RecordSink): void {
  const part = partOf(line);
  if (part === undefined || !mayCount(part)) {
    if (part?.kind === 'request' && part.text.endsWith(CUT)) sink.reject('body that API Gateway has cut');
    else
      sink.skip(part?.kind === 'Endpoint' ? 'body as a gateway handed it on, beside that of the client' : NO_REQUEST);
    return;
  }
  const piece = { ...part, time: part.time ?? sink.collectorTime };
  if (!sink.piece('api-gateway', part.id, piece)) join([piece], sink);
}

/** Most calls of a gateway are no calls of a model: of those nothing is kept but who sent them. */
function mayCount({ kind, text }: Part): boolean {
  if (kind === 'request') return readRequestBody(text, newRecord('api-gateway'));
  if (kind === 'response') return readResponseBody(text, newRecord('api-gateway'));
  return kind === 'headers' ? HEADERS.test(text) : kind === 'completed' && (numberOf(text) ?? 0) >= 400;
}

const HEADERS = /\b(?:X-Forwarded-For|User-Agent)=/i;

function join(parts: readonly JsonObject[], sink: RecordSink): void {
  const find = (kind: string): JsonObject | undefined => parts.find((part) => part['kind'] === kind);
  const request = find('request');
  if (request === undefined) return sink.skip(NO_REQUEST);
  const response = find('response');
  const record = newRecord('api-gateway');
  readRequestBody(request['text'], record);
  const isAnswered = response !== undefined && readResponseBody(response['text'], record);
  set(record, { time: request['time'], end: response?.['time'] });
  const headers = textOf(find('headers')?.['text']) ?? '';
  set(record, {
    address: /\bX-Forwarded-For=([\da-f.:]{3,45})/i.exec(headers)?.[1],
    userAgent: /\bUser-Agent=([^,}]{1,300})/i.exec(headers)?.[1],
  });
  readCaller(clientFields(request['text']), record);
  set(record, { id: request['id'] });
  record.status = find('completed') !== undefined ? 'error' : isAnswered ? 'ok' : 'unknown';
  emit(record, sink, { at: request });
}
