import { readAnyAnswer, readAnyPrompt } from '../../dialects/any-payload.ts';
import { readParameters, readTools } from '../../dialects/openai-chat.ts';
import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../fields/json.ts';
import { emit, fill, type Format, newRecord, type RecordSink } from '../kit.ts';

/**
 * Opik (Comet): traces and spans as its API gives them, and the files of `opik export`, a trace with its spans each
 * (sdks/python/src/opik in https://github.com/comet-ml/opik). A trace repeats what its spans say: of one that has calls of models
 * among its spans only these count.
 */
export const opik: Format = {
  name: 'opik',
  facts:
    'source code | time account system messages tools parameters answer tokens cost status | Opik: traces and spans of its API and of `opik export`',
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
    emitCall(row, trace ?? {}, sink);
  }
}

const ASKED = ['messages', 'prompt', 'input', 'question', 'query', 'text', 'content'];

function isAsked(input: unknown): boolean {
  const asked = objectOf(input);
  return ASKED.some((name) => typeof asked[name] === 'string' || Array.isArray(asked[name]));
}

const FIELDS = `time=start_time end=end_time id=id inputTokens=usage/prompt_tokens
  outputTokens=usage/completion_tokens costUsd=total_estimated_cost`;

function emitCall(row: JsonObject, trace: JsonObject, sink: RecordSink): void {
  const record = newRecord('opik');
  const metadata = { ...objectOf(trace['metadata']), ...objectOf(row['metadata']) };
  readAnyPrompt(row['input'], record);
  readAnyAnswer(row['output'], record);
  if (record.tools.length === 0) readTools(metadata, record);
  if (Object.keys(record.parameters).length === 0) readParameters(metadata, record);

  fill(record, row, FIELDS, {
    user: metadata['user_id'] ?? metadata['user'],
    project: row['project_name'] ?? trace['project_name'] ?? row['project_id'] ?? trace['project_id'],
    session: trace['thread_id'] ?? metadata['session_id'] ?? row['trace_id'] ?? row['id'],
    model: row['model'] ?? metadata['model'],
  });
  record.status = isObject(row['error_info']) ? 'error' : 'ok';
  emit(record, sink, { own: () => ({ ...row, metadata }) });
}
