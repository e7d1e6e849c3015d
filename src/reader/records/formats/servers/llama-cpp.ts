import { readRequestBody, readResponseBody } from '../../dialects/bodies.ts';
import { isObject, type JsonObject, numberOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { kindOfCall } from '../http-call.ts';
import { NO_REQUEST, type TextFormat } from '../text-format.ts';
import { emit, newRecord, type RecordSink, set } from '../kit.ts';

/**
 * Log of llama.cpp's server: a line with the path and the address at the end of each call, and at debug level one with the
 * body and one with the answer. They have no id in common and stand one after another.
 */
export const llamaCppLog: TextFormat = {
  name: 'llama-cpp',
  facts: "documentation | time address system messages parameters answer tokens status | Logs of llama.cpp's server",
  holdsRequest: (line) => PART.test(line),
  isOther: (line) => /^(?:[\d.]{8,20} [IWDE] )?(?:(?:srv|slot|que|res|init) +\S{1,40}: |main: )/.test(line),
  read,
  join,
};

const PART =
  /^(?:[\d.]{8,20} [IWDE] )?srv +log_server_r: (?:(request|response): *(?=\{|$)|(?:done )?request: ([A-Z]+) (\S+) (\S+) (\d{3})\s*$)/;

function read(line: string, sink: RecordSink): void {
  const [start = '', body, method = '', path = '', address, code] = PART.exec(line) ?? [];
  if (body === undefined && kindOfCall(path, method) !== 'generation') return sink.skip(NO_REQUEST);
  const text = body === undefined ? '' : line.slice(start.length);
  // The answer of a stream is left out.
  const value: unknown = text === '' ? {} : unpackJson(text);
  if (!isObject(value)) return sink.reject('body of a request that is cut');
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
      emitCall(group, sink);
      group = [];
    }
    group.push(piece);
  }
  if (group.length > 0) emitCall(group, sink);
}

function emitCall(group: readonly JsonObject[], sink: RecordSink): void {
  const of = (part: string): JsonObject => group.find((piece) => piece['part'] === part) ?? {};
  const record = newRecord('llama-cpp');
  const answer = of('response')['value'];
  readRequestBody(of('request')['value'], record);
  const isAnswered = readResponseBody(answer, record);
  set(record, { address: of('done')['address'], time: objectOf(answer)['created'] });
  const code = numberOf(of('done')['code']);
  if (code !== undefined) record.status = code >= 400 ? 'error' : 'ok';
  else if (isAnswered)
    record.status = textOf(objectOf(objectOf(answer)['error'])['message']) === undefined ? 'ok' : 'error';
  emit(record, sink, { at: group[0]! });
}
