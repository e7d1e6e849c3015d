import { type JsonObject, objectOf, textOf } from '../../fields/json.ts';
import { readAnyAnswer, readAnyPrompt } from '../../dialects/any-payload.ts';
import { readMetadataFields } from '../../fields/metadata-fields.ts';
import { emit, type Format, newRecord, type RecordSink, set } from '../kit.ts';

/** Events of LangChain's callbacks: a row for the start of a call and one for its end, joined by run or session. */
export const langchainEvents: Format = {
  name: 'langchain-events',
  facts: 'recorded logs | time account messages answer status | LangChain callback events, starts and ends joined',
  matches: (value) =>
    EVENT.test(eventOf(value)) && ('data' in value || 'inputs' in value || 'outputs' in value || 'run_id' in value),
  read: (row, sink) => {
    if (!CALL.test(eventOf(row))) return sink.skip('event that is not a model call');
    if (!sink.piece('langchain-events', keyOf(row), row)) join([row], sink);
  },
  join,
};

const EVENT =
  /^(?:on_)?(?:llm|chat_model|chain|tool|retriever|agent|parser|prompt)_(?:start|end|error|action|finish|stream|new_token)$/;
const CALL = /^(?:on_)?(?:llm|chat_model)_(?:start|end|error)$/;

function eventOf(row: JsonObject): string {
  return textOf(row['event']) ?? textOf(row['type']) ?? '';
}

function keyOf(row: JsonObject): string {
  const metadata = objectOf(row['metadata']);
  return textOf(row['run_id']) ?? textOf(metadata['run_id']) ?? textOf(metadata['session_id']) ?? '';
}

/** Without the id of a run, starts and ends of a session belong together in their order. */
function join(rows: readonly JsonObject[], sink: RecordSink): void {
  const starts = rows.filter((row) => eventOf(row).endsWith('_start'));
  const ends = rows.filter((row) => !eventOf(row).endsWith('_start'));
  for (const [index, start] of starts.entries()) emitCall(start, ends[index], sink);
  // The end of a call may say again what was asked.
  if (starts.length === 0) for (const end of ends) if (inputOf(end) !== undefined) emitCall(end, end, sink);
}

function inputOf(row: JsonObject): unknown {
  const data = objectOf(row['data'] ?? row);
  return data['inputs'] ?? data['input'] ?? data['prompts'] ?? data['prompt'] ?? data['messages'];
}

function emitCall(start: JsonObject, end: JsonObject | undefined, sink: RecordSink): void {
  const record = newRecord('langchain-events');
  readAnyPrompt(inputOf(start), record);
  const gave = objectOf(end?.['data'] ?? end);
  readAnyAnswer(gave['outputs'] ?? gave['output'] ?? gave['response'] ?? gave['answer'], record);
  set(record, {
    model: objectOf(start['metadata'])['model'] ?? objectOf(start['metadata'])['ls_model_name'],
    latencyMs: objectOf(end?.['metadata'])['latency_ms'],
  });
  readMetadataFields(start, record);
  if (end !== undefined) record.status = eventOf(end).endsWith('_error') ? 'error' : 'ok';
  emit(record, sink, { at: start });
}
