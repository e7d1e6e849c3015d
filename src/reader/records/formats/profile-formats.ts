import type { RecordFormat } from './format.ts';
import { isObject, type JsonObject } from '../fields/json.ts';

/** Formats that people describe for logs of their own, in addition to those in `formats.ts`. */
export interface ProfileFormats {
  /** Tried before all others: they stand in for what another format would make of the record. */
  first: readonly RecordFormat[];
  /** Tried where no other format fits. */
  last: readonly RecordFormat[];
}

export const NO_PROFILES: ProfileFormats = { first: [], last: [] };

/** Hands on each record that one of the formats matches: the value itself, or those in a list. False when there was none. */
export function readProfiled(
  value: unknown,
  formats: readonly RecordFormat[],
  take: (value: JsonObject, format: RecordFormat) => void,
): boolean {
  if (formats.length === 0) return false;
  if (Array.isArray(value)) return value.filter((item) => readProfiled(item, formats, take)).length > 0;
  const format = isObject(value) ? formats.find((candidate) => candidate.matches(value)) : undefined;
  if (format === undefined || !isObject(value)) return false;
  take(value, format);
  return true;
}
