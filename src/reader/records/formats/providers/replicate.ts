import { readAnyAnswer, readAnyPrompt } from '../../dialects/any-payload.ts';
import { readParameters } from '../../dialects/openai-chat.ts';
import { makeAnswer } from '../../fields/answer.ts';
import { markContent } from '../../fields/content.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../../fields/json.ts';
import { readMetadataFields } from '../../fields/metadata-fields.ts';
import { fill, type Format, newRecord, type RecordSink, type RequestRecord } from '../kit.ts';

/**
 * Predictions of Replicate, as its API and its webhooks give them. What goes in and comes out differs from model to model:
 * those that take a prompt and give text are read, and files that come out tell the others.
 */
export const replicate: Format = {
  name: 'replicate',
  facts:
    'documentation | time system messages parameters answer tokens status | Replicate: predictions of models that give text',
  matches: (value) =>
    isObject(value['input']) &&
    typeof value['id'] === 'string' &&
    STATES.has(value['status']) &&
    (isObject(value['urls']) || 'data_removed' in value || 'completed_at' in value),
  read,
};

const STATES: ReadonlySet<unknown> = new Set(['starting', 'processing', 'succeeded', 'failed', 'canceled', 'aborted']);

/** Names under which models take what was asked. */
const ASKED = ['messages', 'prompt', 'text', 'question', 'input', 'user_prompt'];

const FIELDS = `time=created_at|started_at id=id model=model|version inputTokens=metrics/input_token_count
  outputTokens=metrics/output_token_count`;

function read(value: JsonObject, sink: RecordSink): void {
  const input = objectOf(value['input']);
  // Which of them the model reads is the model's own: what a client adds does not take the place of what it got.
  const asked = ASKED.filter((name) => typeof input[name] === 'string' || Array.isArray(input[name]));
  if (hasFiles(value['output'])) return sink.skip('call that is not text generation');
  if (asked.length === 0 && value['data_removed'] !== true) return sink.reject('Replicate prediction without a prompt');
  const record = newRecord('replicate');
  for (const name of asked) readAnyPrompt(input[name], record);
  record.system = textOf(input['system_prompt']) ?? textOf(input['system_instruction']) ?? record.system;
  readParameters({ ...input, max_tokens: input['max_tokens'] ?? input['max_new_tokens'] }, record);
  readOutput(value['output'], record);
  const metrics = objectOf(value['metrics']);
  fill(record, value, FIELDS, {
    latencyMs: (numberOf(metrics['total_time'] ?? metrics['predict_time']) ?? NaN) * 1000,
  });
  readMetadataFields({ user: value['created_by'] }, record);
  record.status = value['status'] === 'succeeded' ? 'ok' : FAILED.has(value['status']) ? 'error' : 'unknown';
  markContent(record);
  if (record.content === 'none' && value['data_removed'] === true) record.content = 'reference';
  sink.request(record);
}

const FAILED: ReadonlySet<unknown> = new Set(['failed', 'canceled', 'aborted']);

/** Texts come in pieces. */
function readOutput(output: unknown, record: RequestRecord): void {
  const pieces = listOf(output);
  if (pieces.length > 0 && pieces.every((piece) => typeof piece === 'string'))
    record.answer = makeAnswer(pieces.join(''), '', undefined);
  else readAnyAnswer(output, record);
}

/** Files that a model made are told by their addresses. */
function hasFiles(output: unknown): boolean {
  const pieces = Array.isArray(output) ? (output as unknown[]) : [output];
  return pieces.length > 0 && pieces.every((piece) => typeof piece === 'string' && /^(?:https?|data):\S+$/.test(piece));
}
