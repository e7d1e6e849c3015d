import { isObject, type JsonObject, listOf } from '../../../../reader/records/fields/json.ts';
import { RequestEmitter } from '../../../../reader/records/reading/request-emitter.ts';
import { type Attributes, readAttributes } from '../../../../reader/records/spans/attributes.ts';
import { genai } from '../../../../reader/records/spans/genai.ts';
import { readSpan, spanDialect } from '../../../../reader/records/spans/read-span.ts';
import { MetadataCache, WIDE } from '../metadata-cache.ts';
import { hasOtherTexts, isReported } from './otlp-tables.ts';

/** A span as values, with the attributes of what sent it; `raw` as in `decodeJson`, of its line. */
export interface SpanValues {
  span: JsonObject;
  resource: Attributes;
  raw: boolean;
}

/** A conversation in place of that of a span: the general reader joins spans without one with others. */
const ANY_TEXT = {
  key: 'gen_ai.input.messages',
  value: { stringValue: '[{"role":"user","parts":[{"type":"text","content":"Why?"}]}]' },
};

/** All that is not learned of a span is left out of it. */
const NONE: ReadonlySet<string> = new Set();

/** Who sends spans and what they ask for. */
export class SpanMetadata {
  readonly known = new MetadataCache(NONE);

  /** True when anything that is learned of a span has non-ASCII letters. */
  isWide({ span, resource }: SpanValues): boolean {
    const rest = listOf(span['attributes']).filter((item) => isObject(item) && isRest(item));
    return WIDE.test(JSON.stringify([resource, rest, span['status'], span['status_code']]));
  }

  /**
   * Learns about a span from what the general reader makes of all that is in the two hashes: of the span without its texts,
   * tokens and id. False when nothing can be learned. The texts must be where they are looked for, whatever they are, and
   * nowhere else; all that decides this is in the hashes.
   */
  learn({ span, resource, raw }: SpanValues, sender: number, call: number, isWide: boolean): boolean {
    const own = listOf(span['attributes']).filter(isObject);
    const attributes = { ...resource, ...readAttributes(own) };
    const names = Object.keys(attributes);
    if (spanDialect(attributes) !== genai || names.some(hasOtherTexts)) return false;
    if (Object.keys(resource).some(isReported)) return false;
    const rest = own.filter(isRest);
    let isLearned = false;
    const emitter = new RequestEmitter('', (record) => {
      isLearned = record.account?.kind !== 'file';
      this.known.addSender(record, { hash: sender, isWide, raw: () => raw });
      this.known.addCall(record, { hash: call, isWide, raw: () => raw });
    });
    emitter.raw = raw;
    try {
      readSpan({ ...span, attributes: [ANY_TEXT, ...rest] }, resource, 'otlp', emitter);
    } catch (error) {
      // Values nested thousands deep: the general reader says so.
      if (!(error instanceof RangeError)) throw error;
      return false;
    }
    return isLearned;
  }
}

function isRest({ key }: JsonObject): boolean {
  return !isReported(String(key));
}
