import { addTo } from '../../../../math/lists/many.ts';
import { readTemplatedPrompt } from '../../dialects/chat-template.ts';
import { markContent } from '../../fields/content.ts';
import { readParameters } from '../../dialects/openai-chat.ts';
import { makeAnswer } from '../../fields/answer.ts';
import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../fields/json.ts';
import { readPythonFields } from '../../fields/python-literal.ts';
import { NO_REQUEST, type TextFormat } from '../text-format.ts';
import { withYear } from '../../fields/time.ts';
import { newRecord, type RecordSink, set } from '../kit.ts';

/**
 * Log of a vLLM server, three generations of it: the prompt in the line of the request; the prompt in a second line at
 * debug level; and the answer in a line of its own. The lines of a request share its id. They have a date without a year: the
 * year is that of a collector's time next to the line, or comes from when the log was last written.
 */
export const vllm: TextFormat = {
  name: 'vllm',
  facts: 'recorded logs | time system messages parameters answer tokens status | vLLM server logs',
  holdsRequest: (line) => PART.test(line),
  isOther: (line) => LINE.test(line) || /^(?:\(\S+ pid=\d+\) )?(?:INFO|WARNING|ERROR): {4,}/.test(line),
  read,
  join,
};

const LINE =
  /^(?:\(\S+ pid=\d+\) )?(?:INFO|DEBUG|WARNING|ERROR) ((?:\d{4}-)?\d\d-\d\d \d\d:\d\d:\d\d(?:[.,]\d{1,9})?) /;
const PART =
  /(?:(Received) request (\S+): (?=prompt: |params: )|Request (\S+) (details): |(Generated) response (\S+?)(?: \((streaming \w+)\))?: (?=output: ))/;

function read(line: string, sink: RecordSink): void {
  const part = PART.exec(line);
  if (part === null || part[7] === 'streaming delta') return sink.skip(NO_REQUEST);
  const id = part[2] ?? part[3] ?? part[6] ?? '';
  const { fields, cut } = readPythonFields(line, part.index + part[0].length);
  const time = sink.collectorTime || timeOf(LINE.exec(line)?.[1] ?? '', sink.written);
  const piece = { ...fields, part: part[1] ?? part[4] ?? part[5], id, cut, time };
  // Prompts of one completion call are numbered after its id; its answer is not.
  if (!sink.piece('vllm', id.replace(/^(cmpl-.*)-\d+$/, '$1'), piece)) join([piece], sink);
}

/** The time of a line; a configured log may have the year. */
function timeOf(written: string, until: number | undefined): string | undefined {
  const time = written.replace(',', '.');
  return /^\d{4}-/.test(time) ? time : withYear(time.slice(0, 'MM-DD hh:mm:ss'.length), until);
}

function join(pieces: readonly JsonObject[], sink: RecordSink): void {
  const requests = pieces.filter(({ part }) => part === 'Received');
  const details = pieces.filter(({ part }) => part === 'details');
  const answers = pieces.filter(({ part }) => part === 'Generated');
  if (requests.length === 0 && details.length === 0) sink.skip('answer whose request is not in the log');
  // A line that is longer than the log allows may be missing: then the others do for it.
  const calls = requests.length > 0 ? requests : details;
  const left = new Map<unknown, JsonObject[]>();
  for (const detail of details) addTo(left, detail['id'], detail);
  // A caller may choose the id, and use it again.
  for (const [index, request] of calls.entries())
    emitCall(
      request,
      left.get(request['id'])?.shift() ?? {},
      answers.length === requests.length ? answers[index] : undefined,
      sink,
    );
  for (const detail of [...left.values()].flat()) emitCall(detail, detail, undefined, sink);
}

function emitCall(request: JsonObject, detail: JsonObject, answer: JsonObject | undefined, sink: RecordSink): void {
  const record = newRecord('vllm');
  const parameters = objectOf(request['params'] ?? detail['params']);
  const prompt = textOf(request['prompt']) ?? textOf(detail['prompt']);
  if (prompt !== undefined) readTemplatedPrompt(prompt, record);
  readParameters(parameters, record);
  if (typeof parameters['logprobs'] === 'number') record.parameters.logprobs = true;
  const guided = parameters['structured_outputs'] ?? parameters['guided_decoding'];
  if (isObject(guided) && Object.values(guided).some((rule) => rule !== null && rule !== false)) {
    record.parameters.structured = true;
  }
  set(record, { id: request['id'], time: request['time'] ?? detail['time'] });
  const tokens = listOf(request['prompt_token_ids'] ?? detail['prompt_token_ids']);
  if (tokens.length > 0) record.inputTokens = tokens.length;
  if (answer !== undefined) {
    record.answer = makeAnswer(textOf(answer['output']) ?? '', '', answer['finish_reason']);
    const made = listOf(answer['output_token_ids']);
    if (made.length > 0) record.outputTokens = made.length;
    record.status = 'ok';
  }
  markContent(record);
  if (request['cut'] === true || detail['cut'] === true) record.content = 'truncated';
  sink.at(request);
  sink.request(record);
}
