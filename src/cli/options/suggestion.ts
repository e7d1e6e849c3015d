/** Suggests what an unknown word probably meant. */

/** Maximum number of wrong letters; with more it is another word. */
const MAX_WRONG = 2;

/** ` Did you mean scan?`, or nothing if no known word is similar. `prefix` goes before the words. */
export function didYouMean(typed: string, known: readonly string[], prefix = ''): string {
  const ranked = known
    .map((word) => ({ word, wrong: word.startsWith(typed) && typed.length > 2 ? 0 : distance(typed, word) }))
    .filter(({ word, wrong }) => wrong <= Math.min(MAX_WRONG, word.length / 2))
    .sort((a, b) => a.wrong - b.wrong);
  const [best] = ranked;
  return best === undefined ? '' : ` Did you mean ${prefix}${best.word}?`;
}

/** Number of letters to add, drop or change to turn one word into the other (Levenshtein 1965). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
