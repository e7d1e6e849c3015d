import { readAnyAnswer, readAnyPrompt } from '../../dialects/any-payload.ts';
import { readParameters, readTools } from '../../dialects/openai-chat.ts';
import { markContent } from '../../fields/content.ts';
import { chooseAccount } from '../../fields/identity.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { newRecord } from '../../fields/request.ts';
import { setMissingNumber, setMissingText } from '../../fields/set-missing.ts';
import { readTime } from '../../fields/time.ts';
import type { Format } from '../format.ts';

/**
 * Opik (Comet): traces and spans as its API gives them, and the files of `opik export`, a trace with its spans each
 * (sdks/python/src/opik in https://github.com/comet-ml/opik). A trace repeats what its spans say: of one that has calls of models
 * among its spans only these count.
 */
export const opik: Format = {
  name: 'opik',
  facts: {
    title: 'Opik: traces and spans of its API and of `opik export`',
    gives: [
      ...(['time', 'account', 'system', 'messages', 'tools', 'parameters'] as const),
      ...(['answer', 'tokens', 'cost', 'status'] as const),
    ],
    source: 'source code',
  },
  matches: (value) => isSpan(value) || isTrace(value) || isExported(value),
  read: (value, sink) => {
    if (isExported(value)) readExported(value, sink);
    else if (isSpan(value) && value['type'] !== 'llm') sink.skip('span that is not a model call');
    else if (!sink.piece('opik', textOf(value['trace_id'] ?? value['id']) ?? '', value)) join([value], sink);
  },
  join,
};

const KINDS: ReadonlySet<unknown> = new Set(['llm', 'general', 'tool', 'guardrail']);

const isSpan = (value: JsonObject): boolean =>
  KINDS.has(value['type']) &&
  typeof value['trace_id'] === 'string' &&
  value['start_time'] !== undefined &&
  ('last_updated_at' in value || 'parent_span_id' in value || 'total_estimated_cost' in value);

const isTrace = (value: JsonObject): boolean =>
  (value['span_count'] !== undefined || 'llm_span_count' in value) &&
  value['start_time'] !== undefined &&
  value['project_id'] !== undefined;

const isExported = (value: JsonObject): boolean =>
  isObject(value['trace']) && Array.isArray(value['spans']) && value['downloaded_at'] !== undefined;

function readExported(value: JsonObject, sink: RecordSink): void {
  const trace = { project_name: value['project_name'], ...objectOf(value['trace']) };
  emitAll(trace, listOf(value['spans']).filter(isObject), sink, () => undefined);
}

function join(rows: readonly JsonObject[], sink: RecordSink): void {
  emitAll(
    rows.find((row) => !isSpan(row)),
    rows.filter(isSpan),
    sink,
    (row) => sink.at(row),
  );
}

/** @param at told the row before each request */
function emitAll(
  trace: JsonObject | undefined,
  spans: readonly JsonObject[],
  sink: RecordSink,
  at: (row: JsonObject) => void,
): void {
  const calls = spans.filter(({ type }) => type === 'llm');
  // Some programs log a trace and nothing in it.
  const rows = calls.length > 0 || trace === undefined || !isAsked(trace['input']) ? calls : [trace];
  if (rows.length === 0) sink.skip('trace without a model call');
  for (const row of rows) {
    at(row);
    emit(row, trace ?? {}, sink);
  }
}

const ASKED = ['messages', 'prompt', 'input', 'question', 'query', 'text', 'content'];

function isAsked(input: unknown): boolean {
  const asked = objectOf(input);
  return ASKED.some((name) => typeof asked[name] === 'string' || Array.isArray(asked[name]));
}

function emit(row: JsonObject, trace: JsonObject, sink: RecordSink): void {
  const record = newRecord('opik');
  const metadata = { ...objectOf(trace['metadata']), ...objectOf(row['metadata']) };
  readAnyPrompt(row['input'], record);
  readAnyAnswer(row['output'], record);
  if (record.tools.length === 0) readTools(metadata, record);
  if (Object.keys(record.parameters).length === 0) readParameters(metadata, record);
  readTime(record, row['start_time']);
  const end = newRecord('opik');
  if (record.time !== undefined && readTime(end, row['end_time']))
    setMissingNumber(record, 'latencyMs', (end.time ?? NaN) - record.time);
  chooseAccount(record, {
    user: metadata['user_id'] ?? metadata['user'],
    project: row['project_name'] ?? trace['project_name'] ?? row['project_id'] ?? trace['project_id'],
  });
  setMissingText(record, 'session', trace['thread_id'] ?? metadata['session_id'] ?? row['trace_id'] ?? row['id']);
  setMissingText(record, 'id', row['id']);
  setMissingText(record, 'model', row['model'] ?? metadata['model']);
  const usage = objectOf(row['usage']);
  setMissingNumber(record, 'inputTokens', numberOf(usage['prompt_tokens']));
  setMissingNumber(record, 'outputTokens', numberOf(usage['completion_tokens']));
  setMissingNumber(record, 'costUsd', row['total_estimated_cost']);
  record.status = isObject(row['error_info']) ? 'error' : 'ok';
  markContent(record);
  sink.within(() => ({ ...row, metadata }));
  sink.request(record);
}
