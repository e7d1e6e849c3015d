import { markContent } from '../../fields/content.ts';
import { readRequestBody } from '../../dialects/bodies.ts';
import { NO_REQUEST, type TextFormat } from '../text-format.ts';
import { newRecord, type RecordSink, set } from '../kit.ts';

/** Log of LM Studio's server: the body of each call after a fixed sentence, on one line or several, or left out. */
export const lmStudio: TextFormat = {
  name: 'lm-studio',
  facts: 'recorded logs | time messages parameters | LM Studio server logs',
  holdsRequest: (line) => PART.test(line),
  isOther: (line) => /^\[?\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\]? ?\[(?:DEBUG|INFO|WARN|ERROR)\]/.test(line),
  read,
  goesOn: (line) => /with body\s+\{/.test(line) && !line.endsWith('}'),
};

const PART =
  /^\[?(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\]? ?\[\w+\].{0,80}?Received request: POST to \/\S{0,40}(?:completions|messages|responses|chat)\S{0,20} with body\s+/;

function read(text: string, sink: RecordSink): void {
  const part = PART.exec(text);
  if (part === null) return sink.skip(NO_REQUEST);
  const record = newRecord('lm-studio');
  const body = text.slice(part[0].length).trim();
  if (!readRequestBody(body, record)) record.messages.push({ role: 'user', text: body.slice(0, 24) });
  set(record, { time: part[1] });
  markContent(record);
  if (record.content === 'full' && body[0] !== '{') record.content = 'none';
  sink.request(record);
}
