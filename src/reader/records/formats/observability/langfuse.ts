/** Exports of Langfuse. Longer than 250 lines: all of them list the same observations, each in its own way. */
import { isLabelled, readLabelledPrompt } from '../../dialects/chat-template.ts';
import { makeAnswer } from '../../fields/answer.ts';
import { noteError, noteThinkingTokens } from '../../facts/reading/answer-facts.ts';
import { noteRetrieved } from '../../facts/reading/document-facts.ts';
import { readTools } from '../../dialects/openai-chat.ts';
import { setMissingText, setTrace } from '../../fields/set-missing.ts';
import { chooseAccount } from '../../fields/identity.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { readAnyAnswer, readAnyPrompt } from '../../dialects/any-payload.ts';
import { emit, type Format, newRecord, type RecordSink, type RequestRecord, set } from '../kit.ts';

/**
 * Langfuse: the download of one trace, batch and blob exports of observations and traces, and batches of its ingestion
 * API. Only observations of type GENERATION are calls; what retrievers found is of the call after them. The user is in the trace, joined
 * by its id.
 */
export const langfuse: Format = {
  name: 'langfuse',
  facts:
    'test data of the product | time account messages tools parameters answer tokens cost status | Langfuse: UI downloads, batch and blob exports',
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
    readAll(observations, trace, sink);
  } else if (isIngestion(value)) {
    readIngestion(value, sink);
  } else {
    const id = textOf(value['traceId'] ?? value['trace_id'] ?? (isObservation(value) ? undefined : value['id']));
    if (isObservation(value) && !isGeneration(value) && !isRetriever(value)) sink.skip(NOT_A_CALL);
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
  if (!pieces.some((piece) => isObservation(piece) && isGeneration(piece))) {
    if (pieces.some((piece) => !isObservation(piece))) readBareTrace(trace, sink);
    for (const piece of pieces.filter(isObservation)) {
      sink.at(piece);
      sink.skip(NOT_A_CALL);
    }
    return;
  }
  // An export may hold several versions of one observation.
  const latest = new Map(pieces.filter(isObservation).map((piece, index) => [textOf(piece['id']) ?? index, piece]));
  readAll([...latest.values()], trace, sink);
}

function readAll(observations: readonly JsonObject[], trace: JsonObject, sink: RecordSink): void {
  const told = toldAgain(observations);
  const found = documentsIn(observations.filter(({ id }) => !told.has(id)));
  for (const observation of observations) {
    sink.at(observation);
    const reason = told.get(observation['id']);
    if (reason === undefined) readObservation(observation, trace, sink, found.get(observation));
    else sink.skip(reason);
  }
}

const isRetriever = ({ type }: JsonObject): boolean => type === 'RETRIEVER';

/** What retrievers of a trace gave, by the call that got it: the next one after it, or the last where none follows. */
function documentsIn(observations: readonly JsonObject[]): ReadonlyMap<JsonObject, unknown[]> {
  const found = new Map<JsonObject, unknown[]>();
  const retrievers = observations.filter(isRetriever);
  if (retrievers.length === 0) return found;
  const start = (one: JsonObject): number => Date.parse(textOf(one['startTime'] ?? one['start_time']) ?? '');
  const calls = observations.filter(isGeneration).sort((a, b) => start(a) - start(b));
  for (const retriever of retrievers) {
    const call = calls.find((one) => start(one) >= start(retriever)) ?? calls.at(-1);
    if (call !== undefined) found.set(call, [...(found.get(call) ?? []), retriever['output']]);
  }
  return found;
}

const WRAPPER = 'observation around a call that is listed itself';
const INSIDE = 'observation inside a call that tells the same with less';
const END = 'end of a call that is listed with its beginning';

/**
 * Observations that tell of a call once more: steps of kits around it, a second tracer inside, and the ends of calls.
 * @returns why an observation is no call of its own, by its id
 */
function toldAgain(observations: readonly JsonObject[]): ReadonlyMap<unknown, string> {
  const again = new Map<unknown, string>();
  const parent = new Map(
    observations.map((one) => [one['id'], one['parentObservationId'] ?? one['parent_observation_id']]),
  );
  const calls = new Map(observations.filter(({ type }) => type === 'GENERATION').map((one) => [one['id'], one]));
  markEnds([...calls.values()], again);
  const answers = new Map([...calls].map(([id, { output }]) => [id, answerOf(output)]));
  for (const [id, inner] of calls) {
    let above = parent.get(id);
    for (let steps = 0; above !== undefined && above !== null && steps < MAX_STEPS; steps++) {
      const outer = calls.get(above);
      if (outer !== undefined && isSameCall(inner, outer, answers.get(id) ?? '', answers.get(above) ?? '')) {
        // A tracer that writes the conversation as one text loses the calls of tools.
        if (isLabelled(inner['input']) && !isLabelled(outer['input'])) again.set(id, INSIDE);
        else again.set(above, WRAPPER);
      }
      above = parent.get(above);
    }
  }
  return again;
}

