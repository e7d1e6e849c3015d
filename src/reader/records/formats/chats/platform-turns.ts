import { chooseAccount, type IdentityFields } from '../../fields/identity.ts';
import type { JsonObject } from '../../fields/json.ts';
import { Transcript } from '../transcript.ts';
import { newRecord, type RecordSink, set } from '../kit.ts';

/** What somebody said in a conversation of a chat platform with an assistant. */
export interface PlatformTurn {
  /** A colleague is a person who answers in the place of the assistant. */
  by: 'user' | 'assistant' | 'colleague';
  text: string;
  /** The object it stands in. */
  at: JsonObject;
  time: unknown;
  id?: unknown;
  /** Who said it, where that is known of each message. */
  user?: unknown;
  userAgent?: unknown;
}

/** What a conversation says of all its calls. */
export interface PlatformConversation {
  format: string;
  who: IdentityFields;
  session: unknown;
}

/**
 * Each message of a user is a call with all that was said before it; what the assistant says until the next one is its answer. A message
 * that a person answers is none.
 */
export function readTurns(turns: readonly PlatformTurn[], conversation: PlatformConversation, sink: RecordSink): void {
  const session = new Transcript(conversation.format, sink);
  /** Where the answer ends that was read last: each message is read once. */
  let answered = 0;
  for (const [at, turn] of turns.entries()) {
    const { by, text } = turn;
    if (by !== 'user') {
      if (at >= answered) session.recall({ content: text });
      continue;
    }
    session.say({ role: 'user', content: text });
    if (turns[at + 1]?.by === 'colleague') continue;
    answered = at + 1;
    while (turns[answered]?.by === 'assistant') answered++;
    const said = turns.slice(at + 1, answered);
    session.answer(turn.at, { content: said.map((next) => next.text).join('\n') }, (record) => {
      set(record, { time: turn.time, id: turn.id, session: conversation.session, userAgent: turn.userAgent });
      chooseAccount(record, { user: turn.user, ...conversation.who });
    });
  }
  if (session.answers === 0) sink.skip('conversation without a message that an assistant got');
}

/** Rows in the order of their times: consoles and APIs may give the newest first. Rows of one time stay as they are. */
export function inOrderOfTime(rows: readonly JsonObject[], name: string): JsonObject[] {
  const timed = rows.map((row) => {
    const record = newRecord('');
    set(record, { time: row[name] });
    return { row, time: record.time ?? 0 };
  });
  return timed.sort((a, b) => a.time - b.time).map(({ row }) => row);
}
