import { DIALECTS, responseDialect } from '../../dialects/bodies.ts';
import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { newRecord } from '../../fields/request.ts';
import { readTime } from '../../fields/time.ts';
import type { Format } from '../format.ts';

/**
 * Streamed answers whose chunks were saved a line each, as OpenAI, Writer and all that copy them send them. The chunks of an
 * answer have its id. Writer's older completions have none, so that nobody can tell where one ends.
 */
export const streamChunks: Format = {
  name: 'stream-chunks',
  facts: {
    title: 'Streamed answers, one chunk per line: OpenAI-compatible services, Writer; no prompts',
    gives: ['time', 'parameters', 'answer', 'tokens', 'status'],
    source: 'documentation',
  },
  matches: (value) => isChunk(value) || isNameless(value),
  read: (value, sink) => {
    if (isNameless(value)) sink.reject(NAMELESS);
    else if (!sink.piece('stream-chunks', textOf(value['id']) ?? '', value)) join([value], sink);
  },
  join,
};

const NAMELESS =
  'piece of a streamed answer without an id, as Writer sends completions: log whole answers with their prompts';

const isChunk = (value: JsonObject): boolean =>
  value['object'] === 'chat.completion.chunk' && listOf(value['choices']).every(isObject);

const isNameless = (value: JsonObject): boolean =>
  typeof value['value'] === 'string' && Object.keys(value).length === 1;

function join(chunks: readonly JsonObject[], sink: RecordSink): void {
  const events = [...chunks];
  const body = objectOf(DIALECTS.map((dialect) => dialect.fold(events)).find((folded) => folded !== undefined));
  const record = newRecord('stream-chunks');
  responseDialect(body)?.readResponse(body, record);
  record.parameters.stream = true;
  readTime(record, chunks[0]!['created']);
  record.status = 'ok';
  record.content = 'none';
  sink.request(record);
}
