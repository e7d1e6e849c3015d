import { noteRetrieved } from '../../facts/reading/document-facts.ts';
import { readParameters, readTools } from '../../dialects/openai-chat.ts';
import { isObject, type JsonObject, listOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { readAnyAnswer, readAnyPrompt } from '../../dialects/any-payload.ts';
import { emit, fill, type Format, newRecord, type RecordSink, set } from '../kit.ts';

/**
 * LangSmith runs: rows of exports and of its API, and the wire form with `post` and `patch`, in which the answer comes
 * later than the prompt. Only runs of type `llm` are calls; chains and tools around them repeat their text.
 */
export const langsmith: Format = {
  name: 'langsmith',
  facts: 'test data of the product | time account messages parameters answer tokens cost status | LangSmith runs',
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
  if ((run['run_type'] ?? 'llm') !== 'llm') return sink.skip('run that is not a model call');
  const id = textOf(run['id']) ?? only;
  const piece = retrieved.length > 0 ? { ...run, retrieved } : run;
  if (id === undefined || !sink.piece('langsmith', id, piece)) joinRun([piece], sink);
}

const FIELDS = `id=id inputTokens=prompt_tokens outputTokens=completion_tokens costUsd=total_cost
  project=session_name|session_id`;

/** Later pieces of a run complete the earlier ones. */
function joinRun(pieces: readonly JsonObject[], sink: RecordSink): void {
  const run: JsonObject = Object.fromEntries(pieces.flatMap(stated));
  if (run['run_type'] !== 'llm') return;
  const record = newRecord('langsmith');
  const extra = objectOf(unpackJson(run['extra']));
  const metadata = objectOf(extra['metadata']);
  const parameters = objectOf(extra['invocation_params']);
  set(record, { time: run['start_time'], end: run['end_time'] });
  readAnyPrompt(run['inputs'], record);
  readAnyAnswer(run['outputs'], record);
  for (const output of listOf(run['retrieved'])) noteRetrieved(output, record);
  if (record.tools.length === 0) readTools(parameters, record);
  if (Object.keys(record.parameters).length === 0) readParameters(parameters, record);
  // The session of a run is the project it belongs to.
  fill(record, run, FIELDS, {
    model: parameters['model'] ?? parameters['model_name'] ?? metadata['ls_model_name'],
    session: metadata['thread_id'] ?? metadata['session_id'] ?? metadata['conversation_id'] ?? run['trace_id'],
    user: metadata['user_id'] ?? metadata['user'],
  });
  record.status = textOf(run['error']) === undefined ? 'ok' : 'error';
  emit(record, sink);
}

/** Fields of a piece that say something. */
function stated(piece: JsonObject): [string, unknown][] {
  return Object.entries(piece).filter(([, value]) => value !== null && value !== undefined);
}
