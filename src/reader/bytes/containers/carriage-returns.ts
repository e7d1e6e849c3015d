/** Text whose lines end with a carriage return alone, as some spreadsheets save it. */

const RETURN = 0x0d;
const BREAK = 0x0a;

/** The same bytes with line feeds in place of carriage returns: every place stays where it is. */
export async function* withLineFeeds(text: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const block of text) {
    const copy = Buffer.from(block);
    for (let at = copy.indexOf(RETURN); at >= 0; at = copy.indexOf(RETURN, at + 1)) copy[at] = BREAK;
    yield copy;
  }
}
