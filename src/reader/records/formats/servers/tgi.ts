import { readTemplatedPrompt } from '../../dialects/chat-template.ts';
import { type JsonObject, numberOf, textOf } from '../../fields/json.ts';
import { NO_REQUEST, STARTS_WITH_TIME, type TextFormat } from '../text-format.ts';
import { emit, newRecord, type RecordSink, type RequestRecord, set } from '../kit.ts';

/**
 * Log of Text Generation Inference: a line at the end of each call, and at debug level one with its prompt, which continues
 * over lines. The two have no id in common; they are paired by the parameters they repeat, in the order of the log.
 */
export const tgi: TextFormat = {
  name: 'tgi',
  facts: 'recorded logs | time system messages parameters status | Text Generation Inference server logs',
  holdsRequest: (line) => partOf(line) !== undefined,
  isOther: (line) => STARTS_WITH_TIME.test(line) && /\btext_generation_\w+|\bINFO hf_hub\b/.test(line.slice(0, 400)),
  read,
  goesOn: (line) => partOf(line)?.input !== undefined,
  join,
};

/** Time, level, and the span of a call with what was noted in it; then the place in the source and the message. */
const CALL = /^(\S+)\s+[A-Z]+\s+((?:compat_)?generate\w*|chat_completions|completions)\{/;
const TARGET = '}: text_generation_router::';
const MESSAGE = /\S+ \S+ (?:(Input: )|Success\b)/y;

/** Characters of a span's notes that are looked at. */
const MAX_FACTS = 4096;

interface Part {
  time: string;
  call: string;
  facts: string;
  input?: string;
}

function partOf(text: string): Part | undefined {
  const [whole = '', time = '', call = ''] = CALL.exec(text) ?? [];
  const end = whole === '' ? -1 : text.indexOf(TARGET, whole.length);
  if (end < 0) return undefined;
  MESSAGE.lastIndex = end + TARGET.length;
  const message = MESSAGE.exec(text);
  if (message === null) return undefined;
  const part = { time, call, facts: text.slice(whole.length, Math.min(end, whole.length + MAX_FACTS)) };
  return message[1] === undefined ? part : { ...part, input: text.slice(MESSAGE.lastIndex) };
}

function read(text: string, sink: RecordSink): void {
  const part = partOf(text);
  if (part === undefined) return sink.skip(NO_REQUEST);
  const parameters = /\{ [^}]*\}/.exec(part.facts)?.[0] ?? '';
  if (!sink.piece('tgi', `${part.call}${parameters}`, { ...part })) join([{ ...part }], sink);
}

function join(pieces: readonly JsonObject[], sink: RecordSink): void {
  const inputs = pieces.filter(({ input }) => input !== undefined);
  const ends = pieces.filter(({ input }) => input === undefined);
  for (const [index, input] of inputs.entries()) emitCall(input, ends[index], sink);
  for (const end of ends.slice(inputs.length)) emitCall(end, end, sink);
}

function emitCall(start: JsonObject, end: JsonObject | undefined, sink: RecordSink): void {
  const record = newRecord('tgi');
  const prompt = textOf(start['input']);
  if (prompt !== undefined) readTemplatedPrompt(prompt, record);
  set(record, { time: start['time'] });
  readFacts(textOf(start['facts']) ?? '', record);
  if (end !== undefined) {
    set(record, { latencyMs: latencyOf(textOf(end['facts']) ?? '') });
    record.status = 'ok';
  }
  emit(record, sink, { at: start });
}

/** Parameters as Rust prints them: `temperature: Some(0.7)`. */
function readFacts(facts: string, record: RequestRecord): void {
  const some = (name: string): number | undefined =>
    numberOf(new RegExp(`\\b${name}: Some\\(([^)]{1,30})\\)`).exec(facts)?.[1]);
  const temperature = some('temperature');
  if (temperature !== undefined) record.parameters.temperature = temperature;
  const topP = some('top_p');
  if (topP !== undefined) record.parameters.topP = topP;
  const maxTokens = some('max_new_tokens');
  if (maxTokens !== undefined) record.parameters.maxTokens = maxTokens;
  const choices = some('best_of');
  if (choices !== undefined) record.parameters.choices = choices;
  if (facts.includes('grammar: Some(')) record.parameters.structured = true;
  if (facts.includes('decoder_input_details: true')) record.parameters.logprobs = true;
}

const UNITS: Readonly<Record<string, number>> = { s: 1000, ms: 1, µs: 1e-3, us: 1e-3, ns: 1e-6 };

function latencyOf(facts: string): number | undefined {
  const [, amount, unit = ''] = /\btotal_time="([\d.]+)(s|ms|µs|us|ns)"/.exec(facts) ?? [];
  const number = numberOf(amount);
  return number === undefined ? undefined : Math.round(number * (UNITS[unit] ?? 1));
}
