import { gunzipSync } from 'node:zlib';
import { readRequestBody, readResponseBody } from '../bodies.ts';
import { readCaller } from '../caller.ts';
import { markContent } from '../content.ts';
import { fillNumber, fillText } from '../fill.ts';
import { type Format, newRecord, type RecordSink } from '../format.ts';
import { chooseAccount } from '../identity.ts';
import { type JsonObject, listOf, numberOf, objectOf, textOf, unpackJson } from '../json.ts';
import type { RequestRecord } from '../request.ts';
import { readTime } from '../time.ts';

/** HTTP archive (HAR 1.2) of a browser or a proxy. Keys in headers are kept as digests only. */
export const httpArchive: Format = {
  name: 'har',
  matches: (value) => Array.isArray(objectOf(value['log'])['entries']),
  read: (value, sink) => {
    for (const entry of listOf(objectOf(value['log'])['entries'])) readEntry(objectOf(entry), sink);
  },
};

function readEntry(entry: JsonObject, sink: RecordSink): void {
  const request = objectOf(entry['request']);
  const response = objectOf(entry['response']);
  const body = textOf(objectOf(request['postData'])['text']);
  const record = newRecord('har');
  if (!readRequestBody(body, record)) {
    sink.skip('call that is not text generation');
    return;
  }
  readResponseBody(contentText(objectOf(response['content'])), record);
  readTime(record, entry['startedDateTime']);
  fillNumber(record, 'latencyMs', entry['time']);
  readHeaders(headersOf(request), headersOf(response), record);
  readCaller(objectOf(unpackJson(body)), record);
  const code = numberOf(response['status']) ?? 0;
  record.status = code >= 400 ? 'error' : code >= 100 ? 'ok' : 'unknown';
  markContent(record);
  sink.request(record);
}

function headersOf(message: JsonObject): Map<string, unknown> {
  return new Map(
    listOf(message['headers']).map((header) => {
      const { name, value } = objectOf(header);
      return [(textOf(name) ?? '').toLowerCase(), value];
    }),
  );
}

function readHeaders(
  sent: ReadonlyMap<string, unknown>,
  answered: ReadonlyMap<string, unknown>,
  record: RequestRecord,
): void {
  const organisation =
    sent.get('openai-organization') ?? answered.get('anthropic-organization-id') ?? answered.get('openai-organization');
  const key = textOf(
    sent.get('authorization') ?? sent.get('x-api-key') ?? sent.get('api-key') ?? sent.get('x-goog-api-key'),
  );
  // A header always holds the key itself, whatever it looks like.
  chooseAccount(record, { key: key && `Bearer ${key.replace(/^bearer /i, '')}`, project: sent.get('openai-project') });
  fillText(record, 'organisation', organisation);
  fillText(record, 'userAgent', sent.get('user-agent'));
  fillText(record, 'address', textOf(sent.get('x-forwarded-for'))?.split(',', 1)[0]);
  fillText(record, 'id', answered.get('x-request-id') ?? answered.get('request-id'));
}

/** The text of a response. Some recorders write a list of base64 pieces of the packed body. */
function contentText(content: JsonObject): string | undefined {
  const text = textOf(content['text']);
  if (text === undefined || content['encoding'] !== 'base64') return text;
  const pieces: unknown = unpackJson(text);
  const coded = Array.isArray(pieces) ? pieces.filter((piece) => typeof piece === 'string') : [text];
  const bytes = Buffer.concat(coded.map((piece) => Buffer.from(piece, 'base64')));
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? unpack(bytes) : bytes.toString('utf8');
}

/** Largest body that is unpacked: a small packed one may stand for any amount. */
const MAX_BODY_BYTES = 64 << 20;

function unpack(bytes: Buffer): string | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_BODY_BYTES }).toString('utf8');
  } catch {
    return undefined;
  }
}
