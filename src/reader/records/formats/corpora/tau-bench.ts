import { isLabelled, readLabelledPrompt } from '../../dialects/chat-template.ts';
import { readParameters } from '../../dialects/openai-chat.ts';
import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../fields/json.ts';
import { Transcript } from '../transcript.ts';
import { fill, type Format, newRecord, type RequestRecord, set } from '../kit.ts';

/**
 * Results of tau-bench, a row a task, and of its successor, one object with all simulations. The calls are those of the
 * agent; what plays the user is a model too, but its prompts are not kept.
 */
export const tauBench: Format = {
  name: 'tau-bench',
  facts:
    'recorded logs | time system messages tools parameters answer tokens cost status | Results of tau-bench and tau2-bench',
  matches: (value) =>
    isExample(value) ||
    (Array.isArray(value['traj']) && 'task_id' in value && 'reward' in value) ||
    (Array.isArray(value['simulations']) && isObject(objectOf(value['info'])['agent_info'])) ||
    isSimulation(value),
  read: (value, sink) => {
    const session = new Transcript('tau-bench', sink);
    if (isExample(value)) return readExample(value, session);
    const runs = isSimulation(value) ? [value] : listOf(value['simulations']).map(objectOf);
    let answers = readRun(listOf(value['traj']), value, {}, value, session);
    for (const run of runs)
      answers += readRun(
        listOf(run['messages']),
        run,
        objectOf(value['info']),
        value,
        new Transcript('tau-bench', sink),
      );
    if (answers === 0) sink.skip('part of an evaluation without model calls');
  },
};

/** A conversation written as one text, as it is shown to a model for an example. */
const isExample = (value: JsonObject): boolean => isLabelled(value['messages_display']);

function readExample(value: JsonObject, session: Transcript): void {
  const told = newRecord('tau-bench');
  readLabelledPrompt(value['messages_display'], told);
  if (told.system !== '') session.say({ role: 'system', content: told.system });
  for (const { role, text } of told.messages) {
    if (role === 'assistant') session.answer(value, { content: text }, () => undefined);
    else session.say({ role, content: text });
  }
}

const isSimulation = (value: JsonObject): boolean =>
  Array.isArray(value['messages']) && 'task_id' in value && 'termination_reason' in value;

/** @returns the number of calls */
function readRun(
  messages: readonly unknown[],
  run: JsonObject,
  info: JsonObject,
  place: JsonObject,
  session: Transcript,
): number {
  const setting = objectOf(info['environment_info']);
  const policy = textOf(setting['policy']);
  if (policy !== undefined) session.say({ role: 'system', content: policy });
  for (const tool of listOf(setting['tool_defs'])) session.say({ role: 'system', content: tool });
  let isOpen = false;
  for (const message of messages.map(objectOf)) {
    const calls = listOf(message['tool_calls']).map(plainCall);
    // The agent's greeting is written into the test: nobody has asked yet.
    if (message['role'] === 'assistant' && isOpen)
      session.answer(place, { content: message['content'], tool_calls: calls }, (record) =>
        describe(record, message, run, info),
      );
    else if (message['role'] === 'assistant') session.recall({ content: message['content'], tool_calls: calls });
    else session.say(message);
    isOpen ||= message['role'] === 'user';
  }
  return session.answers;
}

function plainCall(call: unknown): JsonObject {
  const { function: inner, name, arguments: input } = objectOf(call);
  return { function: isObject(inner) ? inner : { name, arguments: input } };
}

function describe(record: RequestRecord, message: JsonObject, run: JsonObject, info: JsonObject): void {
  const agent = objectOf(info['agent_info']);
  set(record, { time: message['timestamp'], model: agent['llm'], session: run['id'] });
  readParameters(objectOf(agent['llm_args']), record);

  fill(record, message, 'inputTokens=usage/prompt_tokens outputTokens=usage/completion_tokens costUsd=cost');
}
