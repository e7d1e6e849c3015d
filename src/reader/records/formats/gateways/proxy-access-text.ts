import type { JsonObject } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { decodeUrl } from '../http-call.ts';
import type { TextFormat } from '../text-format.ts';
import { webAccessLog } from './web-access-log.ts';

/**
 * Access logs of proxies as text, in the forms that they write if nobody asks for another: application load balancers of AWS, CloudFront,
 * HAProxy (`option httplog`) and Envoy, also as Istio sets it. Who, when and how it ended, never the text.
 */
export const proxyAccessText: TextFormat = {
  name: webAccessLog.name,
  facts: webAccessLog.facts,
  holdsRequest: (line) => (line.charCodeAt(0) === SIGN ? HEADER.test(line) : rowOf(line) !== undefined),
  isOther: () => false,
  isServer: false,
  read: (line: string, sink: RecordSink) => {
    const row = rowOf(line);
    if (row === undefined) sink.skip('header of an access log');
    else webAccessLog.read(row, sink);
  },
};

/** Before the lines of CloudFront. */
const HEADER = /^#(?:Version: \d|Fields: date time x-edge-location )/;

/** The first letters tell which form a line may have, so that other lines cost little. */
function rowOf(line: string): JsonObject | undefined {
  const first = line.charCodeAt(0);
  if (first === BRACKET) return envoyRow(line);
  if (first >= ZERO && first <= NINE && line.charCodeAt(10) === TAB) return cloudFrontRow(line);
  return haproxyRow(line) ?? (OF_BALANCER.test(line) ? balancerRow(line) : undefined);
}

const [SIGN, BRACKET, ZERO, NINE, TAB, SLASH] = [0x23, 0x5b, 0x30, 0x39, 0x09, 0x2f];
const OF_BALANCER = /^(?:https?|h2|grpcs|wss?) \d{4}-/;

/** Type, time, load balancer, client, target, three times, status and that of the target, bytes, request, agent; much more behind. */
const BALANCER =
  /^\w{2,5} (\d{4}-\d\d-\d\dT[\d:.]{8,16}Z) \S{1,300} ([\da-f.:]{3,45}):\d{1,5} \S{1,60} (-?[\d.]{1,12}) (-?[\d.]{1,12}) (-?[\d.]{1,12}) (\d{3}|-) \S{1,3} \d{1,20} \d{1,20} "([A-Z]{3,7}) (\S{1,8000}) [^"]{1,10}" "([^"]{0,2000})"/;
/** When the request came in; the first time is that of the answer. */
const CAME_IN = / (?:-|\d{1,5}) (\d{4}-\d\d-\d\dT[\d:.]{8,16}Z) "/;

function balancerRow(line: string): JsonObject | undefined {
  const [all, answered, address, ...more] = BALANCER.exec(line) ?? [];
  if (all === undefined) return undefined;
  const [before, inside, after, status, method, path, agent] = more;
  const times = [before, inside, after].map(Number);
  const seconds = times.every((time) => time >= 0) ? times.reduce((sum, time) => sum + time, 0) : undefined;
  const time = CAME_IN.exec(line.slice(all.length))?.[1] ?? answered;
  return { time_iso8601: time, client_ip: address, method, path, status, user_agent: agent, request_time: seconds };
}

/** Date, time, place, bytes, client, method, host, path, status, referrer, agent, query, cookie, result, id, host, protocol, bytes, seconds. */
const CLOUDFRONT =
  /^(\d{4}-\d\d-\d\d)\t(\d\d:\d\d:\d\d)\t[\w-]{3,40}\t\d{1,20}\t([\da-f.:]{3,45})\t([A-Z]{3,7})\t[^\t]{1,300}\t([^\t]{1,8000})\t(\d{3})\t[^\t]{0,8000}\t([^\t]{1,8000})\t(?:[^\t]{0,20000}\t){7}([\d.]{1,12})\t/;

function cloudFrontRow(line: string): JsonObject | undefined {
  const [all, day, clock, address, method, path, status, agent, seconds] = CLOUDFRONT.exec(line) ?? [];
  if (all === undefined) return undefined;
  const time = `${day}T${clock}Z`;
  // Encoded as in an address.
  const user_agent = decodeUrl(agent ?? '');
  return { time_iso8601: time, client_ip: address, method, path, status, user_agent, request_time: seconds };
}

/** Client, time, where to, times in ms, status, bytes, cookies, how it ended, counts, headers that somebody chose, request. */
const HAPROXY =
  /^([\da-f.:]{3,45}):\d{1,5} \[(\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d)\.(\d{3})\] \S{1,200} \S{1,300} [-\d/]{7,60}\/\+?(-?\d{1,12}) (\d{3}|-1) \+?\d{1,20} \S{1,300} \S{1,300} [\w-]{4} [\d/+]{9,60} [\d/]{3,30} (?:\{[^{}]{0,2000}\} ?){0,2}"([A-Z]{3,7}) (\S{1,8000}) HTTP\/[\d.]{1,4}"/;

function haproxyRow(line: string): JsonObject | undefined {
  const bracket = line.indexOf(' [');
  if (bracket <= 0 || bracket > 330 || line.charCodeAt(bracket + 4) !== SLASH) return undefined;
  const from = line.lastIndexOf(' ', bracket - 1) + 1;
  const [all, address, time, fraction, ms, status, method, path] = HAPROXY.exec(line.slice(from)) ?? [];
  if (all === undefined) return undefined;
  const seconds = Number(ms) / 1000;
  return { time_local: `${time}.${fraction}`, client_ip: address, method, path, status, request_time: seconds };
}

/** Time, request, status, what went wrong (two more fields and a reason with Istio), bytes, ms, ms of the service, client, agent, id. */
const ENVOY =
  /^\[(\d{4}-\d\d-\d\dT[\d:.]{8,16}Z)\] "([A-Z]{3,7}) (\S{1,8000}) HTTP\/[\d.]{1,4}" (\d{3}) \S{1,60} (?:\S{1,200} \S{1,200} "[^"]{0,2000}" )?\d{1,20} \d{1,20} (\d{1,12}|-) [\d-]{1,12} "([^"]{0,500})" "([^"]{0,2000})" "/;

function envoyRow(line: string): JsonObject | undefined {
  const [all, time, method, path, status, ms, forwarded, agent] = ENVOY.exec(line) ?? [];
  if (all === undefined) return undefined;
  const client_ip = forwarded?.split(',', 1)[0];
  const seconds = ms === '-' ? undefined : Number(ms) / 1000;
  return { time_iso8601: time, client_ip, method, path, status, user_agent: agent, request_time: seconds };
}
