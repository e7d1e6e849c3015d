import { markContent } from '../../fields/content.ts';
import { noteRetrieved } from '../../facts/reading/document-facts.ts';
import { readParameters, readTools } from '../../dialects/openai-chat.ts';
import { setMissingNumber, setMissingText } from '../../fields/set-missing.ts';
import type { Format } from '../format.ts';
import { newRecord } from '../../fields/request.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { chooseAccount } from '../../fields/identity.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { readAnyAnswer, readAnyPrompt } from '../../dialects/any-payload.ts';
import { readTime } from '../../fields/time.ts';

/**
 * LangSmith runs: rows of exports and of its API, and the wire form with `post` and `patch`, in which the answer comes
 * later than the prompt. Only runs of type `llm` are calls; chains and tools around them repeat their text.
 */
export const langsmith: Format = {
  name: 'langsmith',
  facts: {
    title: 'LangSmith runs',
    gives: ['time', 'account', 'messages', 'parameters', 'answer', 'tokens', 'cost', 'status'],
    source: 'test data of the product',
  },
  matches: (value) =>
    isRun(value) || (Array.isArray(value['post']) && listOf(value['post']).some((run) => isRun(objectOf(run)))),
  read,
  join: joinRun,
};

function isRun(value: JsonObject): boolean {
  return (
    typeof value['dotted_order'] === 'string' ||
    (typeof value['run_type'] === 'string' && value['inputs'] !== undefined)
  );
}

function read(value: JsonObject, sink: RecordSink): void {
  const posts = listOf(value['post']).map(objectOf);
  const runs = isRun(value) ? [value] : [...posts, ...listOf(value['patch']).map(objectOf)];
  // A patch may leave out the id when there is only one run it can be of.
  const only = posts.length === 1 ? textOf(posts[0]!['id']) : undefined;
  for (const run of runs) readRun(run, only, [], sink);
}

/** A run and those that it started, which some exports keep inside. */
function readRun(run: JsonObject, only: string | undefined, retrieved: readonly unknown[], sink: RecordSink): void {
  const children = listOf(run['child_runs']).filter(isObject);
  const retrievers = children.filter((child) => child['run_type'] === 'retriever');
  // What a retriever gave is what the calls beside it and inside of them got.
  const found = [...retrieved, ...retrievers.map((child) => unpackJson(child['outputs']))];
  for (const child of children) readRun(child, undefined, found, sink);
  if ((run['run_type'] ?? 'llm') !== 'llm') {
    sink.skip('run that is not a model call');
    return;
  }
  const id = textOf(run['id']) ?? only;
  const piece = retrieved.length > 0 ? { ...run, retrieved } : run;
  if (id === undefined || !sink.piece('langsmith', id, piece)) joinRun([piece], sink);
}

/** Later pieces of a run complete the earlier ones. */
function joinRun(pieces: readonly JsonObject[], sink: RecordSink): void {
  const run: JsonObject = Object.fromEntries(pieces.flatMap(stated));
  if (run['run_type'] !== 'llm') return;
  const record = newRecord('langsmith');
  const extra = objectOf(unpackJson(run['extra']));
  const metadata = objectOf(extra['metadata']);
  const parameters = objectOf(extra['invocation_params']);
  readTime(record, run['start_time']);
  const end = newRecord('langsmith');
  if (record.time !== undefined && readTime(end, run['end_time'])) {
    setMissingNumber(record, 'latencyMs', (end.time ?? NaN) - record.time);
  }
  readAnyPrompt(run['inputs'], record);
  readAnyAnswer(run['outputs'], record);
  for (const output of listOf(run['retrieved'])) noteRetrieved(output, record);
  if (record.tools.length === 0) readTools(parameters, record);
  if (Object.keys(record.parameters).length === 0) readParameters(parameters, record);
  setMissingText(record, 'model', parameters['model'] ?? parameters['model_name'] ?? metadata['ls_model_name']);
  setMissingText(record, 'id', run['id']);
  setMissingText(
    record,
    'session',
    metadata['thread_id'] ?? metadata['session_id'] ?? metadata['conversation_id'] ?? run['trace_id'],
  );
  setMissingNumber(record, 'inputTokens', numberOf(run['prompt_tokens']));
  setMissingNumber(record, 'outputTokens', numberOf(run['completion_tokens']));
  setMissingNumber(record, 'costUsd', run['total_cost']);
  // The session of a run is the project it belongs to.
  chooseAccount(record, {
    user: metadata['user_id'] ?? metadata['user'],
    project: run['session_name'] ?? run['session_id'],
  });
  record.status = textOf(run['error']) === undefined ? 'ok' : 'error';
  markContent(record);
  sink.request(record);
}

/** Fields of a piece that say something. */
function stated(piece: JsonObject): [string, unknown][] {
  return Object.entries(piece).filter(([, value]) => value !== null && value !== undefined);
}
