/** String literals of Python, TypeScript, JavaScript and TOML, with what stands before each. */

export interface Literal {
  text: string;
  /** The source before it, at most 80 characters: who the string is given to. */
  before: string;
}

interface Found {
  text: string;
  from: number;
  to: number;
}

/** Strings that follow one another with nothing but white space or `+` between are one. */
const JOINED = /^[\s+\\]*(?:[rfbu]{1,2})?$/i;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '', '\n': '' };

/** The string literals of a source file; comments are skipped, placeholders of templates become `{name}`. */
export function literalsOf(source: string, comments: '#' | '//'): Literal[] {
  const found: Found[] = [];
  for (let at = 0; at < source.length;) {
    const skipped = commentEnd(source, at, comments);
    if (skipped > at) at = skipped;
    else if (/["'`]/.test(source[at]!)) {
      const one = literalAt(source, at);
      at = one.to;
      const last = found.at(-1);
      if (last && JOINED.test(source.slice(last.to, one.from))) {
        last.text += one.text;
        last.to = one.to;
      } else found.push(one);
    } else at++;
  }
  return found.map(({ text, from }) => ({ text, before: source.slice(Math.max(0, from - 80), from) }));
}

function commentEnd(source: string, at: number, comments: '#' | '//'): number {
  const block = comments === '//' && source.startsWith('/*', at);
  if (!block && !source.startsWith(comments, at)) return at;
  const end = source.indexOf(block ? '*/' : '\n', at + 1);
  return end < 0 ? source.length : end + (block ? 2 : 0);
}

/** The literal whose quote stands at `from`. A quote of one line that is not closed there is an apostrophe. */
function literalAt(source: string, from: number): Found {
  const quote = source[from]!;
  const triple = quote !== '`' && source.startsWith(quote.repeat(3), from);
  const mark = triple ? quote.repeat(3) : quote;
  let text = '';
  let at = from + mark.length;
  while (at < source.length && !source.startsWith(mark, at)) {
    if (source[at] === '\\') {
      const escaped = source[at + 1] ?? '';
      text += ESCAPES[escaped] ?? escaped;
      at += 2;
    } else if (quote === '`' && source.startsWith('${', at)) {
      const end = expressionEnd(source, at + 2);
      text += `{${/\w+(?=\W*$)/.exec(source.slice(at + 2, end))?.[0] ?? 'x'}}`;
      at = end + 1;
    } else if (source[at] === '\n' && !triple && quote !== '`') return { text: '', from, to: from + 1 };
    else text += source.charAt(at++);
  }
  return { text, from, to: at + mark.length };
}

function expressionEnd(source: string, from: number): number {
  let depth = 1;
  let at = from;
  for (; at < source.length; at++) {
    if (source[at] === '{') depth++;
    else if (source[at] === '}' && --depth === 0) break;
  }
  return at;
}
