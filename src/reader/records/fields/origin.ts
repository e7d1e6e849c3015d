/**
 * Who wrote the fields of an object. Who calls, from where, when, how it ended and what a line is are read of the log's fields alone:
 * what takes `LogFields` takes neither those of a client nor those of a model, which the compiler holds.
 */
import { type JsonObject, objectOf, unpackJson } from './json.ts';

declare const ORIGIN: unique symbol;

/** Written by the log: a gateway, a collector, a provider. */
export type LogFields = JsonObject & { readonly [ORIGIN]?: 'log' };

/** Written by whoever calls: the body of a request. It may hold any name, with any value. */
export type ClientFields = JsonObject & { readonly [ORIGIN]: 'client' };

/** The fields of a body, also of one in a text; none where it is no object. */
export const clientFields = (body: unknown): ClientFields => objectOf(unpackJson(body)) as ClientFields;
