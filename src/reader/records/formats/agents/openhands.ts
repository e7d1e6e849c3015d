import { addAll } from '../../../../math/lists/many.ts';
import { readResponseBody } from '../../dialects/bodies.ts';
import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../fields/json.ts';
import { Transcript } from '../transcript.ts';
import { type Format, type RecordSink, type RequestRecord, set } from '../kit.ts';
import { wordSet } from '../../../../schema/words.ts';

/**
 * Events of OpenHands: a trajectory as a list of them, the output of an evaluation with the events of each task in its
 * history, or a file an event. What the agent did is an answer of the model; several actions may come from one answer.
 */
export const openhands: Format = {
  name: 'openhands',
  facts:
    'recorded logs | time system messages tools answer tokens status | OpenHands: trajectories, events and evaluation output',
  matches: (value) => isEvent(value) || isHistory(value['history']) || isHistory(value['trajectory']),
  read: (value, sink) => {
    const history = historyOf(value);
    if (history.length > 0) {
      const config = objectOf(objectOf(value['metadata'])['llm_config']);
      if (readEvents(history, sink, config['model'], value) === 0) sink.skip('run of an agent without model calls');
    } else if (!sink.piece('openhands', folderOf(sink.source), value)) readEvents([value], sink);
  },
  join: (events, sink) => {
    readEvents(events, sink);
  },
};

/** Events of the older and of the newer version: told by an action or an observation, or by their kind. */
function isEvent(value: JsonObject): boolean {
  const { source, kind, action, observation } = value;
  const isKnown = source === 'user' || source === 'agent' || source === 'environment';
  if (isKnown && typeof value['timestamp'] === 'string' && /^[A-Z][A-Za-z]{2,40}Event$/.test(textOf(kind) ?? ''))
    return true;
  if (isKnown && typeof value['id'] === 'number') return typeof (action ?? observation) === 'string';
  return source === undefined && typeof action === 'string' && 'action_risk' in value;
}

/** Looks at the beginning alone: every record of any log is asked. */
function isHistory(list: unknown): boolean {
  const [first] = listOf(list);
  return isEvent(objectOf(Array.isArray(first) ? listOf(first)[0] : first));
}

function historyOf(value: JsonObject): JsonObject[] {
  // Older versions keep an action and what came of it as a pair.
  return [value['history'], value['trajectory']].flatMap(listOf).flat().filter(isObject);
}

/** Events that are in files of their own are one session with those of their folder. */
function folderOf(source: string): string {
  const file = /^(.*[/\\!])(?:event[-_]\d{4,9}[-_][^/\\!]*)$/.exec(source)?.[1];
  return file ?? '';
}

/** Actions of the program, not of the model. */
const NO_ANSWER: ReadonlySet<unknown> = wordSet(`recall change_agent_state condensation condensation_request null pause
  resume send_pr push`);

/** @returns the number of calls */
function readEvents(events: readonly JsonObject[], sink: RecordSink, model?: unknown, place?: JsonObject): number {
  const session = new Transcript('openhands', sink);
  const folder = folderOf(sink.source);
  let answer: Answer | undefined;
  // Results of tools wait until all calls of the answer are read.
  let results: JsonObject[] = [];
  const finish = (): void => {
    const said = answer;
    answer = undefined;
    if (said !== undefined)
      session.answer(place ?? said.event, said.content, (record) => {
        describe(record, said, model);
        set(record, { file: folder });
      });
    for (const result of results) session.say(result);
    results = [];
  };
  for (const event of events) {
    const read = answerIn(event, session.answers === 0 && answer === undefined);
    if (read === undefined) {
      const messages = messagesIn(event);
      if (messages.every(({ role }) => role === 'tool')) addAll(results, messages);
      else {
        finish();
        for (const message of messages) session.say(message);
      }
    } else if (answer !== undefined && read.id !== undefined && read.id === answer.id) {
      // A call of another tool out of the same answer; the older version repeats the whole answer.
      if (read.response === undefined) answer.content = withCalls(answer.content, read.content);
    } else {
      finish();
      answer = read;
    }
  }
  finish();
  return session.answers;
}

