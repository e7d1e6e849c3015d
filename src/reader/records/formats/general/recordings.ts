import type { Format } from '../format.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { readHttpCall } from '../http-call.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../../fields/json.ts';

/** A call in a cassette of VCR (Ruby, Python, Go), from YAML or JSON. */
export const vcr: Format = {
  name: 'vcr',
  facts:
    'recorded logs | time account agent system messages tools parameters answer tokens cost status | VCR cassettes of API calls, with bodies as they were or parsed',
  matches: (value) => {
    const { uri, url, headers } = objectOf(value['request']);
    const isCall = /^https?:/.test(textOf(uri) ?? (isUrlOfRecorder(value) ? textOf(url) : undefined) ?? '');
    return isCall && isObject(headers) && isObject(value['response']);
  },
  read: readVcr,
};

/** A call recorded by nock. */
export const nock: Format = {
  name: 'nock',
  facts: 'recorded logs | time account agent messages parameters answer tokens status | Nock recordings of API calls',
  matches: (value) =>
    typeof value['scope'] === 'string' && typeof value['path'] === 'string' && 'status' in value && 'response' in value,
  read: readNock,
};

/** A whole cassette in JSON. */
export const cassette: Format = {
  name: 'vcr',
  facts: vcr.facts,
  matches: (value) =>
    listOf(value['interactions'] ?? value['http_interactions']).some((item) => isObject(item) && vcr.matches(item)),
  read: (value, sink) => {
    for (const item of listOf(value['interactions'] ?? value['http_interactions']))
      if (isObject(item)) readVcr(item, sink);
  },
};

/** Recorders of Go name the protocol, and one in TypeScript the transport. */
function isUrlOfRecorder(value: JsonObject): boolean {
  const { url, proto } = objectOf(value['request']);
  return typeof url === 'string' && (proto !== undefined || value['transport'] === 'http');
}

function readVcr(call: JsonObject, sink: RecordSink): void {
  const request = objectOf(call['request']);
  const response = objectOf(call['response']);
  const status = response['status'] ?? response['status_code'] ?? response['code'];
  readHttpCall(
    {
      format: 'vcr',
      method: (textOf(request['method']) ?? '').toUpperCase(),
      url: textOf(request['uri']) ?? textOf(request['url']) ?? '',
      sent: plainBody(request['body'] ?? request['parsed_body']),
      answered: plainBody(response['body'] ?? response['parsed_body'] ?? response['content']),
      sentHeaders: headersOf(request['headers']),
      answerHeaders: headersOf(response['headers']),
      time: call['recorded_at'],
      latencyMs: undefined,
      status: numberOf(isObject(status) ? status['code'] : (response['code'] ?? status)) ?? 0,
    },
    sink,
  );
}

/** A body is text or bytes, an object with one of them, or JSON that the recorder has parsed. */
function plainBody(body: unknown): unknown {
  if (!isObject(body) || body instanceof Uint8Array) return body;
  const coded = textOf(body['base64_string']);
  if (coded !== undefined) return Buffer.from(coded, 'base64');
  return 'string' in body ? body['string'] : body;
}

/** Values are lists, of which the first counts. */
function headersOf(headers: unknown): Map<string, unknown> {
  return new Map(
    Object.entries(objectOf(headers)).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? listOf(value)[0] : value,
    ]),
  );
}

function readNock(call: JsonObject, sink: RecordSink): void {
  const response = call['response'];
  // Binary answers are in hexadecimal.
  const isBinary = call['responseIsBinary'] === true && typeof response === 'string';
  readHttpCall(
    {
      format: 'nock',
      method: textOf(call['method']) ?? '',
      url: `${textOf(call['scope']) ?? ''}${textOf(call['path']) ?? ''}`,
      sent: call['body'],
      answered: isBinary ? Buffer.from(response, 'hex') : response,
      sentHeaders: headersOf(call['reqheaders']),
      answerHeaders: pairs(listOf(call['rawHeaders'])),
      time: undefined,
      latencyMs: undefined,
      status: numberOf(call['status']) ?? 0,
    },
    sink,
  );
}

/** Names and values in turn; newer versions write an object. */
function pairs(list: readonly unknown[]): Map<string, unknown> {
  const headers = new Map<string, unknown>();
  for (let at = 0; at + 1 < list.length; at += 2) headers.set((textOf(list[at]) ?? '').toLowerCase(), list[at + 1]);
  return headers;
}
