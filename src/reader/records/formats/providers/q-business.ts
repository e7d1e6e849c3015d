import { emit, fill, type Format, type JsonObject, newRecord, type RecordSink } from '../kit.ts';

/**
 * Conversation logs of Amazon Q Business: a row for each question with its answer, and one for what somebody thought of it
 * (https://docs.aws.amazon.com/amazonq/latest/qbusiness-ug/cw-log-examples.html). The account in them is the cloud's.
 */
export const qBusiness: Format = {
  name: 'q-business',
  facts: 'documentation | time account messages answer status | Amazon Q Business: conversation logs',
  matches: (value) => value['user_message_id'] !== undefined && value['system_message_id'] !== undefined,
  read,
};

const FIELDS = `time=event_timestamp user=user_email|user_id project=application_id session=conversation_id
  id=user_message_id prompt=user_message answer=system_message`;

function read(row: JsonObject, sink: RecordSink): void {
  if (row['user_message'] === undefined) return sink.skip('what became of an answer, without its call');
  const record = newRecord('q-business');
  fill(record, row, FIELDS);
  const blocked = row['output_metrics_is_message_blocked'];
  const isBlocked = [true, 1, 'true', '1'].some((value) => value === blocked);
  record.status = isBlocked ? 'blocked' : record.answer === undefined ? 'unknown' : 'ok';
  emit(record, sink);
}
