/**
 * Turns UTF-16 text, as PowerShell writes it with `>`, into UTF-8. Offsets of such a source count bytes of the UTF-8 text.
 * Broken surrogates become U+FFFD.
 */
export async function* toUtf8(text: AsyncIterable<Buffer>, encoding: 'utf16le' | 'utf16be'): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding === 'utf16le' ? 'utf-16le' : 'utf-16be');
  for await (const block of text) {
    const decoded = decoder.decode(block, { stream: true });
    if (decoded !== '') yield Buffer.from(decoded, 'utf8');
  }
  const rest = decoder.decode();
  if (rest !== '') yield Buffer.from(rest, 'utf8');
}
