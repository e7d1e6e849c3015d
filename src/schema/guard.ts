/**
 * Guards derived from schemas. The library's own check builds a copy of its input, which takes five times as long: too long for
 * a report of 25,000 accounts and for messages that a person waits for. A guard only looks; for values that came as JSON or as
 * a message it agrees with the library, except that a list is never an object.
 */
import type * as v from 'valibot';
import { isObject } from './is-object.ts';

export type Guard<T> = (value: unknown) => value is T;

type Check = (value: unknown) => boolean;

/** The schemas that guards are made of. One of another kind is a mistake. */
type Known =
  | v.StringSchema<undefined>
  | v.NumberSchema<undefined>
  | v.BooleanSchema<undefined>
  | v.UnknownSchema
  | v.LiteralSchema<string | number | boolean, undefined>
  | v.PicklistSchema<readonly (string | number)[], undefined>
  | v.InstanceSchema<new () => unknown, undefined>
  | v.NullableSchema<v.GenericSchema, undefined>
  | v.OptionalSchema<v.GenericSchema, undefined>
  | v.ArraySchema<v.GenericSchema, undefined>
  | v.TupleSchema<readonly v.GenericSchema[], undefined>
  | v.RecordSchema<v.GenericSchema<string>, v.GenericSchema, undefined>
  | v.UnionSchema<readonly v.GenericSchema[], undefined>
  | v.VariantSchema<string, readonly v.ObjectSchema<v.ObjectEntries, undefined>[], undefined>
  | v.ObjectSchema<v.ObjectEntries, undefined>
  | v.StrictObjectSchema<v.ObjectEntries, undefined>;

/** What may come after a schema in its pipe. */
type Action =
  | v.FiniteAction<number, undefined>
  | v.SafeIntegerAction<number, undefined>
  | v.MinValueAction<number, number, undefined>
  | v.MaxValueAction<number, number, undefined>
  | v.GtValueAction<number, number, undefined>
  | v.LtValueAction<number, number, undefined>
  | v.MinLengthAction<string, number, undefined>
  | v.MaxLengthAction<string, number, undefined>
  | v.RegexAction<string, undefined>
  | v.CheckAction<unknown, undefined>
  | v.ReadonlyAction<unknown>
  | v.MetadataAction<unknown, Record<string, unknown>>;

const made = new WeakMap<object, Check>();

/**
 * The guard is built when it is first used: most are not used before the extension has started. It then throws a TypeError if
 * the schema contains a kind of schema or check that guards do not support.
 */
export function guardOf<const S extends v.GenericSchema>(schema: S): Guard<v.InferOutput<S>> {
  let check: Check | undefined;
  return (value): value is v.InferOutput<S> => (check ??= checkOf(schema))(value);
}

function checkOf(schema: v.GenericSchema): Check {
  const before = made.get(schema);
  if (before !== undefined) return before;
  const check =
    'pipe' in schema ? pipeCheck(schema.pipe as [v.GenericSchema, ...Action[]]) : plainCheck(schema as Known);
  made.set(schema, check);
  return check;
}

function pipeCheck([first, ...rest]: readonly [v.GenericSchema, ...Action[]]): Check {
  const actions = rest.filter(({ kind, type }) => kind !== 'metadata' && type !== 'readonly');
  if (first.type === 'number') return numberCheck('pipe' in first ? [...actionsOf(first), ...actions] : actions);
  return actions.reduce<Check>((before, action) => {
    const check = actionCheck(action);
    return (value) => before(value) && check(value);
  }, checkOf(first));
}

function actionsOf({ pipe }: v.GenericSchema & { pipe: unknown }): Action[] {
  const [first, ...rest] = pipe as [v.GenericSchema, ...Action[]];
  return 'pipe' in first ? [...actionsOf(first), ...rest] : rest;
}

/** Numbers are most of what is checked: one look, whatever is asked of them. */
function numberCheck(actions: readonly Action[]): Check {
  let [low, high] = [-Infinity, Infinity];
  let isRight: Check = (value) => !Number.isNaN(value);
  const others: Check[] = [];
  for (const action of actions) {
    if (action.type === 'safe_integer') isRight = Number.isSafeInteger;
    else if (action.type === 'finite') isRight = Number.isFinite;
    else if (action.type === 'min_value') low = Math.max(low, action.requirement);
    else if (action.type === 'max_value') high = Math.min(high, action.requirement);
    else others.push(actionCheck(action));
  }
  const check: Check = (value) => typeof value === 'number' && value >= low && value <= high && isRight(value);
  return others.reduce((before, other) => (value) => before(value) && other(value), check);
}

