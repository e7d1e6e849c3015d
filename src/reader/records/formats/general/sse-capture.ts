import { DIALECTS, responseDialect, streamPieceOf } from '../../dialects/bodies.ts';
import { isObject, type JsonObject, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import type { TextFormat } from '../text-format.ts';
import { unwrap } from '../wrappers/unwrap.ts';
import { newRecord, type RecordSink, set } from '../kit.ts';

/**
 * Server-sent events as `curl -N` saves them: one streamed answer or several one after another, each over many lines. Where
 * the events are not pieces of an answer, each is a record of its own.
 */
export const sseCapture: TextFormat = {
  name: 'sse-capture',
  facts:
    'documentation | time parameters answer tokens status | Streamed answers as server-sent events (`.sse`); no prompts',
  holdsRequest: (line) => /^(?:event: ?[\w.-]{1,80}\r?$|data: ?(?:\{|\[DONE\]))/.test(line),
  isOther: () => false,
  isServer: false,
  goesOn: () => true,
  endsAt: (line) => !/^(?:\s*$|(?:data|event|id|retry):|:)/.test(line),
  read,
};

function read(text: string, sink: RecordSink): void {
  const streams = streamsOf(text);
  let known = 0;
  for (const events of streams) {
    const body = DIALECTS.map((dialect) => dialect.fold(events)).find((folded) => folded !== undefined);
    if (body !== undefined) {
      readAnswer(body, sink);
      known++;
      continue;
    }
    for (const event of events)
      if (
        unwrap(event, (value, format) => {
          sink.within(() => value);
          format.read(value, sink);
        })
      )
        known++;
  }
  if (streams.length === 0) sink.skip('end of server-sent events');
  else if (known === 0) sink.reject('server-sent events from no known API');
}

function readAnswer(body: JsonObject, sink: RecordSink): void {
  const record = newRecord('sse-capture');
  responseDialect(body)?.readResponse(body, record);
  record.parameters.stream = true;
  set(record, { time: body['created'] ?? body['created_at'] });
  record.status = body['error'] === undefined || body['error'] === null ? 'ok' : 'error';
  // Instructions that an answer repeats are not the prompt.
  record.content = 'none';
  sink.request(record);
}

/** Tells streams apart by their beginnings and ends, and by the ids of their events. */
function streamsOf(text: string): JsonObject[][] {
  const streams: JsonObject[][] = [];
  let id: string | undefined;
  let isOpen = false;
  for (const line of text.split('\n')) {
    if (!line.startsWith('data:')) continue;
    const data = line.slice('data:'.length).trim();
    const event: unknown = unpackJson(data);
    if (data === '[DONE]') isOpen = false;
    if (!isObject(event)) continue;
    const own = textOf(event['id']) ?? textOf(event['responseId']);
    const { begins, ends } = streamPieceOf(event) ?? {};
    if (!isOpen || begins === true || (own !== undefined && id !== undefined && own !== id)) {
      streams.push([]);
      id = undefined;
    }
    // Some models of Gemini say in each event why they stopped.
    isOpen = ends !== true || event['candidates'] !== undefined;
    id ??= own;
    streams.at(-1)!.push(objectOf(event));
  }
  return streams;
}
