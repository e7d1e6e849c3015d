import { kindOfCall, OTHER_CALL, UNKNOWN_CALL } from '../http-call.ts';
import { type JsonObject, numberOf, objectOf, textOf } from '../../fields/json.ts';
import { readPlainHeaders, userInHeaders } from '../../callers/headers.ts';
import { chooseAccount } from '../../fields/identity.ts';
import { readMetadataFields } from '../../fields/metadata-fields.ts';
import { readTime } from '../../fields/time.ts';
import { type Format, newRecord, type RecordSink, set } from '../kit.ts';

/** Access logs of web servers in JSON, without bodies: nginx, Caddy, Traefik, pino-http, load balancers of Google Cloud, Amazon API Gateway. Who, when and how it ended, never the text. */
export const webAccessLog: Format = {
  name: 'web-access-log',
  facts:
    'documentation | time account address agent status | Access logs without bodies: JSON of nginx, Caddy, Traefik, pino-http, Google Cloud and Amazon API Gateway, lines in the common and the combined format, and those of AWS load balancers, CloudFront, HAProxy and Envoy',
  matches: (value) => pathOf(value) !== undefined && statusOf(value) !== undefined,
  read,
};

/** `POST /v1/messages HTTP/1.1`, or the path alone; Caddy has an object with the path. */
function pathOf(row: JsonObject): string | undefined {
  const { request } = row;
  const names = ['request_uri', 'uri', 'RequestPath', 'path', 'url', 'http_path', 'resourcePath', 'routeKey'];
  const path =
    names.map((name) => textOf(row[name])).find(Boolean) ??
    textOf(request) ??
    textOf(objectOf(request)['uri']) ??
    textOf(objectOf(row['req'])['url']) ??
    textOf(objectOf(row['httpRequest'])['requestUrl']);
  return path !== undefined && PATH.test(path) ? path : undefined;
}

const PATH = /^(?:[A-Z]{3,7} )?(?:https?:\/\/[^\s/]{1,200})?\/\S{0,2000}(?: HTTP\/[\d.]+)?$/;

/** A code of HTTP. */
function statusOf(row: JsonObject): number | undefined {
  const names = ['status', 'status_code', 'DownstreamStatus', 'response_code', 'http_status', 'code'];
  const inner = [objectOf(row['httpRequest'])['status'], objectOf(row['res'])['statusCode']];
  const codes = [...names.map((name) => row[name]), ...inner];
  const code = codes.map(numberOf).find((number) => number !== undefined);
  return code !== undefined && Number.isInteger(code) && code >= 100 && code < 600 ? code : undefined;
}

function read(row: JsonObject, sink: RecordSink): void {
  const path = pathOf(row) ?? '';
  const inner = objectOf(row['request'] ?? row['req']);
  const google = objectOf(row['httpRequest']);
  const method = textOf(
    row['request_method'] ??
      row['method'] ??
      row['RequestMethod'] ??
      row['httpMethod'] ??
      inner['method'] ??
      google['requestMethod'],
  );
  const kind = kindOfCall(path, method ?? (/^[A-Z]+(?= )/.exec(path)?.[0] || 'POST'));
  if (kind !== 'generation') {
    if (kind === 'other') sink.skip(OTHER_CALL);
    else sink.reject(UNKNOWN_CALL);
    return;
  }
  const record = newRecord('web-access-log');
  for (const name of ['time_iso8601', 'StartUTC', 'StartLocal', 'msec']) if (readTime(record, row[name])) break;
  const headers = { ...objectOf(inner['headers']), ...named(row, 'http_'), ...named(row, 'request_') };
  readPlainHeaders(headers, record, path);
  set(record, {
    address:
      row['ClientHost'] ?? inner['client_ip'] ?? inner['remote_ip'] ?? inner['remoteAddress'] ?? google['remoteIp'],
    userAgent: google['userAgent'],
  });
  readMetadataFields(
    { ...row, request: undefined, user: row['remote_user'] ?? row['user'] ?? row['ClientUsername'] },
    record,
  );
  if (record.account === undefined) chooseAccount(record, { user: userInHeaders(headers) });
  set(record, { latencyMs: latencyOf(row) });
  record.status = (statusOf(row) ?? 0) >= 400 ? 'error' : 'ok';
  sink.request(record);
}

/** Headers that are under their names with something before them: `http_x_api_key`, `request_User-Agent`. */
function named(row: JsonObject, prefix: string): JsonObject {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length).replaceAll('_', '-'), value]),
  );
}

/** nginx and Caddy count in seconds, Traefik in nanoseconds, pino-http in milliseconds. */
function latencyOf(row: JsonObject): number | undefined {
  const nanoseconds = 'StartUTC' in row ? numberOf(row['Duration']) : undefined;
  if (nanoseconds !== undefined) return Math.round(nanoseconds / 1e6);
  if ('req' in row) return numberOf(row['responseTime']);
  const seconds = numberOf(row['request_time'] ?? ('resp_headers' in row ? row['duration'] : undefined));
  return seconds === undefined ? undefined : Math.round(seconds * 1000);
}
