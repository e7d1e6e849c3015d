import { readParameters } from '../../dialects/openai-chat.ts';
import { isObject, type JsonObject, listOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { Transcript } from '../transcript.ts';
import { fill, type Format, type RecordSink, type RequestRecord, set } from '../kit.ts';

/**
 * Trajectories of SWE-agent and mini-SWE-agent: one object a task. The messages are in the history; where it is missing,
 * each step has what was sent and what came back.
 */
export const sweAgent: Format = {
  name: 'swe-agent',
  facts:
    'recorded logs | time system messages parameters answer tokens cost status | Trajectories of SWE-agent and mini-SWE-agent',
  isBody: true,
  matches: (value) =>
    /^mini-swe-agent/.test(textOf(value['trajectory_format']) ?? '') ||
    isStep(objectOf(listOf(value['trajectory'])[0])) ||
    isHistory(listOf(value['history'])),
  read,
};

const isStep = (step: JsonObject): boolean =>
  typeof step['response'] === 'string' && typeof step['action'] === 'string';

const isHistory = (history: readonly unknown[]): boolean => {
  const { role, agent, message_type: type } = objectOf(history[0]);
  return typeof role === 'string' && typeof agent === 'string' && (type === undefined || typeof type === 'string');
};

function read(value: JsonObject, sink: RecordSink): void {
  const session = new Transcript('swe-agent', sink);
  const history = [value['history'], value['messages']].map(listOf).find((list) => list.length > 0) ?? [];
  if (history.length > 0) readHistory(history, value, session);
  else for (const step of listOf(value['trajectory']).map(objectOf)) readStep(step, value, sink);
  if (history.length > 0 && session.answers === 0) sink.skip('run of an agent without model calls');
  if (history.length === 0 && listOf(value['trajectory']).length === 0)
    sink.skip('run of an agent without model calls');
}

function readHistory(history: readonly unknown[], value: JsonObject, session: Transcript): void {
  for (const item of history.map(objectOf)) {
    const { role, content } = item;
    if (role === 'exit') continue;
    // An example of how to work is in the prompt; no model said it now.
    if (role === 'assistant' && item['is_demo'] === true) session.recall({ content });
    else if (role === 'assistant') {
      const calls = item['tool_calls'] ?? objectOf(item['extra'])['tool_calls'];
      session.answer(value, { content, tool_calls: calls }, (record) => describe(record, item, value));
    } else session.say({ role, content });
  }
}

function readStep(step: JsonObject, value: JsonObject, sink: RecordSink): void {
  const session = new Transcript('swe-agent', sink);
  for (const item of listOf(step['query']).filter(isObject)) {
    if (item['role'] === 'assistant') session.recall(item);
    else session.say(item);
  }
  session.answer(value, { content: step['response'] }, (record) => describe(record, step, value));
}

const FIELDS = `inputTokens=extra/response/usage/prompt_tokens|extra/response/usage/input_tokens
  outputTokens=extra/response/usage/completion_tokens|extra/response/usage/output_tokens costUsd=extra/cost`;

/** What the run says of its model, and the mini agent of each call. */
function describe(record: RequestRecord, item: JsonObject, value: JsonObject): void {
  const extra = objectOf(item['extra']);
  const response = objectOf(extra['response']);
  const settings = objectOf(unpackJson(value['replay_config']));
  const config = objectOf(objectOf(value['info'])['config']);
  const model = objectOf(objectOf(settings['agent'])['model'] ?? config['model']);
  set(record, {
    time: extra['timestamp'] ?? response['created'],
    id: response['id'],
    model: response['model'] ?? model['model_name'] ?? model['name'],
    session: value['instance_id'],
  });
  readParameters({ ...objectOf(model['model_kwargs']), ...model, n: undefined }, record);

  fill(record, item, FIELDS);
}
