import { noteError, noteThinkingTokens } from '../../facts/reading/answer-facts.ts';
import { markContent } from '../../fields/content.ts';
import { readTools } from '../../dialects/openai-chat.ts';
import { setMissingNumber, setMissingText, setTrace } from '../../fields/set-missing.ts';
import type { Format } from '../format.ts';
import { newRecord, type RequestRecord } from '../../fields/request.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { chooseAccount } from '../../fields/identity.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { readAnyAnswer, readAnyPrompt } from '../../dialects/any-payload.ts';
import { readTime } from '../../fields/time.ts';

/**
 * Langfuse: the download of one trace, batch and blob exports of observations and traces, and batches of its ingestion
 * API. Only observations of type GENERATION are calls. The user is in the trace, joined by its id.
 */
export const langfuse: Format = {
  name: 'langfuse',
  facts: {
    title: 'Langfuse: UI downloads, batch and blob exports',
    gives: ['time', 'account', 'messages', 'tools', 'parameters', 'answer', 'tokens', 'cost', 'status'],
    source: 'test data of the product',
  },
  isBody: true,
  matches: (value) =>
    !Array.isArray(value['messages']) &&
    (isDownload(value) || isIngestion(value) || isObservation(value) || isTrace(value)),
  read,
  join: joinTrace,
};

const isDownload = (value: JsonObject): boolean => isObject(value['trace']) && Array.isArray(value['observations']);

function isIngestion(value: JsonObject): boolean {
  const [first] = listOf(value['batch']);
  return isObject(first) && /-(?:create|update)$/.test(textOf(first['type']) ?? '') && isObject(first['body']);
}

function isObservation(value: JsonObject): boolean {
  if ('parentObservationId' in value || 'parent_observation_id' in value) return true;
  if (OTHER_TYPES.has(value['type']) && (value['traceId'] ?? value['trace_id']) !== undefined)
    return (value['startTime'] ?? value['start_time']) !== undefined;
  return value['type'] === 'GENERATION' && (value['startTime'] ?? value['start_time'] ?? value['model']) !== undefined;
}

/** Types of observations that are no calls: what went in and came out of them is said again by those that are. */
const OTHER_TYPES: ReadonlySet<unknown> = new Set([
  ...['SPAN', 'EVENT', 'AGENT', 'TOOL', 'CHAIN', 'RETRIEVER', 'EVALUATOR', 'EMBEDDING', 'GUARDRAIL'],
]);

/** Gateways of one's own name project and session as well, but their rows have no `id` of a trace, or hold a body. */
const isTrace = (value: JsonObject): boolean =>
  ('project_id' in value || 'projectId' in value) &&
  ('session_id' in value || 'sessionId' in value) &&
  'timestamp' in value &&
  'id' in value &&
  !['request', 'request_body', 'body', 'messages'].some((name) => name in value);

function read(value: JsonObject, sink: RecordSink): void {
  if (isDownload(value)) {
    const trace = objectOf(value['trace']);
    const observations = listOf(value['observations']).map(objectOf);
    const wrappers = wrappersIn(observations);
    for (const one of observations) readUnlessWrapper(one, trace, wrappers, sink);
  } else if (isIngestion(value)) {
    readIngestion(value, sink);
  } else {
    const id = textOf(value['traceId'] ?? value['trace_id'] ?? (isObservation(value) ? undefined : value['id']));
    if (isObservation(value) && !isGeneration(value)) sink.skip(NOT_A_CALL);
    else if (id === undefined || !sink.piece('langfuse', id, value)) joinTrace([value], sink);
  }
}

const NOT_A_CALL = 'observation that is not a model call';

function isGeneration(observation: JsonObject): boolean {
  return observation['type'] === 'GENERATION';
}

function readIngestion(value: JsonObject, sink: RecordSink): void {
  const events = listOf(value['batch']).map(objectOf);
  const trace = objectOf(events.find(({ type }) => type === 'trace-create')?.['body']);
  for (const { type, body } of events) {
    if (type === 'generation-create') readObservation({ ...objectOf(body), type: 'GENERATION' }, trace, sink);
    else sink.skip(NOT_A_CALL);
  }
}

function joinTrace(pieces: readonly JsonObject[], sink: RecordSink): void {
  const trace = pieces.find((piece) => !isObservation(piece)) ?? {};
  if (!pieces.some(isObservation)) {
    readBareTrace(trace, sink);
    return;
  }
  // An export may hold several versions of one observation.
  const latest = new Map(pieces.filter(isObservation).map((piece, index) => [textOf(piece['id']) ?? index, piece]));
  const wrappers = wrappersIn([...latest.values()]);
  for (const observation of latest.values()) {
    sink.at(observation);
    readUnlessWrapper(observation, trace, wrappers, sink);
  }
}

const WRAPPER = 'observation around a call that is listed itself';

