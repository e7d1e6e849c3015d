import { isObject, type JsonObject, textOf } from '../fields/json.ts';
import { textOfBytes } from '../formats/packed-json.ts';

/** The time that a log collector wrote next to a record or a line. */
export function collectorTime(value: JsonObject): string {
  return firstText(value, TIMES) ?? '';
}

/** The time next to a line in a list of them; CloudWatch gives it in ms. */
export function timeOfLine(event: JsonObject): string {
  const { timestamp } = event;
  const isTime = typeof timestamp === 'number' && timestamp > 0 && timestamp < LATEST;
  return isTime ? new Date(timestamp).toISOString() : collectorTime(event);
}

/** Later times have no date. */
const LATEST = 8.64e15;

/** Lines that stand in a list, as the commands and the subscriptions of CloudWatch give them. */
export function linesListed(value: JsonObject): readonly JsonObject[] {
  const list = value['events'] ?? value['logEvents'];
  return Array.isArray(list) ? list.filter(isObject).filter((event) => textOf(event['message']) !== undefined) : [];
}

/** A line of text that a log collector put into an object. */
export function lineInside(value: JsonObject): string | undefined {
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
