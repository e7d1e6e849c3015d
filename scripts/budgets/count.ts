/** Counts what somebody has to read: words of a document, lines of code. */

/** @returns words, as `wc -w` counts them */
export function wordsOf(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}

/** @returns lines that are neither blank nor only comment, of TypeScript or CSS */
export function linesOf(text: string): number {
  let count = 0;
  let inComment = false;
  for (const line of text.split('\n')) {
    let rest = line.trim();
    if (inComment) {
      const end = rest.indexOf('*/');
      if (end < 0) continue;
      inComment = false;
      rest = rest.slice(end + 2).trim();
    }
    while (rest.startsWith('/*')) {
      const end = rest.indexOf('*/', 2);
      inComment = end < 0;
      rest = inComment ? '' : rest.slice(end + 2).trim();
    }
    if (rest !== '' && !rest.startsWith('//')) count += 1;
  }
  return count;
}