function plainCheck(schema: Known): Check {
  switch (schema.type) {
    case 'string':
      return (value) => typeof value === 'string';
    case 'number':
      return numberCheck([]);
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'unknown':
      return () => true;
    case 'literal': {
      const { literal } = schema;
      return (value) => value === literal;
    }
    case 'picklist': {
      const options: readonly unknown[] = schema.options;
      return (value) => options.includes(value);
    }
    case 'instance': {
      const { class: Class } = schema;
      return (value) => value instanceof Class;
    }
    case 'nullable': {
      const wrapped = checkOf(schema.wrapped);
      return (value) => value === null || wrapped(value);
    }
    case 'optional': {
      const wrapped = checkOf(schema.wrapped);
      return (value) => value === undefined || wrapped(value);
    }
    case 'array': {
      const item = checkOf(schema.item);
      return (value) => Array.isArray(value) && value.every(item);
    }
    case 'tuple': {
      const items = schema.items.map(checkOf);
      return (value) => Array.isArray(value) && items.every((item, at) => item(value[at]));
    }
    case 'record': {
      const item = checkOf(schema.value);
      return (value) => isObject(value) && Object.values(value).every(item);
    }
    case 'union': {
      const options = schema.options.map(checkOf);
      return (value) => options.some((option) => option(value));
    }
    case 'variant':
      return variantCheck(schema.key, schema.options);
    case 'object':
      return objectCheck(schema.entries);
    case 'strict_object': {
      const { entries } = schema;
      const fields = objectCheck(entries);
      return (value) => fields(value) && Object.keys(value as object).every((name) => Object.hasOwn(entries, name));
    }
    default:
      throw unknownKind(schema);
  }
}

/** Fields that the schema does not name are let through and never read. */
function objectCheck(entries: v.ObjectEntries): Check {
  const names = Object.keys(entries);
  const mayLack = names.map((name) => /^(?:exact_)?optional$/.test(entries[name]!.type));
  const checks = names.map((name) => checkOf(wrappedIn(entries[name] as v.GenericSchema)));
  return (value) => {
    if (!isObject(value)) return false;
    for (let at = 0; at < names.length; at++) {
      const name = names[at]!;
      const field = value[name];
      const isThere = field !== undefined || name in value;
      if (isThere ? !checks[at]!(field) : !mayLack[at]!) return false;
    }
    return true;
  };
}

/** A field that must not be undefined where it stands. */
function wrappedIn(entry: v.GenericSchema): v.GenericSchema {
  return entry.type === 'exact_optional' ? (entry as v.ExactOptionalSchema<v.GenericSchema, undefined>).wrapped : entry;
}

/** Objects told apart by a field that holds another literal in each. */
function variantCheck(key: string, options: readonly v.ObjectSchema<v.ObjectEntries, undefined>[]): Check {
  const checks = new Map(
    options.map((option) => {
      const { literal } = option.entries[key] as v.LiteralSchema<string, undefined>;
      return [literal, checkOf(option)] as const;
    }),
  );
  return (value) => isObject(value) && checks.get(value[key] as string)?.(value) === true;
}

function actionCheck(action: Action): Check {
  switch (action.type) {
    case 'gt_value': {
      const { requirement } = action;
      return (value) => (value as number) > requirement;
    }
    case 'lt_value': {
      const { requirement } = action;
      return (value) => (value as number) < requirement;
    }
    case 'min_length': {
      const { requirement } = action;
      return (value) => (value as string).length >= requirement;
    }
    case 'max_length': {
      const { requirement } = action;
      return (value) => (value as string).length <= requirement;
    }
    case 'regex': {
      const { requirement } = action;
      return (value) => requirement.test(value as string);
    }
    case 'check':
      return action.requirement;
    default:
      throw unknownKind(action);
  }
}

function unknownKind({ type }: { type: string }): TypeError {
  return new TypeError(`No guard is made of a schema of the kind "${type}".`);
}
