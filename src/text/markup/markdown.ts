/** Text of a log within Markdown, which no renderer takes for markup, a link or the end of its block. */
import { visible, visibleLines } from '../visible.ts';
import { isolated } from './isolated.ts';

/** What CommonMark, GitHub and VS Code read as markup within a line: HTML and formulas included. */
const MARKUP = /[\\`*_[\]<>#|~&$]/g;

/** What a renderer may make a link of by itself, although nobody wrote one. */
const LIKE_A_LINK = /\/\/|@|\bwww\.|\bmailto:/i;

/**
 * Text on one line that no renderer takes for markup. A word that could become a link is written as code, in which there are
 * none: some renderers look for links after they have taken the escapes away.
 */
export function inline(text: string): string {
  return isolated(visible(text))
    .split(/([\s|]+)/)
    .map((word) => (LIKE_A_LINK.test(word) ? code(word) : word.replace(MARKUP, '\\$&')))
    .join('')
    .replace(/^(\d{1,9})(?=[.)](?:\s|$))/, '$1\\')
    .replace(/^[-+=](?=[-+=\s]|$)/, '\\$&');
}

function code(word: string): string {
  const fence = longerThanIn(word, 0);
  const space = word.startsWith('`') || word.endsWith('`') ? ' ' : '';
  return `${fence}${space}${word}${space}${fence}`;
}

/** A run of backticks that no text can close. */
function longerThanIn(text: string, least: number): string {
  return '`'.repeat(1 + Math.max(least, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)));
}

/** A block that the text inside cannot end. */
export function fenced(text: string, language: 'text' | 'json' = 'text'): string {
  const shown = visibleLines(text);
  const fence = longerThanIn(shown, 2);
  return `${fence}${language}\n${shown}\n${fence}`;
}
