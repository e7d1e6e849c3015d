/** What a JSON value says in words, however it is nested: in its texts and in the names of its fields. */

/** Letters that are read of one value; what is longer is cut, as texts of prompts are. */
const MOST = 2 ** 20;

/** Texts with a blank in them, in their order: other ones are names, numbers and choices. A text alone is what it says. */
export function wordsIn(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, MOST);
  const said: string[] = [];
  let letters = 0;
  const open: unknown[] = [value];
  while (open.length > 0 && letters < MOST) {
    const next = open.pop();
    if (typeof next === 'string') {
      if (!next.includes(' ')) continue;
      said.push(next);
      letters += next.length;
    } else if (Array.isArray(next)) {
      for (let at = next.length - 1; at >= 0; at--) open.push(next[at]);
    } else if (typeof next === 'object' && next !== null) {
      for (const [name, inner] of Object.entries(next).reverse()) open.push(inner, name);
    }
  }
  return said.join('\n').slice(0, MOST);
}
