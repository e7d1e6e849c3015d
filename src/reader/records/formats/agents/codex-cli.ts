import { addAll } from '../../../../math/lists/many.ts';
import { noteParts, noteThinkingTokens } from '../../facts/reading/answer-facts.ts';
import { setMissingText } from '../../fields/set-missing.ts';
import { isObject, type JsonObject, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { Transcript } from '../transcript.ts';
import { type Format, type RecordSink, type RequestRecord, set } from '../kit.ts';

/**
 * Session files of Codex CLI (rollouts). What the model gave is in several rows: texts and calls of tools up to the
 * next result or message are one call, and a row of token counts after them is its usage.
 */
export const codexCli: Format = {
  name: 'codex-cli',
  facts: 'recorded logs | time account agent system messages answer tokens status | Codex CLI sessions',
  matches: (value) => isObject(value['payload']) && ROWS.test(textOf(value['type']) ?? ''),
  read: (row, sink) => {
    const type = textOf(row['type']) ?? '';
    const event = textOf(objectOf(row['payload'])['type']) ?? '';
    if (!KEPT.has(type) && !(type === 'event_msg' && COUNTS.has(event))) sink.skip('note of a coding session');
    else if (!sink.piece('codex-cli', '', row)) sink.skip('row of a very long session');
  },
  join: joinSession,
};

const ROWS =
  /^(?:session_meta|response_item|event_msg|turn_context|compacted|world_state|ghost_snapshot|inter_agent\w{0,40})$/;
const KEPT: ReadonlySet<string> = new Set(['session_meta', 'response_item', 'turn_context', 'compacted']);
const COUNTS: ReadonlySet<string> = new Set(['token_count', 'turn.completed']);

interface Call {
  row: JsonObject;
  texts: unknown[];
  calls: JsonObject[];
  /** What else the model gave: reasoning, and the rows of its calls. */
  items: JsonObject[];
  usage: JsonObject;
}

function joinSession(rows: readonly JsonObject[], sink: RecordSink): void {
  const session = new Transcript('codex-cli', sink);
  let meta: JsonObject = {};
  let model: unknown;
  /** Gathers rows; a closed one waits for its token counts. */
  let open: Call | undefined;
  let closed: Call | undefined;
  /** Results of tools that came before the counts of the call that asked for them. */
  let results: unknown[] = [];
  /** Reasoning of the call that comes next. */
  let reasoning: JsonObject[] = [];

  const emit = (call: Call): void => {
    session.answer(call.row, { content: call.texts, tool_calls: call.calls }, (record) => {
      describe(record, call, meta, model);
    });
  };
  const close = (): void => {
    if (open === undefined) return;
    if (closed !== undefined) settle();
    closed = open;
    open = undefined;
  };
  const settle = (): void => {
    close();
    if (closed !== undefined) emit(closed);
    closed = undefined;
    for (const content of results) session.say({ role: 'tool', content });
    results = [];
  };
  const gather = (row: JsonObject): Call => {
    if (open === undefined) settle();
    open ??= { row, texts: [], calls: [], items: [], usage: {} };
    addAll(open.items, reasoning);
    reasoning = [];
    return open;
  };

  for (const row of rows) {
    const payload = objectOf(row['payload']);
    const kind = textOf(payload['type']) ?? '';
    if (row['type'] === 'session_meta') meta = payload;
    else if (row['type'] === 'turn_context') model = payload['model'] ?? model;
    else if (row['type'] === 'compacted') {
      settle();
      session.forget();
    } else if (COUNTS.has(kind)) {
      const usage = usageOf(payload);
      if (usage === undefined) continue;
      close();
      // Counts after counts are those of a call that left no other row.
      if (closed !== undefined && Object.keys(closed.usage).length > 0) settle();
      closed ??= { row, texts: [], calls: [], items: [], usage };
      closed.usage = usage;
    } else if (kind === 'message' && payload['role'] === 'assistant') {
      addAll(gather(row).texts, contentOf(payload['content']));
    } else if (kind === 'message') {
      settle();
      session.say(payload);
    } else if (/_call$/.test(kind)) {
      const call = gather(row);
      call.calls.push({ function: callOf(payload, kind) });
      call.items.push(payload);
    } else if (kind === 'reasoning') {
      reasoning.push(payload);
    } else if (/(?:_output|_result)$/.test(kind)) {
      close();
      results.push(resultOf(payload));
    }
  }
  settle();
}

function contentOf(content: unknown): readonly unknown[] {
  return Array.isArray(content) ? content : [content];
}

function callOf(payload: JsonObject, kind: string): JsonObject {
  const named = textOf(payload['name']) ?? textOf(objectOf(payload['function'])['name']);
  return {
    name: named ?? kind.replace(/_call$/, ''),
    arguments: payload['arguments'] ?? payload['input'] ?? payload['action'],
  };
}

function resultOf(payload: JsonObject): unknown {
  const result = unpackJson(payload['output'] ?? payload['result']);
  if (typeof result === 'string' || Array.isArray(result)) return result;
  return textOf(objectOf(result)['text']) ?? JSON.stringify(result ?? '');
}

/** Usage of the last call; the totals next to it are those of the session. */
function usageOf(payload: JsonObject): JsonObject | undefined {
  const info = objectOf(payload['info'] ?? payload['usage']);
  const usage = isObject(info['last_token_usage']) ? info['last_token_usage'] : info;
  return Object.keys(usage).length === 0 ? undefined : usage;
}

function describe(record: RequestRecord, { row, usage, items }: Call, meta: JsonObject, model: unknown): void {
  set(record, { time: row['timestamp'] });
  noteParts(items, record);
  noteThinkingTokens(usage['reasoning_output_tokens'], record);
  set(record, { model, session: meta['id'] });
  const version = textOf(meta['cli_version']);
  if (version !== undefined) setMissingText(record, 'userAgent', `codex-cli/${version}`);
  set(record, {
    project: meta['cwd'],
    inputTokens: usage['input_tokens'] ?? usage['prompt'],
    outputTokens: usage['output_tokens'] ?? usage['completion'],
  });
}
