import type { RequestRecord } from '../fields/request.ts';
import type { Attributes } from './attributes.ts';

/** One way to write a model call into the attributes of a span. */
export interface SpanDialect {
  name: string;
  /** True when a span with these attributes is a call of a model, not a step around it. */
  isCall(attributes: Attributes): boolean;
  /** True when the attributes are of this dialect, whether a call or not. */
  matches(attributes: Attributes): boolean;
  read(attributes: Attributes, record: RequestRecord): void;
}
