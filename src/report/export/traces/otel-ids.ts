/** Ids of OpenTelemetry in hexadecimal, whichever way a log writes them: 16 bytes of a trace, 8 of a span. */

const TRACE_BYTES = 16;
const SPAN_BYTES = 8;

/** Undefined for ids of other kinds. */
export const traceId = (text: string | undefined): string | undefined => hexOf(text, TRACE_BYTES);
export const spanId = (text: string | undefined): string | undefined => hexOf(text, SPAN_BYTES);

function hexOf(text: string | undefined, bytes: number): string | undefined {
  if (text === undefined) return undefined;
  const bare = text.replace(/^0x/i, '').replaceAll('-', '').toLowerCase();
  const hex = new RegExp(`^[0-9a-f]{${2 * bytes}}$`).test(bare) ? bare : ofBase64(text, bytes);
  // An id of zeros is none.
  return hex !== undefined && /[^0]/.test(hex) ? hex : undefined;
}

/** As the JSON of protocol buffers writes bytes. */
function ofBase64(text: string, bytes: number): string | undefined {
  const decoded = Buffer.from(text, 'base64');
  return decoded.length === bytes && decoded.toString('base64') === text ? decoded.toString('hex') : undefined;
}
