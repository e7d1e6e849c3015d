/** Which of several texts say the same thing, and where two of them differ: by words, without any pattern. */

/** Words of a text as they are compared: lower case, without marks at their ends. */
const wordsOf = (text: string): string[] =>
  text
    .split(/\s+/)
    .map((word) => word.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter((word) => word !== '');

export interface TextOf {
  account: string;
  /** What fills the template: the text that all its prompts share makes none of them similar. */
  text: string;
}

export interface Pair {
  one: number;
  other: number;
  /** Share of the words that both have, 0 to 1. */
  likeness: number;
}

/** Texts with fewer words than this are similar by chance. */
const MIN_WORDS = 3;

/** Pairs of texts of two accounts, most alike first, each text in one pair at most. */
export function alikePairs(texts: readonly TextOf[], least: number, most: number): Pair[] {
  const bags = texts.map(({ text }) => new Set(wordsOf(text)));
  const pairs: Pair[] = [];
  for (let one = 0; one < texts.length; one++) {
    for (let other = one + 1; other < texts.length; other++) {
      if (texts[one]!.account === texts[other]!.account) continue;
      const likeness = shared(bags[one]!, bags[other]!);
      if (likeness >= least) pairs.push({ one, other, likeness });
    }
  }
  pairs.sort((a, b) => b.likeness - a.likeness || a.one - b.one || a.other - b.other);
  const used = new Set<number>();
  return pairs
    .filter(({ one, other }) => {
      if (used.has(one) || used.has(other)) return false;
      used.add(one).add(other);
      return true;
    })
    .slice(0, most);
}

function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (Math.min(one.size, other.size) < MIN_WORDS) return 0;
  let both = 0;
  for (const word of one) if (other.has(word)) both++;
  return both / (one.size + other.size - both);
}

export interface Piece {
  text: string;
  /** The other text does not have it here. */
  differs: boolean;
}

/** Words beyond this are not compared: the table of all pairs of words grows with their product. */
const LONGEST = 400;

/** Both texts in pieces, with what differs marked: the longest run of words in common stays unmarked. */
export function differences(one: string, other: string): [Piece[], Piece[]] {
  const [a, b] = [tokens(one), tokens(other)];
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * width + j] =
        a[i]!.trim() === b[j]!.trim()
          ? (common[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(common[(i + 1) * width + j] ?? 0, common[i * width + j + 1] ?? 0);
    }
  }
  const [left, right]: [Piece[], Piece[]] = [[], []];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i]!.trim() === b[j]!.trim()) {
      put(left, a[i++]!, false);
      put(right, b[j++]!, false);
    } else if (
      j >= b.length ||
      (i < a.length && (common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0))
    ) {
      put(left, a[i++]!, true);
    } else {
      put(right, b[j++]!, true);
    }
  }
  return [left, right];
}

/** Words, each with the white space after it; what is too long to be compared is one piece. */
function tokens(text: string): string[] {
  const words = text.match(/\S+\s*|^\s+/g) ?? [];
  return words.length <= LONGEST ? words : [...words.slice(0, LONGEST), words.slice(LONGEST).join('')];
}

function put(pieces: Piece[], text: string, differs: boolean): void {
  const last = pieces.at(-1);
  if (last?.differs === differs) last.text += text;
  else pieces.push({ text, differs });
}
