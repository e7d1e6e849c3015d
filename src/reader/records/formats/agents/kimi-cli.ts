import { addAll } from '../../../../math/lists/many.ts';
import { setMissingNumber } from '../../fields/set-missing.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../../fields/json.ts';
import { holdsPlainCall } from '../general/plain-call.ts';
import { Transcript } from '../transcript.ts';
import { type Format, type RecordSink, type RequestRecord, set } from '../kit.ts';
import { wordSet } from '../../../../schema/words.ts';

/** Sessions of Kimi CLI: a row an event, with one for each call that was sent. */
export const kimiCli: Format = {
  name: 'kimi-cli',
  facts: 'recorded logs | time agent system messages tools parameters answer tokens status | Kimi CLI sessions',
  matches: (value) =>
    ROWS.test(textOf(value['type']) ?? '') &&
    ('time' in value || 'protocol_version' in value) &&
    // Events of other programs (CloudEvents) have such types too.
    !('specversion' in value || holdsPlainCall(value)),
  read: (row, sink) => {
    if (!KEPT.has(row['type'])) sink.skip('note of a coding session');
    else if (!sink.piece('kimi-cli', '', row)) sink.skip('row of a very long session');
  },
  join: joinSession,
};

const ROWS =
  /^(?:metadata|(?:config|tools|turn|context|llm|permission|profile|plugin|runtime|token_counting|session|usage|plan_mode|full_compaction|goal|cron|swarm|micro_compaction)\.[a-z_]{1,40})$/;

const KEPT: ReadonlySet<unknown> = wordSet(`config.update profile.bind context.append_message
  context.append_loop_event context.apply_compaction llm.tools_snapshot llm.request`);

function joinSession(rows: readonly JsonObject[], sink: RecordSink): void {
  const session = new Transcript('kimi-cli', sink);
  let call: Call | undefined;
  let hasSystem = false;
  let hasTools = false;
  /** The system prompt and the tools, which stay when the rest is forgotten. */
  const lasting: JsonObject[] = [];
  const always = (content: unknown): void => {
    lasting.push({ role: 'system', content });
    session.say({ role: 'system', content });
  };
  const finish = (): void => {
    const done = call;
    call = undefined;
    if (done === undefined) return;
    session.answer(done.asked, { content: done.content, tool_calls: done.calls }, (record) => describe(record, done));
    for (const content of done.results) session.say({ role: 'tool', content });
  };
  for (const row of rows) {
    const message = objectOf(row['message']);
    const system = textOf(row['systemPrompt']);
    if (system !== undefined && !hasSystem) {
      always(system);
      hasSystem = true;
    } else if (row['type'] === 'llm.tools_snapshot' && !hasTools) {
      for (const tool of listOf(row['tools'])) {
        if (isObject(tool)) always({ function: tool });
      }
      hasTools = true;
    } else if (row['type'] === 'llm.request') {
      finish();
      call = { asked: row, content: [], calls: [], results: [], end: {} };
    } else if (row['type'] === 'context.append_loop_event') {
      if (call !== undefined) addEvent(objectOf(row['event']), call);
    } else if (row['type'] === 'context.append_message' && message['role'] === 'assistant') {
      if (call !== undefined) addAll(call.content, contentOf(message['content']));
      finish();
    } else if (row['type'] === 'context.append_message') {
      finish();
      session.say(message);
    } else if (row['type'] === 'context.apply_compaction') {
      finish();
      session.forget();
      for (const message of lasting) session.say(message);
      session.say({ role: 'user', content: row['contextSummary'] ?? row['summary'] });
    }
  }
  finish();
}

interface Call {
  /** The row that says what was asked of which model. */
  asked: JsonObject;
  content: unknown[];
  calls: JsonObject[];
  /** Results of tools, which may come before the end of the step that called them. */
  results: unknown[];
  end: JsonObject;
}

function contentOf(content: unknown): readonly unknown[] {
  return Array.isArray(content) ? content : [content];
}

function addEvent(event: JsonObject, call: Call): void {
  const part = objectOf(event['part']);
  if (event['type'] === 'content.part' && part['type'] !== 'think') call.content.push(part);
  else if (event['type'] === 'tool.call')
    call.calls.push({ function: { name: event['name'], arguments: event['args'] } });
  else if (event['type'] === 'tool.result') call.results.push(objectOf(event['result'])['output']);
  else if (event['type'] === 'step.end') call.end = event;
}

function describe(record: RequestRecord, { asked, end }: Call): void {
  set(record, { time: asked['time'], model: asked['model'] ?? asked['modelAlias'], userAgent: 'kimi-cli' });
  const maxTokens = numberOf(asked['maxTokens']);
  if (maxTokens !== undefined) record.parameters.maxTokens = maxTokens;
  const usage = objectOf(end['usage']);
  const fresh = numberOf(usage['inputOther']);
  if (fresh !== undefined)
    setMissingNumber(
      record,
      'inputTokens',
      fresh + (numberOf(usage['inputCacheRead']) ?? 0) + (numberOf(usage['inputCacheCreation']) ?? 0),
    );
  set(record, { outputTokens: usage['output'] });
}
