import { type JsonObject, listOf, objectOf, textOf, unpackJson } from '../fields/json.ts';
import { readAttributes } from './attributes.ts';

const MESSAGE = /^gen_ai\.(system|user|assistant|tool)\.message$/;

/**
 * Puts the messages that instrumentations write into events into the attributes of their span: one event per message, as
 * events of the span, or as a list in an attribute.
 */
export function addContentEvents(events: unknown, attributes: Record<string, unknown>): void {
  const messages: JsonObject[] = [];
  for (const value of listOf(events)) {
    const event = objectOf(value);
    const name = textOf(event['name']) ?? textOf(event['event.name']) ?? '';
    if (!name.startsWith('gen_ai.')) continue;
    const own = event['name'] === undefined ? event : readAttributes(event['attributes'] ?? event['fields']);
    const role = MESSAGE.exec(name)?.[1];
    if (role !== undefined) messages.push({ role, ...bodyOf(own) });
    else if (name === 'gen_ai.choice') addChoice(bodyOf(own), attributes);
    else Object.assign(attributes, own);
  }
  if (messages.length > 0) attributes['gen_ai.input.messages'] ??= messages;
}

/** What an event says: as fields of its own, or as JSON in one of them. */
function bodyOf(own: JsonObject): JsonObject {
  const packed = objectOf(unpackJson(own['gen_ai.event.content'] ?? own['body']));
  const body = { ...own, ...packed };
  return { ...body, tool_calls: unpackJson(body['tool_calls']) };
}

export function addChoice(body: JsonObject, attributes: Record<string, unknown>): void {
  const message = unpackJson(body['message']);
  const said = typeof message === 'string' ? { content: message } : objectOf(message ?? body);
  attributes['gen_ai.output.messages'] ??= [{ role: 'assistant', finish_reason: body['finish_reason'], ...said }];
}