interface Answer {
  event: JsonObject;
  /** The provider's id of the answer. */
  id: string | undefined;
  content: JsonObject;
  response?: JsonObject;
}

function withCalls(first: JsonObject, more: JsonObject): JsonObject {
  return { ...first, tool_calls: [...listOf(first['tool_calls']), ...listOf(more['tool_calls'])] };
}

function answerIn(event: JsonObject, isFirst: boolean): Answer | undefined {
  const { kind, action, source } = event;
  if (kind === 'ActionEvent' || (kind === 'MessageEvent' && source === 'agent')) {
    const { content } = objectOf(event['llm_message']);
    const { name, arguments: input } = objectOf(event['tool_call']);
    const called = textOf(name) ?? textOf(event['tool_name']);
    const calls = kind === 'ActionEvent' ? [{ function: { name: called, arguments: input ?? event['action'] } }] : [];
    return {
      event,
      id: textOf(event['llm_response_id']),
      content: { content: content ?? event['thought'], tool_calls: calls },
    };
  }
  const isAgent = source === 'agent' || (source === undefined && !(isFirst && action === 'message'));
  if (typeof action !== 'string' || !isAgent || action === 'system' || NO_ANSWER.has(action)) return undefined;
  const response = objectOf(objectOf(event['tool_call_metadata'])['model_response']);
  const { message } = objectOf(listOf(response['choices'])[0]);
  if (isObject(message)) return { event, id: textOf(response['id']), content: message, response };
  const args = objectOf(event['args'] ?? event);
  const content = textOf(args['thought']) ?? textOf(args['content']) ?? textOf(event['message']) ?? '';
  const { thought: _thought, content: _content, image_urls: _images, ...rest } = objectOf(event['args']);
  const calls =
    action === 'message' || event['args'] === undefined ? [] : [{ function: { name: action, arguments: rest } }];
  return { event, id: undefined, content: { content, tool_calls: calls } };
}

/** What an event adds to the conversation that the model did not say. */
function messagesIn(event: JsonObject): JsonObject[] {
  const { kind, action, observation, source } = event;
  const args = objectOf(event['args']);
  if (kind === 'SystemPromptEvent' || action === 'system') {
    const prompt = objectOf(event['system_prompt'])['text'] ?? args['content'] ?? event['message'];
    const tools = listOf(args['tools'] ?? event['tools']).filter(isObject);
    return [{ role: 'system', content: prompt }, ...tools.map((tool) => ({ role: 'system', content: toolOf(tool) }))];
  }
  if (kind === 'MessageEvent') {
    const { role, content } = objectOf(event['llm_message']);
    return [{ role: role ?? 'user', content: [...listOf(content), ...listOf(event['extended_content'])] }];
  }
  if (kind === 'ObservationEvent') return [{ role: 'tool', content: objectOf(event['observation'])['content'] }];
  if (kind === 'AgentErrorEvent') return [{ role: 'tool', content: event['error'] }];
  if (action === 'message' && (source === 'user' || source === undefined))
    return [{ role: 'user', content: args['content'] ?? event['content'] ?? event['message'] }];
  const isResult = typeof observation === 'string' && !NO_RESULT.has(observation);
  return isResult ? [{ role: 'tool', content: event['content'] ?? event['message'] }] : [];
}

const NO_RESULT: ReadonlySet<unknown> = new Set(['agent_state_changed', 'recall', 'null', 'condense', 'user_rejected']);

function toolOf(tool: JsonObject): JsonObject {
  return isObject(tool['function']) ? tool : { function: { name: tool['title'] ?? tool['name'], parameters: {} } };
}

function describe(record: RequestRecord, { event, response }: Answer, model: unknown): void {
  set(record, { time: event['timestamp'] });
  if (response !== undefined) {
    const own = record.answer;
    readResponseBody(response, record);
    if (own !== undefined) record.answer = { ...own, ...(record.answer?.finish && { finish: record.answer.finish }) };
  }
  set(record, { id: event['llm_response_id'], model });
}