/** Generations that gave the very answer of a generation inside of them: a kit for agents lists its own step and the call in it. */
function wrappersIn(observations: readonly JsonObject[]): ReadonlySet<unknown> {
  const parent = new Map(
    observations.map((one) => [one['id'], one['parentObservationId'] ?? one['parent_observation_id']]),
  );
  const answers = new Map(
    observations.filter(isGeneration).map((one) => [one['id'], JSON.stringify(one['output'] ?? null)]),
  );
  const names = new Map(observations.map((one) => [one['id'], textOf(one['name']) ?? '']));
  const wrappers = new Set<unknown>();
  for (const [id, answer] of answers) {
    let above = parent.get(id);
    for (let steps = 0; above !== undefined && above !== null && steps < MAX_STEPS; steps++) {
      const isSame = answer !== 'null' && answer !== '""' && answers.get(above) === answer;
      // `ai.streamText` around `ai.streamText.doStream`.
      const isStep = answers.has(above) && names.get(id)?.startsWith(`${names.get(above) ?? ''}.do`) === true;
      if (isSame || isStep) wrappers.add(above);
      above = parent.get(above);
    }
  }
  return wrappers;
}

/** Steps from a call to the outermost of what is around it. */
const MAX_STEPS = 32;

function readUnlessWrapper(one: JsonObject, trace: JsonObject, wrappers: ReadonlySet<unknown>, sink: RecordSink): void {
  if (wrappers.has(one['id'])) sink.skip(WRAPPER);
  else readObservation(one, trace, sink);
}

/** An export of traces alone: what went in and came out stands for the call, if it was kept. */
function readBareTrace(trace: JsonObject, sink: RecordSink): void {
  const hasText = [trace['input'], trace['output']].some((text) => text !== undefined && text !== null && text !== '');
  if (hasText) readObservation({ ...trace, type: 'GENERATION', startTime: trace['timestamp'] }, trace, sink);
  else sink.skip('trace without text: export its observations');
}

function readObservation(observation: JsonObject, trace: JsonObject, sink: RecordSink): void {
  if (!isGeneration(observation)) {
    sink.skip(NOT_A_CALL);
    return;
  }
  sink.within(() => ({ ...observation, observation, trace }));
  const record = newRecord('langfuse');
  const field = (camel: string, snake: string): unknown => observation[camel] ?? observation[snake];
  readTime(record, field('startTime', 'start_time'));
  readParameters(objectOf(unpackJson(field('modelParameters', 'model_parameters'))), record);
  readAnyPrompt(observation['input'], record);
  readAnyAnswer(observation['output'], record);
  if (record.tools.length === 0) readDefinitions(unpackJson(field('toolDefinitions', 'tool_definitions')), record);
  const usage = objectOf(unpackJson(field('usageDetails', 'usage_details') ?? observation['usage']));
  setMissingNumber(record, 'inputTokens', usage['input'] ?? observation['promptTokens'] ?? observation['usage.input']);
  setMissingNumber(
    record,
    'outputTokens',
    usage['output'] ?? observation['completionTokens'] ?? observation['usage.output'],
  );
  noteThinkingTokens(usage['output_reasoning_tokens'] ?? usage['output_reasoning'], record);
  noteError(field('statusMessage', 'status_message'), record);
  const costs = objectOf(unpackJson(field('costDetails', 'cost_details')));
  setMissingNumber(
    record,
    'costUsd',
    field('totalCost', 'total_cost') ?? costs['total'] ?? observation['calculatedTotalCost'] ?? usage['totalCost'],
  );
  // The field `latency` is seconds in some exports and milliseconds in others.
  const end = newRecord('langfuse');
  if (record.time !== undefined && readTime(end, field('endTime', 'end_time'))) {
    setMissingNumber(record, 'latencyMs', (end.time ?? NaN) - record.time);
  }
  setMissingText(record, 'model', field('model', 'provided_model_name'));
  setMissingText(record, 'id', observation['id']);
  setTrace(record, field('traceId', 'trace_id') ?? trace['id'] ?? observation['id'], observation['id']);
  readWho(observation, trace, record);
  record.status = observation['level'] === 'ERROR' ? 'error' : 'ok';
  markContent(record);
  sink.request(record);
}

function readWho(observation: JsonObject, trace: JsonObject, record: RequestRecord): void {
  const find = (camel: string, snake: string): unknown =>
    trace[camel] ?? trace[snake] ?? observation[camel] ?? observation[snake];
  chooseAccount(record, { user: find('userId', 'user_id'), project: find('projectId', 'project_id') });
  setMissingText(record, 'session', find('sessionId', 'session_id'));
  setMissingText(record, 'session', observation['traceId'] ?? observation['trace_id']);
}

function readParameters(parameters: JsonObject, record: RequestRecord): void {
  const temperature = numberOf(parameters['temperature']);
  if (temperature !== undefined) record.parameters.temperature = temperature;
  const topP = numberOf(parameters['top_p'] ?? parameters['topP']);
  if (topP !== undefined) record.parameters.topP = topP;
  const maxTokens = numberOf(parameters['max_tokens'] ?? parameters['maxTokens']);
  // Frameworks write -1 for no limit.
  if (maxTokens !== undefined && maxTokens > 0) record.parameters.maxTokens = maxTokens;
  if (Array.isArray(unpackJson(parameters['tools']))) readTools({ tools: unpackJson(parameters['tools']) }, record);
}

/** Definitions of tools by name, each JSON in a string. */
function readDefinitions(definitions: unknown, record: RequestRecord): void {
  for (const [name, definition] of Object.entries(objectOf(definitions))) {
    const { parameters } = objectOf(unpackJson(definition));
    record.tools.push({ name, schema: JSON.stringify(unpackJson(parameters) ?? {}) });
  }
}
