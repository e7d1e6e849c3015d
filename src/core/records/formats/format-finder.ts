import type { JsonObject } from '../fields/json.ts';
import type { Format } from './format.ts';

/** Values of one shape in a row after which it pays to find out which formats look at what they have. */
const ALIKE = 32;

/**
 * Finds the format of values. Rows of a table and lines of one program have the same fields: a format that has refused one of
 * them without a look at any field that is there refuses all others too, and is not asked again until the fields change.
 */
export class FormatFinder {
  private readonly formats: readonly Format[];
  private fields: readonly string[] = [];
  private alike = 0;
  /** Formats that look at the fields of this shape. */
  private curious: readonly Format[] | undefined;

  /** @param formats in the order in which they are tried; `matches` depends on nothing but the value */
  constructor(formats: readonly Format[]) {
    this.formats = formats;
  }

  find(value: JsonObject): Format | undefined {
    return (this.candidates(value) ?? this.formats).find((format) => format.matches(value));
  }

  /** Undefined where nothing is known of the shape. */
  private candidates(value: JsonObject): readonly Format[] | undefined {
    if (!hasFields(value, this.fields)) {
      this.fields = Object.keys(value);
      this.alike = 0;
      this.curious = undefined;
    } else if (this.curious === undefined && ++this.alike >= ALIKE) {
      this.curious = this.formats.filter((format) => looksAt(value, format));
    }
    return this.curious;
  }
}

/** True for a value with these fields, in this order, and no others. */
function hasFields(value: JsonObject, fields: readonly string[]): boolean {
  let seen = 0;
  for (const name in value) if (name !== fields[seen++]) return false;
  return seen === fields.length;
}

/** True unless the format refuses a value by fields alone that it does not have. */
function looksAt(value: JsonObject, format: Format): boolean {
  let isTouched = false;
  const watched = new Proxy(value, {
    get: (target, name) => {
      if (typeof name === 'string' && !(name in target)) return undefined;
      isTouched = true;
      return Reflect.get(target, name) as unknown;
    },
    has: (target, name) => {
      if (!Reflect.has(target, name)) return false;
      return (isTouched = true);
    },
    ownKeys: (target) => {
      isTouched = true;
      return Reflect.ownKeys(target);
    },
    getOwnPropertyDescriptor: (target, name) => {
      isTouched = true;
      return Reflect.getOwnPropertyDescriptor(target, name);
    },
  });
  return format.matches(watched) || isTouched;
}
