import { readRequestBody, readResponseBody } from '../../dialects/bodies.ts';
import { markContent } from '../../fields/content.ts';
import { setMissingText } from '../../fields/set-missing.ts';
import { isObject, type JsonObject, numberOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { newRecord } from '../../fields/request.ts';
import { readTime } from '../../fields/time.ts';
import { kindOfCall } from '../http-call.ts';
import { NO_REQUEST, type TextFormat } from '../text-format.ts';

/**
 * Log of llama.cpp's server: a line with the path and the address at the end of each call, and at debug level one with the
 * body and one with the answer. They have no id in common and stand one after another.
 */
export const llamaCppLog: TextFormat = {
  name: 'llama-cpp',
  facts: {
    title: "Logs of llama.cpp's server",
    gives: ['time', 'address', 'system', 'messages', 'parameters', 'answer', 'tokens', 'status'],
    source: 'documentation',
  },
  holdsRequest: (line) => PART.test(line),
  isOther: (line) => /^(?:[\d.]{8,20} [IWDE] )?(?:(?:srv|slot|que|res|init) +\S{1,40}: |main: )/.test(line),
  read,
  join,
};

const PART =
  /^(?:[\d.]{8,20} [IWDE] )?srv +log_server_r: (?:(request|response): *(?=\{|$)|(?:done )?request: ([A-Z]+) (\S+) (\S+) (\d{3})\s*$)/;

function read(line: string, sink: RecordSink): void {
  const [start = '', body, method = '', path = '', address, code] = PART.exec(line) ?? [];
  if (body === undefined && kindOfCall(path, method) !== 'generation') {
    sink.skip(NO_REQUEST);
    return;
  }
  const text = body === undefined ? '' : line.slice(start.length);
  // The answer of a stream is left out.
  const value: unknown = text === '' ? {} : unpackJson(text);
  if (!isObject(value)) {
    sink.reject('body of a request that is cut');
    return;
  }
  const piece = { part: body ?? 'done', value, address, code };
  if (!sink.piece('llama-cpp', '', piece)) join([piece], sink);
}

/** A line of the call begins a group; where the log has none, a body does. */
function join(pieces: readonly JsonObject[], sink: RecordSink): void {
  const hasLines = pieces.some(({ part }) => part === 'done');
  let group: JsonObject[] = [];
  for (const piece of pieces) {
    const begins = piece['part'] === (hasLines ? 'done' : 'request');
    if (begins && group.length > 0) {
      emit(group, sink);
      group = [];
    }
    group.push(piece);
  }
  if (group.length > 0) emit(group, sink);
}

function emit(group: readonly JsonObject[], sink: RecordSink): void {
  const of = (part: string): JsonObject => group.find((piece) => piece['part'] === part) ?? {};
  const record = newRecord('llama-cpp');
  const answer = of('response')['value'];
  readRequestBody(of('request')['value'], record);
  const isAnswered = readResponseBody(answer, record);
  setMissingText(record, 'address', of('done')['address']);
  readTime(record, objectOf(answer)['created']);
  const code = numberOf(of('done')['code']);
  if (code !== undefined) record.status = code >= 400 ? 'error' : 'ok';
  else if (isAnswered)
    record.status = textOf(objectOf(objectOf(answer)['error'])['message']) === undefined ? 'ok' : 'error';
  markContent(record);
  sink.at(group[0]!);
  sink.request(record);
}
