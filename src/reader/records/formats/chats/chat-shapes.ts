/** Chats as programs keep or export them, one object a chat: what was said in each, in the order in which it was said. */
import { repair } from '../../../bytes/framing/decode.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../../fields/json.ts';
import type { IdentityFields } from '../../fields/identity.ts';

/** What somebody said. */
export interface Turn {
  role: 'user' | 'assistant' | 'system';
  content: unknown;
  /** The object it stands in. */
  at: JsonObject;
  time?: unknown;
  id?: unknown;
  model?: unknown;
  inputTokens?: unknown;
  outputTokens?: unknown;
}

/** A chat of one program. */
export interface ChatShape {
  /** The program, as the user agent of its calls. */
  program: string;
  matches: (chat: JsonObject) => boolean;
  /** Of a chat that was continued in several ways, each way. */
  ways: (chat: JsonObject) => Turn[][];
  who?: (chat: JsonObject) => IdentityFields;
  session?: (chat: JsonObject) => unknown;
}

const firstOf = (list: unknown): JsonObject => objectOf(listOf(list)[0]);

/** Texts of the parts of a message, in whatever field. */
function joined(parts: unknown, field: string): string {
  return listOf(parts)
    .map((part) => textOf(objectOf(part)[field]))
    .filter((text) => text !== undefined)
    .join('');
}

const copilotChat: ChatShape = {
  program: 'copilot-chat',
  matches: (chat) => typeof chat['responderUsername'] === 'string' && Array.isArray(chat['requests']),
  ways: (chat) => [
    listOf(chat['requests'])
      .map(objectOf)
      .flatMap((request): Turn[] => {
        const { message, response, timestamp: time, requestId: id, modelId: model } = request;
        // Steps of tools and progress stand between the pieces of text.
        const said = listOf(response).filter((part) => [undefined, 'markdownContent'].includes(kindOf(part)));
        return [
          { role: 'user', content: textOf(message) ?? objectOf(message)['text'], at: request },
          { role: 'assistant', content: joined(said.map(plainValue), 'value'), at: request, time, id, model },
        ];
      }),
  ],
  who: (chat) => ({ user: chat['requesterUsername'] }),
  session: (chat) => chat['sessionId'],
};

function kindOf(part: unknown): string | undefined {
  return textOf(objectOf(part)['kind']);
}

/** Text stands alone, or in an object of its own. */
function plainValue(part: unknown): JsonObject {
  const { content, value } = objectOf(part);
  return { value: textOf(value) ?? objectOf(content)['value'] };
}

const cody: ChatShape = {
  program: 'cody',
  matches: (chat) => isObject(firstOf(chat['interactions'])['humanMessage']),
  ways: (chat) => [
    listOf(chat['interactions'])
      .map(objectOf)
      .flatMap((interaction): Turn[] => {
        const { humanMessage, assistantMessage } = interaction;
        const { text, model } = objectOf(assistantMessage);
        const time = chat['lastInteractionTimestamp'];
        return [
          { role: 'user', content: objectOf(humanMessage)['text'], at: interaction },
          ...(text === undefined ? [] : [{ role: 'assistant' as const, content: text, at: interaction, time, model }]),
        ];
      }),
  ],
  session: (chat) => chat['id'],
};

const continueDev: ChatShape = {
  program: 'continue',
  matches: (chat) => typeof objectOf(firstOf(chat['history'])['message'])['role'] === 'string',
  ways: (chat) => [
    listOf(chat['history'])
      .map(objectOf)
      .flatMap((entry): Turn[] => {
        const { role, content, id, usage } = objectOf(entry['message']);
        const { completionOptions, modelTitle } = firstOf(entry['promptLogs']);
        const { promptTokens, completionTokens } = objectOf(usage);
        if (role !== 'user' && role !== 'assistant' && role !== 'system') return [];
        const model = objectOf(completionOptions)['model'] ?? modelTitle ?? chat['chatModelTitle'];
        return [{ role, content, at: entry, id, model, inputTokens: promptTokens, outputTokens: completionTokens }];
      }),
  ],
  who: (chat) => ({ project: chat['workspaceDirectory'] }),
  session: (chat) => chat['sessionId'],
};

const cursor: ChatShape = {
  program: 'cursor',
  matches: (chat) => 'bubbleId' in firstOf(chat['conversation']),
  ways: (chat) => [
    listOf(chat['conversation'])
      .map(objectOf)
      .flatMap((bubble): Turn[] => {
        const { text, type, timingInfo, tokenCount } = bubble;
        const { inputTokens, outputTokens } = objectOf(tokenCount);
        if (typeof text !== 'string' || text === '') return [];
        const time = objectOf(timingInfo)['clientStartTime'] ?? bubble['createdAt'] ?? chat['createdAt'];
        const model = objectOf(bubble['modelInfo'])['modelName'];
        const role = type === 1 ? 'user' : 'assistant';
        return [{ role, content: text, at: bubble, time, id: bubble['bubbleId'], model, inputTokens, outputTokens }];
      }),
  ],
  session: (chat) => chat['composerId'],
};

