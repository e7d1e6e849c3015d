import type { Format } from '../format.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { readHttpCall } from '../http-call.ts';
import { type JsonObject, listOf, numberOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';

/** HTTP archive (HAR 1.2) of a browser or a proxy. */
export const httpArchive: Format = {
  name: 'har',
  facts:
    'recorded logs | time account agent messages parameters answer tokens status | HTTP archives (HAR) of API calls',
  matches: (value) => Array.isArray(objectOf(value['log'])['entries']),
  read: (value, sink) => {
    for (const entry of listOf(objectOf(value['log'])['entries'])) readEntry(objectOf(entry), sink);
  },
};

function readEntry(entry: JsonObject, sink: RecordSink): void {
  const request = objectOf(entry['request']);
  const response = objectOf(entry['response']);
  readHttpCall(
    {
      format: 'har',
      method: textOf(request['method']) ?? '',
      url: textOf(request['url']) ?? '',
      // A call without a body asks for no text.
      sent: textOf(objectOf(request['postData'])['text']) ?? {},
      answered: contentOf(objectOf(response['content'])),
      sentHeaders: headersOf(request),
      answerHeaders: headersOf(response),
      time: entry['startedDateTime'],
      latencyMs: entry['time'],
      status: numberOf(response['status']) ?? 0,
    },
    sink,
  );
}

function headersOf(message: JsonObject): Map<string, unknown> {
  return new Map(
    listOf(message['headers']).map((header) => {
      const { name, value } = objectOf(header);
      return [(textOf(name) ?? '').toLowerCase(), value];
    }),
  );
}

/** The body of a response. Some recorders write a list of base64 pieces. */
function contentOf(content: JsonObject): unknown {
  const text = textOf(content['text']);
  if (text === undefined || content['encoding'] !== 'base64') return text;
  const pieces: unknown = unpackJson(text);
  const coded = Array.isArray(pieces) ? pieces.filter((piece) => typeof piece === 'string') : [text];
  return Buffer.concat(coded.map((piece) => Buffer.from(piece, 'base64')));
}
