import { fillText } from '../../fields/fill.ts';
import type { Format } from '../format.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../../fields/json.ts';
import { readTime } from '../../fields/time.ts';
import { Transcript } from '../transcript.ts';

/** Sessions of Kimi CLI: a row an event, with one for each call that was sent. */
export const kimiCli: Format = {
  name: 'kimi-cli',
  matches: (value) => ROWS.test(textOf(value['type']) ?? '') && ('time' in value || 'protocol_version' in value),
  read: (row, sink) => {
    if (!KEPT.has(row['type'])) sink.skip('note of a coding session');
    else if (!sink.piece('kimi-cli', '', row)) sink.skip('row of a very long session');
  },
  join: joinSession,
};

const ROWS =
  /^(?:metadata|(?:config|tools|turn|context|llm|permission|profile|plugin|runtime|token_counting|session)\.[a-z_]{1,40})$/;

const KEPT: ReadonlySet<unknown> = new Set([
  'config.update',
  'profile.bind',
  'context.append_message',
  'llm.tools_snapshot',
  'llm.request',
]);

function joinSession(rows: readonly JsonObject[], sink: RecordSink): void {
  const session = new Transcript('kimi-cli', sink);
  let request: JsonObject | undefined;
  let hasSystem = false;
  let hasTools = false;
  const emit = (content: unknown): void => {
    const asked = request;
    if (asked === undefined) return;
    request = undefined;
    session.answer(asked, { content }, (record) => {
      readTime(record, asked['time']);
      fillText(record, 'model', asked['model'] ?? asked['modelAlias']);
      fillText(record, 'userAgent', 'kimi-cli');
      const maxTokens = numberOf(asked['maxTokens']);
      if (maxTokens !== undefined) record.parameters.maxTokens = maxTokens;
    });
  };
  for (const row of rows) {
    const message = objectOf(row['message']);
    const system = textOf(row['systemPrompt']);
    if (system !== undefined && !hasSystem) {
      session.say({ role: 'system', content: system });
      hasSystem = true;
    } else if (row['type'] === 'llm.tools_snapshot' && !hasTools) {
      for (const tool of listOf(row['tools'])) {
        if (isObject(tool)) session.say({ role: 'system', content: { function: tool } });
      }
      hasTools = true;
    } else if (row['type'] === 'llm.request') {
      emit('');
      request = row;
    } else if (row['type'] === 'context.append_message' && message['role'] === 'assistant') {
      emit(message['content']);
    } else if (row['type'] === 'context.append_message') {
      emit('');
      session.say(message);
    }
  }
  emit('');
}
