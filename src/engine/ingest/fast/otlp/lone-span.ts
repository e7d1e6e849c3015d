/** Reads spans of a line by themselves, where they were read from their bytes before: the rest of the line need not be gone through again. */
import { isAscii } from 'node:buffer';
import { type Encoding, encodingOf } from '../../../../reader/bytes/framing/decode.ts';
import { isObject } from '../../../../reader/records/fields/json.ts';
import type { RequestRecord } from '../../../../reader/records/fields/request.ts';
import { RequestEmitter } from '../../../../reader/records/reading/request-emitter.ts';
import { readSpan } from '../../../../reader/records/spans/read-span.ts';

const PLAIN: Encoding = { encoding: 'latin1', raw: false };

export class LoneSpans {
  private encoding: Encoding | undefined;

  /** @param path name of the source */
  constructor(
    private readonly line: Buffer,
    private readonly path: string,
  ) {}

  /**
   * The texts of a request whose span stands in these bytes of the line. Who sent it may be told by what is around the span, and is
   * not read. Undefined where there is no such span, or none that is a request.
   */
  read({ from, to }: { from: number; to: number }): RequestRecord | undefined {
    const { line } = this;
    const bytes = line.subarray(from, to);
    // The letters of a span that has others than those of ASCII are read as those of its line.
    const { encoding, raw } = isAscii(bytes) ? PLAIN : (this.encoding ??= encodingOf(line, 0, line.length));
    let found: RequestRecord | undefined;
    const emitter = new RequestEmitter(this.path, (record) => {
      found = { ...record };
    });
    emitter.raw = raw;
    emitter.attempt((sink) => {
      const span = valueOf(bytes.toString(encoding));
      if (isObject(span)) readSpan(span, {}, 'otlp', sink);
    });
    return found;
  }
}

/** Undefined where the log has changed since. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
