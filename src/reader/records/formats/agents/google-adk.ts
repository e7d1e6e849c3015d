import { setMissingNumber } from '../../fields/set-missing.ts';
import { fieldInEitherCase as field } from '../../fields/either-case.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { Transcript } from '../transcript.ts';
import { type Format, type RecordSink, type RequestRecord, set } from '../kit.ts';

/**
 * Sessions of Google's Agent Development Kit, whose events are what the user and the model said, and the sets and results
 * of its evaluation. Names are in snake case or in camel case.
 */
export const googleAdk: Format = {
  name: 'google-adk',
  facts:
    'test data of the product | time account messages answer tokens status | Google ADK: sessions, evaluation sets and their results',
  matches: (value) => isSession(value) || casesOf(value).length > 0 || isCase(value) || isOldCase(value),
  read,
};

const isSession = (value: JsonObject): boolean =>
  Array.isArray(value['events']) &&
  typeof value['id'] === 'string' &&
  (typeof field(value, 'app_name') === 'string' || isEvent(objectOf(value['events'][0])));

/** Older sessions do not name their application. */
const isEvent = (event: JsonObject): boolean =>
  typeof field(event, 'invocation_id') === 'string' && typeof event['author'] === 'string';

const isCase = (value: JsonObject): boolean =>
  typeof field(value, 'eval_id') === 'string' &&
  (Array.isArray(value['conversation']) || isObject(field(value, 'session_details')));

const isOldCase = (value: JsonObject): boolean =>
  typeof value['query'] === 'string' && 'expected_tool_use' in value && 'reference' in value;

function casesOf(value: JsonObject): JsonObject[] {
  const isSet = ['eval_set_id', 'eval_set_result_id'].some((name) => typeof field(value, name) === 'string');
  const list = isSet ? [field(value, 'eval_cases'), field(value, 'eval_case_results')] : [];
  return list.flatMap(listOf).filter(isObject);
}

function read(value: JsonObject, sink: RecordSink): void {
  const cases = isSession(value) ? [] : isCase(value) ? [value] : casesOf(value);
  let answers = isSession(value) ? readSession(value, value, sink) : 0;
  for (const item of cases) {
    const details: unknown = unpackJson(field(item, 'session_details'));
    answers += isObject(details) ? readSession(details, value, sink) : readCase(item, value, sink);
  }
  if (isOldCase(value)) {
    const session = new Transcript('google-adk', sink);
    session.say({ role: 'user', content: value['query'] });
    session.answer(value, { content: value['reference'] }, () => undefined);
    answers++;
  }
  if (answers === 0) sink.skip('conversation without an answer');
}

/** @returns the number of calls */
function readSession(value: JsonObject, place: JsonObject, sink: RecordSink): number {
  const session = new Transcript('google-adk', sink);
  for (const event of listOf(value['events']).map(objectOf)) {
    const { parts, role } = objectOf(event['content']);
    if (event['partial'] === true || parts === undefined) continue;
    const isAnswer = event['author'] !== 'user' && !listOf(parts).some(isResult);
    if (!isAnswer) {
      session.say({ role: role ?? 'user', content: listOf(parts).map(plainPart) });
      continue;
    }
    session.answer(place, { content: listOf(parts).map(plainPart) }, (record) => {
      set(record, {
        time: event['timestamp'],
        id: event['id'],
        model: field(event, 'model_version'),
        session: value['id'],
        user: field(value, 'user_id'),
        project: field(value, 'app_name'),
      });
      readUsage(objectOf(field(event, 'usage_metadata')), record);
      if (textOf(field(event, 'error_code')) !== undefined) record.status = 'error';
    });
  }
  return session.answers;
}

const isResult = (part: unknown): boolean => isObject(field(objectOf(part), 'function_response'));

/** A part without the fields that are null, which would hide what it is. */
function plainPart(part: unknown): JsonObject {
  return Object.fromEntries(Object.entries(objectOf(part)).filter(([, value]) => value !== null));
}

function readUsage(usage: JsonObject, record: RequestRecord): void {
  set(record, { inputTokens: field(usage, 'prompt_token_count') });
  const answer = numberOf(field(usage, 'candidates_token_count'));
  const thoughts = numberOf(field(usage, 'thoughts_token_count')) ?? 0;
  if (answer !== undefined) setMissingNumber(record, 'outputTokens', answer + thoughts);
}

/** A conversation as it should go: each turn has what was asked, the tools that were called, and the last answer. */
function readCase(item: JsonObject, place: JsonObject, sink: RecordSink): number {
  const session = new Transcript('google-adk', sink);
  const input = objectOf(field(item, 'session_input'));
  for (const turn of listOf(item['conversation']).map(objectOf)) {
    const describe = (record: RequestRecord): void => {
      set(record, {
        time: field(turn, 'creation_timestamp'),
        id: field(turn, 'invocation_id'),
        session: field(item, 'eval_id'),
        user: field(input, 'user_id'),
        project: field(input, 'app_name'),
      });
    };
    session.say({ role: 'user', content: partsOf(field(turn, 'user_content')) });
    const steps = objectOf(field(turn, 'intermediate_data'));
    const calls = listOf(field(steps, 'tool_uses')).map(objectOf);
    for (const { name, args } of calls)
      session.answer(place, { content: [{ functionCall: { name, args } }] }, describe);
    const answer = partsOf(field(turn, 'final_response'));
    if (answer.length > 0) session.answer(place, { content: answer }, describe);
  }
  return session.answers;
}

function partsOf(content: unknown): JsonObject[] {
  return listOf(objectOf(content)['parts']).map(plainPart);
}
