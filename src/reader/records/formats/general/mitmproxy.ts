import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../../fields/json.ts';
import type { Format } from '../format.ts';
import { readHttpCall } from '../http-call.ts';

/** Flows of mitmproxy as its scripts and its web interface write them in JSON, with the text of bodies. */
export const mitmproxy: Format = {
  name: 'mitmproxy',
  facts:
    'source code | time account address agent messages parameters answer tokens status | Flows of mitmproxy in JSON',
  matches: (value) => isObject(value['client_conn']) && isObject(value['server_conn']) && isObject(value['request']),
  read: (flow, sink) => {
    const [request, response] = [objectOf(flow['request']), objectOf(flow['response'])];
    const start = numberOf(request['timestamp_start'] ?? flow['timestamp_created']);
    const end = numberOf(response['timestamp_end']);
    const sentHeaders = headersOf(request);
    const client = objectOf(flow['client_conn']);
    const address = listOf(client['peername'] ?? client['address'])[0];
    // The proxy has seen who is on the other side.
    if (typeof address === 'string') sentHeaders.set('x-forwarded-for', address);
    readHttpCall(
      {
        format: 'mitmproxy',
        method: textOf(request['method']) ?? '',
        url: `${textOf(request['scheme']) ?? 'https'}://${textOf(request['pretty_host'] ?? request['host']) ?? ''}${textOf(request['path']) ?? ''}`,
        sent: bodyOf(request) ?? {},
        answered: bodyOf(response),
        sentHeaders,
        answerHeaders: headersOf(response),
        time: start,
        latencyMs: start === undefined || end === undefined ? undefined : Math.round((end - start) * 1000),
        status: numberOf(response['status_code']) ?? 0,
      },
      sink,
    );
  },
};

function bodyOf(message: JsonObject): string | undefined {
  return textOf(message['content']) ?? textOf(message['text']) ?? textOf(message['body']);
}

/** Pairs of names and values, or an object. */
function headersOf({ headers }: JsonObject): Map<string, unknown> {
  const pairs = Array.isArray(headers) ? headers.map(listOf) : Object.entries(objectOf(headers));
  return new Map(pairs.map(([name, value]) => [(textOf(name) ?? '').toLowerCase(), value]));
}
