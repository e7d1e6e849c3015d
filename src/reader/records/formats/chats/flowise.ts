import { type JsonObject, textOf } from '../../fields/json.ts';
import { Transcript } from '../transcript.ts';
import { fill, type Format, type RecordSink } from '../kit.ts';

/** Messages of Flowise, one row per message, put together by their chat. The account is the flow: nobody else is named. */
export const flowise: Format = {
  name: 'flowise',
  facts: 'documentation | time account messages answer status | Flowise: messages of chats',
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
      fill(record, row, 'time=createdDate id=id session=sessionId|chatId project=chatflowid');
    });
  }
}
