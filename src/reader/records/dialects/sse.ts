import { isObject, type JsonObject } from '../fields/json.ts';

/** Lines of a body that are read. An answer has thousands; a list of millions of empty lines would end the process. */
const MAX_EVENTS = 1 << 20;

/**
 * Reads the JSON objects out of a body of server-sent events: lines `data: {...}`, up to `data: [DONE]`.
 * Pieces that are no JSON (a cut last one) are left out. Undefined when the text is no such body.
 */
export function readEvents(text: string): JsonObject[] | undefined {
  if (!SSE.test(text.slice(0, 200))) return undefined;
  const events: JsonObject[] = [];
  for (const line of text.split('\n', MAX_EVENTS)) {
    if (!line.startsWith('data:')) continue;
    const event = parse(line.slice('data:'.length));
    if (event !== undefined) events.push(event);
  }
  return events;
}

/** Reads a body of one JSON object a line, as Ollama streams it. Undefined when the text is no such body. */
export function readJsonLines(text: string): JsonObject[] | undefined {
  if (!/^\s*\{/.test(text.slice(0, 200))) return undefined;
  const objects = text
    .split('\n', MAX_EVENTS)
    .map(parse)
    .filter((object) => object !== undefined);
  return objects.length > 1 ? objects : undefined;
}

const SSE = /^\s*(?:data:|event:|id:|:)/;

function parse(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
