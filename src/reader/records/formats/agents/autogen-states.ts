import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../fields/json.ts';
import { readMetadataFields } from '../../fields/metadata-fields.ts';
import { Transcript } from '../transcript.ts';
import { contentOf } from './autogen.ts';
import { type Format, type RecordSink, set } from '../kit.ts';

/**
 * States of AutoGen's agents and teams, as `save_state` gives them: each agent keeps what it said to its model and what came
 * back. The thread of the team says the same again, and is read only where no agent kept anything.
 */
export const autogenStates: Format = {
  name: 'autogen-states',
  facts: 'source code | time account system messages answer status | AutoGen: saved states of agents and teams',
  matches: (value) => typeof value['type'] === 'string' && (isObject(value['agent_states']) || 'llm_context' in value),
  read: (value, sink) => {
    const states = isObject(value['agent_states']) ? Object.entries(value['agent_states']) : [['', value] as const];
    const contexts = states.map(([name, state]) => [name, contextOf(objectOf(state))] as const);
    const answers = contexts.reduce((sum, [name, messages]) => sum + readThread(name, messages, sink), 0);
    const threads = states.map(([, state]) => listOf(objectOf(state)['message_thread']).map(objectOf));
    const said = answers > 0 ? 0 : threads.reduce((sum, thread) => sum + readThread('', thread, sink), 0);
    if (answers + said === 0) sink.skip('saved state of agents that have said nothing');
  },
};

/** What an agent keeps, even where it is in a container of its own. */
function contextOf(state: JsonObject): JsonObject[] {
  const inner = isObject(state['agent_state']) ? state['agent_state'] : state;
  const kept = objectOf(inner['llm_context'])['messages'] ?? inner['llm_messages'];
  return listOf(kept).map(objectOf);
}

/** @returns how many answers there were */
function readThread(agent: string, messages: readonly JsonObject[], sink: RecordSink): number {
  const session = new Transcript('autogen-states', sink);
  for (const message of messages) {
    const calls = listOf(message['content']).filter((item) => textOf(objectOf(item)['arguments']) !== undefined);
    const content = calls.length > 0 ? '' : contentOf(message['content']);
    const { type } = message;
    if (type === 'AssistantMessage' || isObject(message['models_usage'])) {
      sink.within(() => message);
      session.answer(message, { content, tool_calls: calls.map((call) => ({ function: call })) }, (record) => {
        set(record, { id: message['id'] });
        readMetadataFields({ ...message, user: textOf(message['source']) ?? agent }, record);
        record.status = 'ok';
      });
    } else {
      const role = type === 'SystemMessage' ? 'system' : type === 'FunctionExecutionResultMessage' ? 'tool' : 'user';
      session.say({ role, content });
    }
  }
  return session.answers;
}
