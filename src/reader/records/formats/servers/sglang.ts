import { readTemplatedPrompt } from '../../dialects/chat-template.ts';
import { markContent } from '../../fields/content.ts';
import { readChat, readParameters } from '../../dialects/openai-chat.ts';
import { makeAnswer } from '../../fields/answer.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../../fields/json.ts';
import { readPythonFields } from '../../fields/python-literal.ts';
import { NO_REQUEST, type TextFormat } from '../text-format.ts';
import { readTime } from '../../fields/time.ts';
import { type Format, newRecord, type RecordSink, type RequestRecord, set } from '../kit.ts';

/** Request log of an SGLang server as JSON. The finished event repeats the request, so the received one only stands in for it. */
export const sglang: Format = {
  name: 'sglang',
  facts: 'source code | time messages parameters answer tokens status | SGLang request logs, JSON and text',
  matches: (value) =>
    typeof value['rid'] === 'string' && /^request\.(?:received|finished)$/.test(textOf(value['event']) ?? ''),
  read: (value, sink) => {
    if (!sink.piece('sglang', textOf(value['rid']) ?? '', value)) join([value], sink);
  },
  join,
};

/** The same log as text: Python objects after `Receive:` and `Finish:`. */
export const sglangText: TextFormat = {
  name: 'sglang',
  facts: sglang.facts,
  holdsRequest: (line) => PART.test(line),
  isOther: (line) => /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?: [A-Z]+\d+)*\] /.test(line),
  read: readLine,
};

const PART = /^\[?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?)?[^{('"]{0,60}?(Receive|Finish): (?=obj=)/;

function readLine(line: string, sink: RecordSink): void {
  const part = PART.exec(line);
  if (part === null) return sink.skip(NO_REQUEST);
  const { fields, cut } = readPythonFields(line, part[0].length);
  const { obj, out } = fields;
  const event = part[2] === 'Finish' ? 'request.finished' : 'request.received';
  const value = { event, timestamp: part[1]?.replace(',', '.'), obj: objectOf(obj), out: objectOf(out), cut };
  const rid = textOf(objectOf(obj)['rid']) ?? textOf(objectOf(objectOf(out)['meta_info'])['id']);
  if (rid === undefined || !sink.piece('sglang', rid, value)) join([value], sink);
}

/** A caller may choose the id. With as many that came in as were finished they belong together in their order, else each stands alone. */
function join(events: readonly JsonObject[], sink: RecordSink): void {
  const [received, finished] = ['received', 'finished'].map((kind) =>
    events.filter(({ event }) => event === `request.${kind}`),
  ) as [JsonObject[], JsonObject[]];
  if (received.length === finished.length)
    for (const [at, asked] of received.entries()) emitCall(asked, finished[at], sink);
  else {
    for (const asked of received) emitCall(asked, undefined, sink);
    for (const answered of finished) emitCall(undefined, answered, sink);
  }
}

function emitCall(received: JsonObject | undefined, finished: JsonObject | undefined, sink: RecordSink): void {
  const first = received ?? finished;
  if (first === undefined) return;
  const record = newRecord('sglang');
  // The finished event of the text form may name the request only.
  const asked = { ...stated(objectOf(received?.['obj'])), ...stated(objectOf(finished?.['obj'])) };
  readAsked(asked, record);
  if (finished !== undefined) readOut(objectOf(finished['out']), record);
  if (!readTime(record, first['timestamp'])) readTime(record, finished?.['timestamp']);
  set(record, { id: first['rid'] ?? asked['rid'] });
  record.status = finished === undefined ? 'unknown' : 'ok';
  markContent(record);
  const isCut =
    received?.['cut'] === true || finished?.['cut'] === true || record.messages.some(({ text }) => isCutText(text));
  if (record.content === 'full' && isCut) record.content = 'truncated';
  sink.at(finished ?? first);
  sink.request(record);
}

function readAsked(asked: JsonObject, record: RequestRecord): void {
  const { text, sampling_params: settings } = asked;
  const prompts = typeof text === 'string' ? [text] : listOf(text).filter((item) => typeof item === 'string');
  for (const prompt of prompts) readTemplatedPrompt(prompt, record);
  if (Array.isArray(asked['messages'])) readChat(asked['messages'], record);
  const parameters = objectOf(settings);
  readParameters({ ...parameters, stream: asked['stream'] }, record);
  const maxTokens = numberOf(parameters['max_new_tokens']);
  if (maxTokens !== undefined) record.parameters.maxTokens = maxTokens;
  if (asked['return_logprob'] === true) record.parameters.logprobs = true;
  if (typeof (parameters['json_schema'] ?? parameters['regex'] ?? parameters['ebnf']) === 'string') {
    record.parameters.structured = true;
  }
  const images = asked['image_data'];
  const last = record.messages.at(-1);
  if (last !== undefined && images !== undefined && images !== null) last.media = Math.max(1, listOf(images).length);
  const tokens = listOf(asked['input_ids']);
  if (tokens.length > 0 && typeof tokens[0] === 'number') record.inputTokens = tokens.length;
}

function readOut(out: JsonObject, record: RequestRecord): void {
  const facts = objectOf(out['meta_info']);
  const { finish_reason: finish } = facts;
  const text = textOf(out['text']);
  if (text !== undefined) record.answer = makeAnswer(text, '', isObject(finish) ? finish['type'] : finish);
  const prompt = numberOf(facts['prompt_tokens']);
  if (prompt !== undefined) record.inputTokens = prompt;
  set(record, { outputTokens: facts['completion_tokens'], latencyS: facts['e2e_latency'] });
}

function stated(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== null && item !== undefined));
}

/** Level 2 keeps 1,024 characters of either end of a longer text, with three dots between. */
function isCutText(text: string): boolean {
  return text.length === 2051 && text.startsWith('...', 1024);
}
