import { type JsonObject, textOf } from '../fields/json.ts';
import { textOfBytes } from '../formats/packed-json.ts';

/** The time that a log collector wrote next to a record or a line. */
export function collectorTime(value: JsonObject): string {
  return firstText(value, TIMES) ?? '';
}

/** A line of text that a log collector put into an object. */
export function lineInside(value: JsonObject): string | undefined {
  return firstText(value, LINES) ?? textOfBytes(value['MESSAGE']);
}

const TIMES = ['time', 'timestamp', '@timestamp', 'ts'] as const;
const LINES = ['log', 'message', '@message', 'MESSAGE', 'msg', 'textPayload', 'line'] as const;

function firstText(value: JsonObject, names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = textOf(value[name]);
    if (text !== undefined) return text;
  }
  return undefined;
}
