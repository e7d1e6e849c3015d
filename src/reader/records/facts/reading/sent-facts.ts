/** Facts of a request: only what the client sent is looked at, and only what it can say about its own history. */
import { isObject, type JsonObject } from '../../fields/json.ts';
import type { RequestRecord } from '../../fields/request.ts';
import { LIMITS } from '../facts.ts';
import { toolIdHash } from '../tool-id.ts';
import { blobsIn, reasoningBeside, resultIdIn } from './part-facts.ts';

/** Notes what a message of the request says besides its text. To be called before the message is added to the record. */
export function noteSent(message: JsonObject, record: RequestRecord): void {
  const { role, tool_call_id: called } = message;
  if (typeof called === 'string' && called !== '') noteResult(called, record);
  const content = message['content'] ?? message['parts'];
  if (Array.isArray(content)) for (const part of content) if (isObject(part)) notePart(part, role, record);
  if (role === 'assistant') for (const part of reasoningBeside(message)) if (isObject(part)) noteBlobs(part, record);
}

function notePart(part: JsonObject, role: unknown, record: RequestRecord): void {
  // A type of text alone is what nearly all parts have.
  if (part['type'] === 'text' && part['providerOptions'] === undefined && part['thoughtSignature'] === undefined)
    return;
  if (role === 'assistant' || role === 'model') noteBlobs(part, record);
  else noteItem(part, record);
}

/** Notes an item of the input that is no message: reasoning that is sent back, or what a tool gave. */
export function noteItem(item: JsonObject, record: RequestRecord): void {
  const id = resultIdIn(item);
  if (id !== undefined) noteResult(id, record);
  else if (item['type'] === 'reasoning') noteBlobs(item, record);
}

function noteBlobs(part: JsonObject, record: RequestRecord): void {
  for (const blob of blobsIn(part)) (record.sentBlobs ??= []).push({ ...blob, at: record.messages.length });
}

function noteResult(id: string, record: RequestRecord): void {
  ((record.facts ??= {}).historyToolIds ??= []).push(toolIdHash(id));
}

/** The header in which Claude Code names its session. */
export const SESSION_HEADER = 'x-claude-code-session-id';

export function noteSession(value: unknown, record: RequestRecord): void {
  if (typeof value === 'string' && value !== '') (record.facts ??= {}).clientSession ??= value.slice(0, LIMITS.text);
}
