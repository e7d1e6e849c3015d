/**
 * Texts without words: Base64, hexadecimal and other codes, whose letters run on. What they say is not read. Told by places spread over a
 * text: in one with words hardly any of them is without a blank or a mark.
 */

/** Bytes from which a text is looked at, the places in it, and the bytes of each. */
const [SHORTEST, PLACES, BYTES] = [128, 8, 24];

/** Letters and digits of ASCII, and what stands for the last two of 64. */
const IS_CODE = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(/[A-Za-z0-9+/_-]/.test(String.fromCharCode(byte)) && byte < 128),
);

/** Whether most places of the text between two in memory are of a code. */
export function isCoded(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  if (length < SHORTEST) return false;
  let coded = 0;
  for (let place = 0; place < PLACES; place++) {
    const from = start + Math.floor(((length - BYTES) * place) / (PLACES - 1));
    let at = from;
    while (at < from + BYTES && IS_CODE[bytes[at]!] === 1) at++;
    if (at === from + BYTES) coded++;
  }
  return 2 * coded > PLACES;
}