const zed: ChatShape = {
  program: 'zed',
  matches: (chat) => Array.isArray(firstOf(chat['messages'])['segments']),
  ways: (chat) => [
    listOf(chat['messages'])
      .map(objectOf)
      .map((message): Turn => {
        const said = listOf(message['segments']).filter((segment) => objectOf(segment)['type'] !== 'thinking');
        const role = message['role'] === 'assistant' ? 'assistant' : 'user';
        const model = objectOf(chat['model'])['model'];
        return { role, content: joined(said, 'text'), at: message, time: chat['updated_at'], model };
      }),
  ],
};

/** All text in one, and where each message starts in its bytes. */
const zedContext: ChatShape = {
  program: 'zed',
  matches: (chat) => chat['zed'] === 'context' && typeof chat['text'] === 'string',
  ways: (chat) => {
    const text = Buffer.from(repair(textOf(chat['text']) ?? ''));
    const messages = listOf(chat['messages']).map(objectOf);
    const starts = messages.map(({ start }) => numberOf(start) ?? 0);
    return [
      messages.map((message, index): Turn => {
        const { role, timestamp } = objectOf(message['metadata']);
        const content = text.toString('utf8', starts[index], starts[index + 1] ?? text.length).trim();
        // Times of Zed's own clock are no dates.
        const time = (numberOf(timestamp) ?? 0) > 1e9 ? timestamp : undefined;
        return { role: role === 'assistant' || role === 'system' ? role : 'user', content, at: message, time };
      }),
    ];
  },
  session: (chat) => chat['id'],
};

const lmStudio: ChatShape = {
  program: 'lm-studio',
  matches: (chat) => Array.isArray(firstOf(chat['messages'])['versions']),
  ways: (chat) => {
    const system: Turn = { role: 'system', content: chat['systemPrompt'], at: chat };
    const turns = listOf(chat['messages'])
      .map(objectOf)
      .map((message): Turn => {
        const version = objectOf(listOf(message['versions'])[numberOf(message['currentlySelected']) ?? 0]);
        const steps = listOf(version['steps']).map(objectOf);
        const content = joined([...listOf(version['content']), ...steps.flatMap((s) => listOf(s['content']))], 'text');
        if (version['role'] !== 'assistant') return { role: 'user', content, at: message };
        const { stats, indexedModelIdentifier: model } = objectOf(
          steps.map((step) => step['genInfo']).find((info) => info !== undefined),
        );
        const { promptTokensCount: inputTokens, predictedTokensCount: outputTokens } = objectOf(stats);
        const time = chat['createdAt'];
        return { role: 'assistant', content, at: message, time, model, inputTokens, outputTokens };
      });
    return [textOf(chat['systemPrompt']) === undefined ? turns : [system, ...turns]];
  },
};

/** A tree: each message holds those that answer it. Flat lists are one way. */
const libreChat: ChatShape = {
  program: 'librechat',
  matches: (chat) => typeof firstOf(chat['messages'])['isCreatedByUser'] === 'boolean',
  ways: (chat) => {
    const ways: Turn[][] = [];
    const walk = (messages: unknown, above: Turn[]): void => {
      const list = listOf(messages).map(objectOf);
      const isFlat = list.every((message) => !Array.isArray(message['children']));
      if (isFlat && list.length > 0) ways.push([...above, ...list.map((message) => libreTurn(message, chat))]);
      if (isFlat && list.length === 0) ways.push(above);
      if (!isFlat && above.length < MAX_TURNS)
        for (const message of list) walk(message['children'], [...above, libreTurn(message, chat)]);
    };
    walk(chat['messages'], []);
    return ways;
  },
  who: (chat) => ({ user: chat['user'] }),
  session: (chat) => chat['conversationId'],
};

/** Longest way through a tree: objects are nested so deeply at most. */
const MAX_TURNS = 500;

function libreTurn(message: JsonObject, chat: JsonObject): Turn {
  const { isCreatedByUser, text, content, createdAt: time, messageId: id, tokenCount } = message;
  const said = textOf(text) || joined(content, 'text');
  if (isCreatedByUser === true) return { role: 'user', content: said, at: message };
  const model = message['model'] ?? objectOf(chat['options'])['model'];
  return { role: 'assistant', content: said, at: message, time, id, model, outputTokens: tokenCount };
}

const grok: ChatShape = {
  program: 'grok',
  matches: (chat) => isObject(chat['conversation']) && isObject(firstOf(chat['responses'])['response']),
  ways: (chat) => [
    listOf(chat['responses'])
      .map((entry) => objectOf(objectOf(entry)['response']))
      .map((response): Turn => {
        const { message: content, sender, create_time: created, _id: id, model } = response;
        const role = /^(?:assistant|grok)$/i.test(textOf(sender) ?? '') ? 'assistant' : 'user';
        const date = objectOf(created)['$date'];
        const time = objectOf(date)['$numberLong'] ?? date ?? created;
        return { role, content, at: response, time: numberOf(time) ?? time, id, model };
      }),
  ],
  who: (chat) => ({ user: objectOf(chat['conversation'])['user_id'] }),
  session: (chat) => objectOf(chat['conversation'])['id'],
};

export const CHAT_SHAPES: readonly ChatShape[] = [
  copilotChat,
  cody,
  continueDev,
  cursor,
  zed,
  zedContext,
  lmStudio,
  libreChat,
  grok,
];