/** Steps from a call to the outermost of what is around it. */
const MAX_STEPS = 32;

function isSameCall(inner: JsonObject, outer: JsonObject, said: string, saidOutside: string): boolean {
  // `ai.streamText` around `ai.streamText.doStream`. Gateways let a client name its calls: what only the outer one says was asked there.
  if (textOf(inner['name'])?.startsWith(`${textOf(outer['name']) ?? ''}.do`) === true && asksNoMore(outer, inner))
    return true;
  if (said === '') return false;
  return (
    said === saidOutside || (inner['output'] === 'None' && isLabelled(inner['input']) && !isLabelled(outer['input']))
  );
}

/** Whether all that one call asks is in what another asks. */
function asksNoMore(one: JsonObject, other: JsonObject): boolean {
  const [texts, known] = [one, other].map(({ input }) => textsAsked(input)) as [string[], string[]];
  return texts.every((text) => known.includes(text));
}

function textsAsked(input: unknown): string[] {
  const record = newRecord('langfuse');
  if (!readLabelledPrompt(input, record)) readAnyPrompt(input, record);
  return [record.system, ...record.messages.map(({ text }) => text)].filter(Boolean);
}

/** What was answered, in whatever shape it was kept: its words, or else its calls of tools. */
function answerOf(output: unknown): string {
  const record = newRecord('langfuse');
  readAnyAnswer(output, record);
  return record.answer?.text || (record.answer?.toolCalls ?? '');
}

const EVENT = /^(.+)\.(start|success|finish|error)(-\d+)$/;

/** A kit that lists each event of a call (`chat.start-7`, `chat.success-7`): the first of them holds the prompt, the others none of their own. */
function markEnds(calls: readonly JsonObject[], again: Map<unknown, string>): void {
  const events = calls.map((call) => [call, EVENT.exec(textOf(call['name']) ?? '')] as const);
  const starts = new Map(
    events.flatMap(([call, event]) => (event?.[2] === 'start' ? [[`${event[1]}${event[3]}`, call] as const] : [])),
  );
  for (const [call, event] of events) {
    const start = event && event[2] !== 'start' ? starts.get(`${event[1]}${event[3]}`) : undefined;
    if (start !== undefined && asksNoMore(call, start)) again.set(call['id'], END);
  }
}

/** An export of traces alone: what went in and came out stands for the call, if it was kept. */
function readBareTrace(trace: JsonObject, sink: RecordSink): void {
  const hasText = [trace['input'], trace['output']].some((text) => text !== undefined && text !== null && text !== '');
  if (hasText) readObservation({ ...trace, type: 'GENERATION', startTime: trace['timestamp'] }, trace, sink);
  else sink.skip('trace without text: export its observations');
}

function readObservation(
  observation: JsonObject,
  trace: JsonObject,
  sink: RecordSink,
  retrieved: readonly unknown[] = [],
): void {
  if (!isGeneration(observation)) return sink.skip(NOT_A_CALL);
  sink.within(() => ({ ...observation, observation, trace }));
  const record = newRecord('langfuse');
  const field = (camel: string, snake: string): unknown => observation[camel] ?? observation[snake];
  set(record, { time: field('startTime', 'start_time') });
  readParameters(objectOf(unpackJson(field('modelParameters', 'model_parameters'))), record);
  if (!readLabelledPrompt(observation['input'], record)) readAnyPrompt(observation['input'], record);
  else if (observation['output'] === 'None') record.answer = makeAnswer('', '', undefined);
  if (record.answer === undefined) readAnyAnswer(observation['output'], record);
  if (record.tools.length === 0) readDefinitions(unpackJson(field('toolDefinitions', 'tool_definitions')), record);
  for (const output of retrieved) noteRetrieved(output, record);
  const usage = objectOf(unpackJson(field('usageDetails', 'usage_details') ?? observation['usage']));
  set(record, {
    inputTokens: usage['input'] ?? observation['promptTokens'] ?? observation['usage.input'],
    outputTokens: usage['output'] ?? observation['completionTokens'] ?? observation['usage.output'],
  });
  noteThinkingTokens(usage['output_reasoning_tokens'] ?? usage['output_reasoning'], record);
  noteError(field('statusMessage', 'status_message'), record);
  const costs = objectOf(unpackJson(field('costDetails', 'cost_details')));
  // The field `latency` is seconds in some exports and milliseconds in others.
  set(record, {
    costUsd:
      field('totalCost', 'total_cost') ?? costs['total'] ?? observation['calculatedTotalCost'] ?? usage['totalCost'],
    end: field('endTime', 'end_time'),
    model: field('model', 'provided_model_name'),
    id: observation['id'],
  });
  setTrace(record, field('traceId', 'trace_id') ?? trace['id'] ?? observation['id'], observation['id']);
  readWho(observation, trace, record);
  record.status = observation['level'] === 'ERROR' ? 'error' : 'ok';
  emit(record, sink);
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
