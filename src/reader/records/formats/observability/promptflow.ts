import { readRequestBody, readResponseBody } from '../../dialects/bodies.ts';
import { readAnyAnswer, readAnyPrompt } from '../../dialects/any-payload.ts';
import { setMissingNumber } from '../../fields/set-missing.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../../fields/json.ts';
import { emit, fill, type Format, newRecord, type RecordSink, set } from '../kit.ts';

/**
 * Runs of promptflow: calls are in a tree of what ran, once for the whole flow and again for each of its nodes. Where the
 * flow is in the log, its nodes are not read again.
 */
export const promptflow: Format = {
  name: 'promptflow',
  facts:
    'test data of the product | time system messages parameters answer tokens status | promptflow: artifacts of flows and nodes, and details of a run',
  matches: (value) => isRun(value) || (('flow_runs' in value || 'node_runs' in value) && runsOf(value).length > 0),
  read: (value, sink) => {
    const runs = runsOf(value);
    if (runs.length > 0) joinRuns(runs, sink);
    else if (!sink.piece('promptflow', flowOf(value), value)) joinRuns([value], sink);
  },
  join: joinRuns,
};

const isRun = (value: JsonObject): boolean => 'line_number' in value && Array.isArray(infoOf(value)['api_calls']);

function infoOf(value: JsonObject): JsonObject {
  return isObject(value['run_info']) ? value['run_info'] : value;
}

/** Runs in one object, those of the flow before those of its nodes. */
function runsOf(value: JsonObject): JsonObject[] {
  return [value['flow_runs'], value['node_runs']]
    .flatMap(listOf)
    .filter(isObject)
    .filter((run) => Array.isArray(run['api_calls']));
}

const isNode = (run: JsonObject): boolean => textOf(infoOf(run)['node']) !== undefined;

/** The run of the flow for one line of its data, which its nodes name as their parent. */
function flowOf(value: JsonObject): string {
  const info = infoOf(value);
  return textOf(isNode(value) ? info['parent_run_id'] : info['run_id']) ?? '';
}

function joinRuns(runs: readonly JsonObject[], sink: RecordSink): void {
  const flows = runs.filter((run) => !isNode(run));
  let calls = 0;
  for (const run of flows.length > 0 ? flows : runs) {
    sink.at(run);
    for (const call of callsIn(listOf(infoOf(run)['api_calls']))) {
      calls++;
      readCall(call, infoOf(run), sink);
    }
  }
  if (calls === 0) sink.skip('run of a flow without model calls');
}

/** Deepest nesting of what ran inside what. */
const MAX_DEPTH = 40;

function callsIn(list: readonly unknown[], depth = 0): JsonObject[] {
  return list.map(objectOf).flatMap((call) => {
    if (call['type'] === 'LLM') return [call];
    return depth < MAX_DEPTH ? callsIn(listOf(call['children']), depth + 1) : [];
  });
}

const FIELDS = `model=inputs/engine|inputs/deployment_name inputTokens=system_metrics/prompt_tokens
  outputTokens=system_metrics/completion_tokens`;

function readCall(call: JsonObject, run: JsonObject, sink: RecordSink): void {
  const record = newRecord('promptflow');
  const inputs = objectOf(call['inputs']);
  if (!readRequestBody(inputs, record)) readAnyPrompt(inputs, record);
  if (!readResponseBody(call['output'], record)) readAnyAnswer(call['output'], record);
  set(record, { time: call['start_time'] });
  const [start, end] = [numberOf(call['start_time']), numberOf(call['end_time'])];
  if (start !== undefined && end !== undefined) setMissingNumber(record, 'latencyMs', Math.round((end - start) * 1000));

  fill(record, call, FIELDS, { session: run['root_run_id'] ?? run['flow_run_id'] });
  const { error } = call;
  record.status = error === null || error === undefined ? 'ok' : 'error';
  emit(record, sink, { own: () => ({ ...run, ...call }) });
}
