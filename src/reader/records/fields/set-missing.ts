import { nameOf } from './identity.ts';
import { numberOf } from './json.ts';
import type { RequestRecord } from './request.ts';

type TextField = 'id' | 'organisation' | 'endUser' | 'session' | 'address' | 'userAgent' | 'model';
type NumberField = 'inputTokens' | 'outputTokens' | 'latencyMs' | 'costUsd';

/** Sets a text field that has no value yet, unless the log's value says nothing. */
export function setMissingText(record: RequestRecord, field: TextField, value: unknown): void {
  if (record[field] !== undefined) return;
  const text = nameOf(value);
  if (text !== undefined) record[field] = text;
}

/** Notes where the call is shown. Without a trace there is no such place. */
export function setTrace(record: RequestRecord, trace: unknown, span: unknown): void {
  const [inTrace, own] = [nameOf(trace), nameOf(span)];
  if (inTrace !== undefined) record.trace = { trace: inTrace, ...(own !== undefined && { span: own }) };
}

/** Sets a number field that has no value yet. Negative numbers, which some gateways write, are no value. */
export function setMissingNumber(record: RequestRecord, field: NumberField, value: unknown): void {
  if (record[field] !== undefined) return;
  const number = numberOf(value);
  if (number !== undefined && number >= 0) record[field] = number;
}
