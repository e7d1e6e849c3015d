import { makeAnswer } from '../../fields/answer.ts';
import { markContent } from '../../fields/content.ts';
import { chooseAccount } from '../../fields/identity.ts';
import { type JsonObject, textOf } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { newRecord } from '../../fields/request.ts';
import { setMissingText } from '../../fields/set-missing.ts';
import { readTime } from '../../fields/time.ts';
import type { Format } from '../format.ts';

/**
 * Conversation logs of Amazon Q Business: a row for each question with its answer, and one for what somebody thought of it
 * (https://docs.aws.amazon.com/amazonq/latest/qbusiness-ug/cw-log-examples.html). The account in them is the cloud's.
 */
export const qBusiness: Format = {
  name: 'q-business',
  facts: {
    title: 'Amazon Q Business: conversation logs',
    gives: ['time', 'account', 'messages', 'answer', 'status'],
    source: 'documentation',
  },
  matches: (value) => value['user_message_id'] !== undefined && value['system_message_id'] !== undefined,
  read,
};

function read(row: JsonObject, sink: RecordSink): void {
  if (row['user_message'] === undefined) {
    sink.skip('what became of an answer, without its call');
    return;
  }
  const record = newRecord('q-business');
  const asked = textOf(row['user_message']);
  if (asked !== undefined) record.messages.push({ role: 'user', text: asked });
  const said = textOf(row['system_message']);
  if (said !== undefined) record.answer = makeAnswer(said, '', undefined);
  readTime(record, row['event_timestamp']);
  chooseAccount(record, { user: row['user_email'] ?? row['user_id'], project: row['application_id'] });
  setMissingText(record, 'session', row['conversation_id']);
  setMissingText(record, 'id', row['user_message_id']);
  const blocked = row['output_metrics_is_message_blocked'];
  const isBlocked = [true, 1, 'true', '1'].some((value) => value === blocked);
  record.status = isBlocked ? 'blocked' : said === undefined ? 'unknown' : 'ok';
  markContent(record);
  sink.request(record);
}
