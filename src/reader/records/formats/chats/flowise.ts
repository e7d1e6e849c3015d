import { setMissingText } from '../../fields/set-missing.ts';
import { chooseAccount } from '../../fields/identity.ts';
import { type JsonObject, textOf } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { readTime } from '../../fields/time.ts';
import type { Format } from '../format.ts';
import { Transcript } from '../transcript.ts';

/** Messages of Flowise, one row per message, put together by their chat. The account is the flow: nobody else is named. */
export const flowise: Format = {
  name: 'flowise',
  facts: {
    title: 'Flowise: messages of chats',
    gives: ['time', 'account', 'messages', 'answer', 'status'],
    source: 'documentation',
  },
  matches: (value) =>
    typeof value['chatflowid'] === 'string' && typeof value['role'] === 'string' && 'content' in value,
  read: (row, sink) => {
    const chat = textOf(row['chatId']) ?? textOf(row['sessionId']) ?? '';
    if (!sink.piece('flowise', chat, row)) joinChat([row], sink);
  },
  join: joinChat,
};

function joinChat(rows: readonly JsonObject[], sink: RecordSink): void {
  const session = new Transcript('flowise', sink);
  // Exports may begin with the latest.
  const created = (row: JsonObject): string => textOf(row['createdDate']) ?? '';
  for (const row of [...rows].sort((a, b) => (created(a) < created(b) ? -1 : created(a) > created(b) ? 1 : 0))) {
    if (row['role'] !== 'apiMessage') {
      session.say({ role: 'user', content: row['content'] });
      continue;
    }
    session.answer(row, { content: row['content'] }, (record) => {
      readTime(record, row['createdDate']);
      setMissingText(record, 'id', row['id']);
      setMissingText(record, 'session', row['sessionId'] ?? row['chatId']);
      chooseAccount(record, { project: row['chatflowid'] });
    });
  }
}
