/** Log text for places of VS Code that do more with text than show it. */
import { visible, visibleLines } from '../../text/visible.ts';

export { visible, visibleLines };

/** Text of a notification: there `[words](command:...)` becomes a link that runs a command. */
export function noticeText(text: string): string {
  return visible(text).replaceAll('](', '] (');
}

/** Text of the status bar, a quick pick or a CodeLens: there `$(name)` becomes an icon. */
export function labelText(text: string): string {
  return visible(text).replaceAll('$(', '$ (');
}

/**
 * What `appendText` of a Markdown string made of a text, with lines that break between words: it makes every space one that
 * cannot break, and the editor then breaks long sentences within words. Spaces that mean something to Markdown stay as they
 * are: at the beginning of a line, several in a row, behind the number of a list. With spaces `<` could begin a tag, which
 * the editor would leave out. What the editor would make a link of by itself, addresses of pages and of mail, stays text.
 */
export function breakable(escaped: string): string {
  return unlinked(escaped)
    .replaceAll('<', '\\<')
    .replace(/(?<=\S)(?<!&nbsp;)(?<!^\d{1,9}[.)])&nbsp;(?!&nbsp;)(?=\S)/gm, ' ');
}

/** As entities: what stands for a character is not looked at when links are looked for. */
const unlinked = (escaped: string): string =>
  escaped
    .replace(/:(?=\/\/)/g, '&#58;')
    .replaceAll('@', '&#64;')
    .replace(/(?<=\bwww)\./gi, '&#46;');
