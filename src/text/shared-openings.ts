/**
 * Templates of one family begin alike, and a list of them shows the same words in every row. Here the opening that a text
 * shares with another one of the list is measured, so that a row can begin where it differs.
 */
/** A shorter opening is not a reason to leave words out. */
const WORTH = 60;

/** @returns for each text how many characters of its opening to leave out; never within a word */
export function sharedOpenings(texts: readonly string[]): number[] {
  const order = texts.map((_, at) => at).sort((a, b) => (texts[a]! < texts[b]! ? -1 : texts[a] === texts[b] ? 0 : 1));
  const shared = new Array<number>(texts.length).fill(0);
  for (let k = 1; k < order.length; k++) {
    const [one, other] = [order[k - 1]!, order[k]!];
    const length = commonLength(texts[one]!, texts[other]!);
    shared[one] = Math.max(shared[one]!, length);
    shared[other] = Math.max(shared[other]!, length);
  }
  return shared.map((length, at) => wholeWords(texts[at]!, length));
}

function commonLength(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}

/** A text that ends where another continues is shown whole: there is nothing left of it. */
function wholeWords(text: string, length: number): number {
  if (length >= text.length) return 0;
  const end = text.slice(0, length).search(/\S*$/);
  return end < WORTH ? 0 : end;
}
