import { makeAnswer } from '../../fields/answer.ts';
import { type JsonObject, listOf, objectOf, textOf } from '../../fields/json.ts';
import { htmlText } from './html-text.ts';
import { emit, type Format, newRecord, type RecordSink, set } from '../kit.ts';

/** Activity of Gemini Apps as Google Takeout exports it: a question and its answer in HTML. */
export const geminiActivity: Format = {
  name: 'gemini-activity',
  facts: 'documentation | time agent messages answer status | Gemini Apps: activity as Google Takeout exports it',
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
  if (html.length === 0 && !BEFORE.test(title)) return sink.skip('activity of an account without the text of requests');
  const record = newRecord('gemini-activity');
  record.messages.push({ role: 'user', text: title.replace(BEFORE, ''), toolCalls: '' });
  if (html.length > 0) record.answer = makeAnswer(htmlText(html.join('\n')), '', undefined);
  set(record, { time: value['time'], userAgent: 'gemini-apps' });
  record.status = 'ok';
  emit(record, sink);
}
