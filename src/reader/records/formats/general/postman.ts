import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import type { Format } from '../format.ts';
import { readHttpCall } from '../http-call.ts';

/** Collections of Postman: calls with the answers that were saved with them. */
export const postman: Format = {
  name: 'postman',
  facts:
    'documentation | time account messages parameters answer tokens status | Postman collections of API calls, with saved answers',
  matches: (value) =>
    Array.isArray(value['item']) && /getpostman\.com/.test(textOf(objectOf(value['info'])['schema']) ?? ''),
  read: (value, sink) => readItems(value['item'], sink, 0),
};

/** Folders in folders that are opened. */
const MAX_FOLDERS = 20;

function readItems(items: unknown, sink: RecordSink, depth: number): void {
  for (const item of listOf(items).filter(isObject)) {
    if (Array.isArray(item['item']) && depth < MAX_FOLDERS) readItems(item['item'], sink, depth + 1);
    else if (item['request'] !== undefined) readItem(item, sink);
  }
}

function readItem(item: JsonObject, sink: RecordSink): void {
  const answers = listOf(item['response']).filter(isObject);
  if (answers.length === 0) readCall(objectOf(item['request']), {}, sink);
  for (const answer of answers) {
    const sent = isObject(answer['originalRequest']) ? answer['originalRequest'] : objectOf(item['request']);
    readCall(sent, answer, sink);
  }
}

function readCall(request: JsonObject, response: JsonObject, sink: RecordSink): void {
  const url = textOf(request['url']) ?? textOf(objectOf(request['url'])['raw']) ?? '';
  readHttpCall(
    {
      format: 'postman',
      method: textOf(request['method']) ?? '',
      url,
      sent: textOf(objectOf(request['body'])['raw']) ?? {},
      answered: response['body'],
      sentHeaders: headersOf(request['header']),
      answerHeaders: headersOf(response['header']),
      time: undefined,
      latencyMs: response['responseTime'],
      status: numberOf(response['code']) ?? 0,
    },
    sink,
  );
}

/** Headers whose values are there: `{{key}}` stands for one that is filled in later. */
function headersOf(headers: unknown): Map<string, unknown> {
  const named = listOf(headers).map((header): [string, unknown] => {
    const { key, value } = objectOf(header);
    return [(textOf(key) ?? '').toLowerCase(), value];
  });
  return new Map(named.filter(([, value]) => textOf(value)?.includes('{{') !== true));
}
