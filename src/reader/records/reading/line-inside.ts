import { isObject, type JsonObject, textOf } from '../fields/json.ts';
import { textOfBytes } from '../formats/wrappers/packed-json.ts';
import { cleanLine } from '../formats/text-format.ts';
import { isServerLine, requestFormat } from '../formats/text-formats.ts';
import type { RequestEmitter } from './request-emitter.ts';

/** The time that a log collector wrote next to a record or a line. */
export function collectorTime(value: JsonObject): string {
  return firstText(value, TIMES) ?? '';
}

export const SERVER_OUTPUT = 'other output of a server';

/** Collectors put a line of a server log into a field of a JSON object, with the time next to it. False where no such line is known. */
export function readLineInside(value: unknown, emitter: RequestEmitter): boolean {
  const inside = isObject(value) ? lineInside(value) : undefined;
  if (inside === undefined) return false;
  const line = cleanLine(inside);
  const format = requestFormat(line);
  if (isObject(value)) emitter.around = [value];
  if (format !== undefined) format.read(line.slice(format.startsAt?.(line) ?? 0), emitter);
  else if (isServerLine(line)) emitter.skip(SERVER_OUTPUT);
  else return false;
  return true;
}

/** The same of a list of such objects. False where no line of it is known. */
export function readLinesListed(value: unknown, emitter: RequestEmitter): boolean {
  let known = false;
  for (const event of isObject(value) ? linesListed(value) : []) {
    emitter.prefix = timeOfLine(event);
    known = readLineInside(event, emitter) || known;
  }
  return known;
}

/** The time next to a line in a list of them; CloudWatch gives it in ms. */
function timeOfLine(event: JsonObject): string {
  const { timestamp } = event;
  const isTime = typeof timestamp === 'number' && timestamp > 0 && timestamp < LATEST;
  return isTime ? new Date(timestamp).toISOString() : collectorTime(event);
}

/** Later times have no date. */
const LATEST = 8.64e15;

/** Lines that stand in a list, as the commands and the subscriptions of CloudWatch give them. */
function linesListed(value: JsonObject): readonly JsonObject[] {
  const list = value['events'] ?? value['logEvents'];
  return Array.isArray(list) ? list.filter(isObject).filter((event) => textOf(event['message']) !== undefined) : [];
}

/** A line of text that a log collector put into an object. */
function lineInside(value: JsonObject): string | undefined {
  return firstText(value, LINES) ?? textOfBytes(value['MESSAGE']);
}

const TIMES = ['time', 'timestamp', '@timestamp', 'ts', 'TimeGenerated'] as const;
const LINES = [
  ...(['log', 'message', '@message', 'MESSAGE', 'msg', 'textPayload', 'line'] as const),
  // Azure Monitor.
  ...(['LogMessage', 'LogEntry', 'Log', 'Log_s', 'ResultDescription', 'resultDescription'] as const),
] as const;

function firstText(value: JsonObject, names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = textOf(value[name]);
    if (text !== undefined) return text;
  }
  return undefined;
}
