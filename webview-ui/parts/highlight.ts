/**
 * Marks what was searched for in rows that are drawn. The marks are ranges that the browser paints: no element is added, so
 * that texts stay as they were written. Plain words, no pattern is built of them.
 */
const NAME = 'search-hit';
/** More marks than this are noise. */
const MAX_RANGES = 500;

/** Ranges by the place that is searched, so that two lists on one page keep their own. */
const marked = new Map<Element, Range[]>();

/** @param words text to mark, upper and lower case alike; none takes the marks away */
export function highlight(place: Element, words: readonly string[]): void {
  const wanted = words.map((word) => word.toLowerCase()).filter((word) => word !== '');
  const ranges: Range[] = [];
  if (wanted.length > 0) {
    const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null && ranges.length < MAX_RANGES; node = texts.nextNode()) {
      // The start and the end of a name are one text.
      const isStart = node.parentElement?.parentElement?.className === 'long-name';
      ranges.push(...rangesIn(node, isStart ? texts.nextNode() : null, wanted));
    }
  }
  if (ranges.length > 0) marked.set(place, ranges);
  else marked.delete(place);
  for (const known of marked.keys()) if (!known.isConnected) marked.delete(known);
  CSS.highlights.set(NAME, new Highlight(...[...marked.values()].flat()));
}

function rangesIn(node: Node, rest: Node | null, wanted: readonly string[]): Range[] {
  const { length } = node.textContent ?? '';
  const text = `${node.textContent ?? ''}${rest?.textContent ?? ''}`;
  const lower = text.toLowerCase();
  // Lower case may change lengths in a few scripts; then places would be wrong, so nothing is marked.
  if (lower.length !== text.length) return [];
  return wanted.flatMap((word) => {
    const found: Range[] = [];
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length)) {
      const range = new Range();
      const [from, to] = [at, at + word.length];
      if (rest !== null && from >= length) range.setStart(rest, from - length);
      else range.setStart(node, from);
      if (rest !== null && to > length) range.setEnd(rest, to - length);
      else range.setEnd(node, to);
      found.push(range);
    }
    return found;
  });
}
