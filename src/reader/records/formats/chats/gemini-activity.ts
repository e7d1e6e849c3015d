import { makeAnswer } from '../../fields/answer.ts';
import { markContent } from '../../fields/content.ts';
import { type JsonObject, listOf, objectOf, textOf } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { newRecord } from '../../fields/request.ts';
import { setMissingText } from '../../fields/set-missing.ts';
import { readTime } from '../../fields/time.ts';
import type { Format } from '../format.ts';
import { htmlText } from './html-text.ts';

/** Activity of Gemini Apps as Google Takeout exports it: a question and its answer in HTML. */
export const geminiActivity: Format = {
  name: 'gemini-activity',
  facts: {
    title: 'Gemini Apps: activity as Google Takeout exports it',
    gives: ['time', 'agent', 'messages', 'answer', 'status'],
    source: 'documentation',
  },
  matches: (value) =>
    listOf(value['products']).some((product) => /^(?:Gemini|Bard)/.test(textOf(product) ?? '')) &&
    typeof value['title'] === 'string',
  read,
};

/** What stands before the question. */
const BEFORE = /^Prompted[\s\u00a0]+/;

function read(value: JsonObject, sink: RecordSink): void {
  const title = textOf(value['title']) ?? '';
  const html = listOf(value['safeHtmlItem']).map((item) => textOf(objectOf(item)['html']) ?? '');
  if (html.length === 0 && !BEFORE.test(title)) {
    sink.skip('activity of an account without the text of requests');
    return;
  }
  const record = newRecord('gemini-activity');
  record.messages.push({ role: 'user', text: title.replace(BEFORE, ''), toolCalls: '' });
  if (html.length > 0) record.answer = makeAnswer(htmlText(html.join('\n')), '', undefined);
  readTime(record, value['time']);
  setMissingText(record, 'userAgent', 'gemini-apps');
  record.status = 'ok';
  markContent(record);
  sink.request(record);
}
