import { markContent } from '../../fields/content.ts';
import { readRequestBody } from '../../dialects/bodies.ts';
import { newRecord } from '../../fields/request.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { NO_REQUEST, type TextFormat } from '../text-format.ts';
import { readTime } from '../../fields/time.ts';

/** Log of LM Studio's server: the body of each call after a fixed sentence, on one line or several, or left out. */
export const lmStudio: TextFormat = {
  name: 'lm-studio',
  facts: {
    title: 'LM Studio server logs',
    gives: ['time', 'messages', 'parameters'],
    source: 'recorded logs',
  },
  holdsRequest: (line) => PART.test(line),
  isOther: (line) => /^\[?\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\]? ?\[(?:DEBUG|INFO|WARN|ERROR)\]/.test(line),
  read,
  goesOn: (line) => /with body\s+\{/.test(line) && !line.endsWith('}'),
};

const PART =
  /^\[?(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\]? ?\[\w+\].{0,80}?Received request: POST to \/\S{0,40}(?:completions|messages|responses|chat)\S{0,20} with body\s+/;

function read(text: string, sink: RecordSink): void {
  const part = PART.exec(text);
  if (part === null) {
    sink.skip(NO_REQUEST);
    return;
  }
  const record = newRecord('lm-studio');
  const body = text.slice(part[0].length).trim();
  if (!readRequestBody(body, record)) record.messages.push({ role: 'user', text: body.slice(0, 24) });
  readTime(record, part[1]);
  markContent(record);
  if (record.content === 'full' && body[0] !== '{') record.content = 'none';
  sink.request(record);
}
