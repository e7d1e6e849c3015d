import type { JsonObject } from '../fields/json.ts';
import { requestDialect } from '../dialects/bodies.ts';
import type { Format } from './format.ts';

/**
 * Finds the format of values. A format that refuses an empty object by a look at some fields refuses each object that has none
 * of them: it is asked only where one of them is there. So a value costs little where no format knows it, whatever it holds.
 */
export class FormatFinder {
  /** Which formats look at a field, by their places. */
  private readonly byField = new Map<string, number[]>();
  /** Formats that look at all fields there are. */
  private readonly always: readonly number[];
  /** The fields of the last value, and the formats that are asked about those. */
  private fields: readonly string[] = [];
  private candidates: readonly Format[] = [];

  /** @param formats in the order in which they are tried; `matches` depends on nothing but the value */
  constructor(private readonly formats: readonly Format[]) {
    const always: number[] = [];
    for (const [place, format] of formats.entries()) {
      const fields = fieldsOf(format);
      if (fields === undefined) always.push(place);
      for (const field of fields ?? []) this.byField.set(field, [...(this.byField.get(field) ?? []), place]);
    }
    this.always = always;
  }

  find(value: JsonObject): Format | undefined {
    if (!hasFields(value, this.fields)) {
      this.fields = Object.keys(value);
      this.candidates = this.candidatesFor(this.fields);
    }
    let isCall: boolean | undefined;
    for (const format of this.candidates) {
      if (isCall === true && format.isBody !== true) continue;
      if (!format.matches(value)) continue;
      if (format.isBody !== true && (isCall ??= requestDialect(value) !== undefined)) continue;
      return format;
    }
    return undefined;
  }

  private candidatesFor(fields: readonly string[]): readonly Format[] {
    let places: Set<number> | undefined;
    for (const field of fields) {
      const more = this.byField.get(field);
      if (more === undefined) continue;
      places ??= new Set(this.always);
      for (const place of more) places.add(place);
    }
    const asked = places === undefined ? this.always : [...places].sort((a, b) => a - b);
    return asked.map((place) => this.formats[place]!);
  }
}

/** True for a value with these fields, in this order, and no others. */
function hasFields(value: JsonObject, fields: readonly string[]): boolean {
  let seen = 0;
  for (const name in value) if (name !== fields[seen++]) return false;
  return seen === fields.length;
}

/** The fields that a format looks for in an object that has none; undefined where it looks at whatever is there. */
function fieldsOf(format: Format): ReadonlySet<string> | undefined {
  const looked: { fields: Set<string>; everywhere: boolean } = { fields: new Set(), everywhere: false };
  const watched = new Proxy<JsonObject>(
    {},
    {
      get: (_, name) => void looked.fields.add(String(name)),
      has: (_, name) => (looked.fields.add(String(name)), false),
      ownKeys: () => ((looked.everywhere = true), []),
      getOwnPropertyDescriptor: (_, name) => void looked.fields.add(String(name)),
    },
  );
  return format.matches(watched) || looked.everywhere ? undefined : looked.fields;
}
