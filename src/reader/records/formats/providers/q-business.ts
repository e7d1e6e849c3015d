import { formatOf } from '../record-format.ts';

/**
 * Conversation logs of Amazon Q Business: a row for each question with its answer, and one for what somebody thought of it
 * (https://docs.aws.amazon.com/amazonq/latest/qbusiness-ug/cw-log-examples.html). The account in them is the cloud's.
 */
export const qBusiness = formatOf({
  name: 'q-business',
  facts: 'documentation | time account messages answer status | Amazon Q Business: conversation logs',
  when: 'user_message_id:there system_message_id:there',
  skips: [{ when: '!user_message:there', skip: 'what became of an answer, without its call' }],
  fields: `time=event_timestamp user=user_email|user_id project=application_id session=conversation_id
    id=user_message_id prompt=user_message answer=system_message`,
  status: { blocked: 'output_metrics_is_message_blocked=true|1', ok: '@answer' },
});
