import { chooseAccount } from '../../fields/identity.ts';
import type { JsonObject } from '../../fields/json.ts';
import { Transcript } from '../transcript.ts';
import { CHAT_SHAPES, type ChatShape } from './chat-shapes.ts';
import { type Format, type RecordSink, set } from '../kit.ts';

/** Chats of programs that keep each as one object: every answer was a call with all that was said before it. */
export const chatFiles: Format = {
  name: 'chat-files',
  facts:
    'source code | time account agent system messages answer tokens status | Chats of Copilot Chat, Cody, Continue, Cursor, Zed, LM Studio, LibreChat and Grok, as they keep or export them',
  isBody: true,
  matches: (value) => shapeOf(value) !== undefined,
  read: (value, sink) => {
    const shape = shapeOf(value);
    if (shape !== undefined) readChat(value, shape, sink);
  },
};

/** What Continue logs of a call beside the call itself: its tokens, what somebody thought of it, its tools. */
export const continueNotes: Format = {
  name: chatFiles.name,
  facts: chatFiles.facts,
  matches: (value) => NOTES.has(value['eventName']) && typeof value['schema'] === 'string',
  read: (_value, sink) => sink.skip('event of an editor beside the call that it is of'),
};

const NOTES: ReadonlySet<unknown> = new Set(['tokensGenerated', 'chatFeedback', 'toolUsage']);

function shapeOf(value: JsonObject): ChatShape | undefined {
  return CHAT_SHAPES.find((shape) => shape.matches(value));
}

function readChat(chat: JsonObject, shape: ChatShape, sink: RecordSink): void {
  /** Ways of a chat have their beginning in common. */
  const known = new Set<JsonObject>();
  for (const way of shape.ways(chat)) {
    const session = new Transcript('chat-files', sink);
    for (const turn of way) {
      const { role, content, at } = turn;
      if (role !== 'assistant') session.say({ role, content });
      else if (known.has(at)) session.recall({ content });
      else {
        known.add(at);
        session.answer(at, { content }, (record) => {
          set(record, {
            time: turn.time,
            id: turn.id,
            model: turn.model,
            session: shape.session?.(chat),
            userAgent: shape.program,
            inputTokens: turn.inputTokens,
            outputTokens: turn.outputTokens,
          });
          chooseAccount(record, shape.who?.(chat) ?? {});
        });
      }
    }
  }
  if (known.size === 0) sink.skip('conversation without an answer');
}
