import { isObject, type JsonObject, numberOf, objectOf, textOf } from '../../fields/json.ts';
import { Transcript } from '../transcript.ts';
import { type Format, type RecordSink, type RequestRecord, set } from '../kit.ts';
import { wordSet } from '../../../../schema/words.ts';

/**
 * What coding agents print with `--output-format stream-json`, an event a line: Gemini CLI, the first Antigravity CLI and
 * Factory Droid. A run begins with the model and the session; an answer may come in pieces.
 */
export const agentStreams: Format = {
  name: 'agent-streams',
  facts:
    'documentation | time messages answer tokens status | Streams of coding agents (`stream-json`): Gemini CLI, Antigravity CLI, Factory Droid',
  matches: (value) => isStart(value) || isMessage(value) || isTool(value) || isEnd(value) || isStep(value),
  read: (value, sink) => {
    if (isStep(value)) sink.reject(STEP);
    else if (!sink.piece('agent-streams', '', value)) sink.skip('event of a very long stream');
  },
  join,
};

const STEP =
  "step of Antigravity CLI's newer stream, whose fields are not published: write a mapping for it, beginning with `prompt-audit inspect --write-mapping`";

const isStep = (value: JsonObject): boolean => value['type'] === 'step_update' && 'step_type' in value;

const isStart = (value: JsonObject): boolean =>
  typeof value['session_id'] === 'string' &&
  (value['type'] === 'init' || (value['type'] === 'system' && value['subtype'] === 'init')) &&
  // That of Claude Code is another one.
  !('permissionMode' in value || 'mcp_servers' in value || 'apiKeySource' in value);

const MESSAGE_KEYS: ReadonlySet<string> = wordSet('type role id text content delta timestamp session_id');

const isMessage = (value: JsonObject): boolean =>
  value['type'] === 'message' &&
  'timestamp' in value &&
  textIn(value) !== undefined &&
  Object.keys(value).every((key) => MESSAGE_KEYS.has(key));

const isTool = (value: JsonObject): boolean =>
  ((value['type'] === 'tool_use' || value['type'] === 'tool_call') &&
    isObject(value['parameters']) &&
    nameOfTool(value) !== undefined) ||
  (value['type'] === 'tool_result' && ('tool_id' in value || 'messageId' in value));

const isEnd = (value: JsonObject): boolean =>
  (value['type'] === 'result' && typeof value['status'] === 'string' && isObject(value['stats'])) ||
  (value['type'] === 'completion' && 'finalText' in value);

const nameOfTool = (value: JsonObject): string | undefined => textOf(value['tool_name']) ?? textOf(value['toolName']);

function textIn(value: JsonObject): string | undefined {
  return textOf(value['text']) ?? textOf(value['content']) ?? textOf(objectOf(value['delta'])['text']);
}

function join(events: readonly JsonObject[], sink: RecordSink): void {
  let run = new Run({}, sink);
  for (const event of events) {
    if (isStart(event)) {
      run.end();
      run = new Run(event, sink);
    } else run.see(event);
  }
  run.end();
}

/** One run of an agent, from its first event to the next run's. */
class Run {
  private readonly session: Transcript;
  private text = '';
  private calls: JsonObject[] = [];
  /** The event with which the answer began that is being put together. */
  private first: JsonObject | undefined;
  private stats: JsonObject = {};

  constructor(
    private readonly start: JsonObject,
    sink: RecordSink,
  ) {
    this.session = new Transcript('agent-streams', sink);
  }

  see(event: JsonObject): void {
    if (isEnd(event)) {
      // What a run took is what its only call took.
      if (this.session.answers === 0) this.stats = objectOf(event['stats']);
      this.flush(event['status'] !== 'error');
    } else if (event['type'] === 'tool_result') {
      this.flush(true);
      this.session.say({ role: 'tool', content: event['output'] ?? event['value'] });
    } else if (event['type'] !== 'message') {
      this.first ??= event;
      this.calls.push({ function: { name: nameOfTool(event), arguments: event['parameters'] } });
    } else if (event['role'] === 'user') {
      this.flush(true);
      this.session.say({ role: 'user', content: textIn(event) });
    } else {
      const isPiece = event['delta'] !== undefined && event['delta'] !== false;
      if (!isPiece) this.flush(true);
      this.first ??= event;
      this.text += textIn(event) ?? '';
    }
  }

  end(): void {
    this.flush(true);
  }

  private flush(isWhole: boolean): void {
    const { first, text: content, calls } = this;
    if (first === undefined) return;
    this.session.answer(first, { content, tool_calls: calls }, (record) => this.describe(record, first, isWhole));
    this.first = undefined;
    this.text = '';
    this.calls = [];
  }

  private describe(record: RequestRecord, event: JsonObject, isWhole: boolean): void {
    set(record, {
      time: event['timestamp'],
      id: event['id'],
      model: this.start['model'],
      session: this.start['session_id'] ?? event['session_id'],
      inputTokens: numberOf(this.stats['input_tokens']),
      outputTokens: numberOf(this.stats['output_tokens']),
    });
    if (!isWhole) record.status = 'error';
  }
}
