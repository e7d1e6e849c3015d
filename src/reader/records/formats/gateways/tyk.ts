import { type JsonObject, textOf } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import type { Format } from '../format.ts';
import { kindOfCall, OTHER_CALL, readHttpCall } from '../http-call.ts';
import { webAccessLog } from './web-access-log.ts';

/**
 * Records of Tyk's pump, in which detailed recording keeps request and answer in base64 as they went over the wire
 * (https://tyk.io/docs/tyk-stack/tyk-pump/tyk-analytics-record-fields/). MongoDB has their names without lines, CSV in Pascal case.
 */
export const tyk: Format = {
  name: 'tyk',
  facts:
    'source code | time account address agent system messages parameters answer tokens status | Tyk: analytics records, with bodies where detailed recording is on',
  matches: (value) =>
    (value['raw_request'] ?? value['rawrequest'] ?? value['RawRequest']) !== undefined &&
    (value['api_id'] ?? value['apiid'] ?? value['APIID']) !== undefined,
  read,
};

function read(row: JsonObject, sink: RecordSink): void {
  const fields = Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name.replaceAll('_', '').toLowerCase(), value]),
  );
  const { path, method, rawrequest, rawresponse, responsecode, apikey, timestamp, requesttime } = fields;
  const url = textOf(path) ?? '';
  const sent = messageOf(rawrequest);
  const answered = messageOf(rawresponse);
  const key = keyOf(textOf(apikey) ?? '');
  if (sent === undefined) {
    if (kindOfCall(url, textOf(method)) === 'other') sink.skip(OTHER_CALL);
    else webAccessLog.read(plainRow(fields, key), sink);
    return;
  }
  readHttpCall(
    {
      format: 'tyk',
      method: textOf(method) ?? '',
      url,
      sent: sent.body,
      answered: answered?.body,
      sentHeaders: sent.headers,
      answerHeaders: answered?.headers ?? new Map(),
      time: timestamp,
      latencyMs: requesttime,
      status: Number(responsecode) || 0,
      key,
      address: fields['ipaddress'],
      organisation: fields['orgid'],
    },
    sink,
  );
}

/** The hash of a key, as Tyk makes it. Where it does not, the key still works: as a bearer it is hidden. `00000000` stands for none. */
function keyOf(key: string): string | undefined {
  if (/^0*$/.test(key)) return undefined;
  return HASH.test(key) ? key : `Bearer ${key}`;
}

/** 32, 64 or 128 bits of murmur, or SHA-256. */
const HASH = /^(?:[\da-f]{1,16}|[\da-f]{32}|[\da-f]{64})$/;

/** The record without bodies, under names that access logs have. */
function plainRow(fields: JsonObject, key: string | undefined): JsonObject {
  const { path, method, responsecode, timestamp, ipaddress, useragent, orgid, requesttime } = fields;
  return {
    ...{ path, method, status: responsecode, timestamp, client_ip: ipaddress, user_agent: useragent, org_id: orgid },
    ...{ api_key: key, duration_ms: requesttime },
  };
}

interface Message {
  headers: ReadonlyMap<string, string>;
  body: string;
}

/** A message of HTTP in base64; undefined where none was recorded. */
function messageOf(raw: unknown): Message | undefined {
  if (typeof raw !== 'string' || raw === '') return undefined;
  const text = Buffer.from(raw, 'base64').toString('utf8');
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const headers = new Map<string, string>();
  for (const line of text.slice(0, end).split('\r\n').slice(1)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  const body = text.slice(end + 4);
  return { headers, body: headers.get('transfer-encoding') === 'chunked' ? withoutChunks(body) : body };
}

/** A body that was sent in pieces, each with its length in bytes before it. */
function withoutChunks(body: string): string {
  const bytes = Buffer.from(body);
  const pieces: Buffer[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf('\r\n', at);
    const length = end < 0 ? NaN : parseInt(bytes.toString('latin1', at, end), 16);
    if (!(length > 0)) break;
    pieces.push(bytes.subarray(end + 2, end + 2 + length));
    at = end + 2 + length + 2;
  }
  return Buffer.concat(pieces).toString('utf8');
}
