import { readTemplatedPrompt } from '../../dialects/chat-template.ts';
import { readParameters } from '../../dialects/openai-chat.ts';
import { markContent } from '../../fields/content.ts';
import { isObject, numberOf, objectOf, textOf } from '../../fields/json.ts';
import { readPythonFields } from '../../fields/python-literal.ts';
import { NO_REQUEST, type TextFormat } from '../text-format.ts';
import { newRecord, type RecordSink, set } from '../kit.ts';

/**
 * Log of LMDeploy's server at the level of information: a line with the prompt, as the model gets it, and how to answer it. Answers are
 * not in the log. Sessions are numbers that begin again with the server, so that they tell nothing of who asks.
 */
export const lmdeploy: TextFormat = {
  name: 'lmdeploy',
  facts: 'source code | time system messages parameters tokens | LMDeploy server logs',
  holdsRequest: (line) => REQUEST.test(line),
  isOther: (line) => LINE.test(line),
  read,
};

const LINE = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} - lmdeploy - [A-Z]{4,8} - /;
const REQUEST =
  /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}) - lmdeploy - INFO - (?:\w{1,40}\.py:\d{1,6} - )?(?=session=\d{1,20}, adapter_name=)/;

function read(line: string, sink: RecordSink): void {
  const request = REQUEST.exec(line);
  if (request === null) return sink.skip(NO_REQUEST);
  const { fields, cut } = readPythonFields(line, request[0].length);
  const record = newRecord('lmdeploy');
  const prompt = textOf(fields['prompt']);
  if (prompt !== undefined) readTemplatedPrompt(prompt, record);
  const settings = objectOf(fields['gen_config']);
  readParameters({ ...settings, max_tokens: settings['max_new_tokens'] }, record);
  if (numberOf(settings['logprobs']) !== undefined) record.parameters.logprobs = true;
  if (isObject(settings['response_format'])) record.parameters.structured = true;
  set(record, { inputTokens: fields['input_tokens'], time: request[1]?.replace(',', '.') });
  markContent(record);
  if (cut && record.content === 'full') record.content = 'truncated';
  sink.request(record);
}
