import { setMissingNumber } from '../../fields/set-missing.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../../fields/json.ts';
import { Transcript } from '../transcript.ts';
import { fill, type Format, type RecordSink, type RequestRecord, set } from '../kit.ts';

/**
 * Sessions of opencode: one file per message and a file a part of one, joined by the session's id; or one object, as
 * `opencode export` writes it. What a model said in one turn may stand for several calls, each between a start and a
 * finish of a step.
 */
export const opencode: Format = {
  name: 'opencode',
  facts:
    'recorded logs | time account agent system messages answer tokens cost status | opencode sessions: stored messages and parts, and exports',
  matches: (value) => isMessage(value) || isPart(value) || isSession(value) || isExport(value),
  read: (value, sink) => {
    if (isExport(value)) readExport(value, sink);
    else if (isSession(value)) sink.skip('note of a coding session');
    else if (!sink.piece('opencode', textOf(value['sessionID']) ?? '', value)) sink.skip('row of a very long session');
  },
  join: joinSession,
};

const isMessage = (value: JsonObject): boolean =>
  typeof value['sessionID'] === 'string' &&
  (value['role'] === 'user' || value['role'] === 'assistant') &&
  isObject(value['time']);

const isPart = (value: JsonObject): boolean =>
  typeof value['sessionID'] === 'string' && typeof value['messageID'] === 'string' && typeof value['type'] === 'string';

const isSession = (value: JsonObject): boolean =>
  typeof value['id'] === 'string' && typeof value['directory'] === 'string' && isObject(value['time']);

const isExport = (value: JsonObject): boolean =>
  isObject(value['info']) && isObject(objectOf(listOf(value['messages'])[0])['info']);

function readExport(value: JsonObject, sink: RecordSink): void {
  const session = new Transcript('opencode', sink);
  const { directory } = objectOf(value['info']);
  for (const item of listOf(value['messages']).map(objectOf))
    readMessage(objectOf(item['info']), listOf(item['parts']).map(objectOf), value, directory, session);
  if (session.answers === 0) sink.skip('conversation without an answer');
}

function joinSession(pieces: readonly JsonObject[], sink: RecordSink): void {
  const session = new Transcript('opencode', sink);
  const parts = pieces.filter(isPart);
  const messages = pieces.filter((piece) => isMessage(piece) && !isPart(piece));
  const started = ({ time }: JsonObject): number => numberOf(objectOf(time)['created']) ?? 0;
  const folder = messages.map(folderOf).find((path) => path !== undefined);
  for (const message of [...messages].sort((a, b) => started(a) - started(b))) {
    const own = parts.filter(({ messageID }) => messageID === message['id']);
    readMessage(message, own, message, folderOf(message) ?? folder, session);
  }
}

function folderOf({ path }: JsonObject): unknown {
  return textOf(path) ?? objectOf(path)['root'] ?? objectOf(path)['cwd'];
}

/**
 * @param place the piece that its calls are on
 * @param folder the project's, which is who works there as far as the session says
 */
function readMessage(
  message: JsonObject,
  parts: readonly JsonObject[],
  place: JsonObject,
  folder: unknown,
  session: Transcript,
): void {
  if (message['role'] === 'user') {
    const content = parts.map((part) => (part['type'] === 'text' ? { text: part['text'] } : part)).filter(isSent);
    session.say({ role: 'user', content });
    return;
  }
  const system = listOf(message['system']).filter((text) => typeof text === 'string');
  if (session.answers === 0 && system.length > 0) session.say({ role: 'system', content: system.join('\n') });
  let step: JsonObject[] = [];
  const finish = (end: JsonObject): void => {
    const texts = step.filter(({ type }) => type === 'text');
    const calls = step.filter(({ type }) => type === 'tool');
    const content = texts.map(({ text }) => ({ text }));
    const called = calls.map(({ tool, state }) => ({
      function: { name: tool, arguments: objectOf(state)['input'] },
    }));
    session.answer(place, { content, tool_calls: called }, (record) => {
      describe(record, message, end);
      set(record, { project: folder });
    });
    for (const { state } of calls) {
      const { output, error } = objectOf(state);
      session.say({ role: 'tool', content: output ?? error ?? '' });
    }
    step = [];
  };
  for (const part of parts) {
    if (part['type'] === 'step-finish') finish(part);
    else step.push(part);
  }
  if (step.some(({ type }) => type === 'text' || type === 'tool') || parts.length === 0) finish({});
}

function isSent(part: JsonObject): boolean {
  return part['type'] === undefined || part['type'] === 'file';
}

function describe(record: RequestRecord, message: JsonObject, end: JsonObject): void {
  fill(record, message, 'time=time/created model=modelID|model/modelID session=sessionID', { userAgent: 'opencode' });
  const tokens = objectOf(end['tokens'] ?? message['tokens']);
  const cache = objectOf(tokens['cache']);
  const fresh = numberOf(tokens['input']);
  if (fresh !== undefined)
    setMissingNumber(record, 'inputTokens', fresh + (numberOf(cache['read']) ?? 0) + (numberOf(cache['write']) ?? 0));
  set(record, { outputTokens: tokens['output'], costUsd: end['cost'] ?? message['cost'] });
  if (isObject(message['error'])) record.status = 'error';
}
