import { type Encoding, encodingOf } from '../../../reader/bytes/framing/decode.ts';
import { INPUT, type Kernel } from '../../../reader/bytes/kernel/kernel.ts';
import type { LoadedLine } from './fast-path.ts';

/** `encodingOf` a line that is loaded in the kernel, which finds escapes several times as fast. */
export function lineEncoding({ call }: Kernel, { bytes, start, end }: LoadedLine): Encoding {
  return encodingOf(bytes, start, end, () => call.hasUnicodeEscape(INPUT, INPUT + end - start) !== 0);
}
