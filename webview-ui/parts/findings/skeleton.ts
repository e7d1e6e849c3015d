/** A prompt template: fixed text with its slots as chips, and with the words that reveal an intent highlighted. */
import type { TemplatePart, TemplateReport } from '../../../src/protocol/view-model.ts';
import { h } from '../dom.ts';
import { startOf, short, visible, visibleLines } from '../../../src/text/visible.ts';
import { t } from '../words.ts';

/** Name of a slot; they are numbered from 1. */
const slotName = (slot: number): string => t('slot {0}', slot);

/**
 * One line for lists: white space folded, slots as small numbered chips, at most `limit` characters of text.
 * @param skip characters of the first text to leave out, because other rows begin alike
 */
export function skeletonLine(parts: readonly TemplatePart[], limit = 220, skip = 0): HTMLElement {
  const line = h('span.skeleton-line', { dir: 'auto' });
  let left = limit;
  const [first, ...rest] = parts;
  const shortened = first !== undefined && 'text' in first && skip > 0;
  if (shortened) line.append(h('span.muted', { title: first.text.slice(0, skip) }, '… '));
  for (const part of shortened ? [{ text: first.text.slice(skip) }, ...rest] : parts) {
    if (left <= 0) break;
    if ('text' in part) {
      const text = startOf(part.text, left).replace(/\s+/g, ' ');
      left -= text.length;
      line.append(visible(text));
    } else {
      left -= 4;
      line.append(chip(part, false));
    }
  }
  if (parts.length === 0) line.append(h('span.muted', t('This report contains no prompt text')));
  return line;
}

function chip(part: { slot: number; examples: string[] }, example: boolean): HTMLElement {
  const first = part.examples[0];
  return h(
    'span.slot',
    { title: part.examples.map((text) => `“${short(text, 80)}”`).join('\n') },
    h('b', slotName(part.slot)),
    example && first !== undefined ? h('bdi', ` “${short(first, 40)}”`) : null,
  );
}

/** The whole prompt, line breaks kept, intent words in `<mark>`. */
export function skeleton(template: TemplateReport): HTMLElement {
  const spans = template.intents.flatMap((intent) =>
    intent.spans.map((words) => ({ words: words.toLowerCase(), intent: intent.intent })),
  );
  const box = h('div.skeleton', { tabindex: 0, role: 'region', 'aria-label': t('Text of the template') });
  for (const part of template.parts) {
    if ('text' in part) box.append(...marked(part.text, spans));
    else box.append(chip(part, true));
  }
  if (template.parts.length === 0) box.append(h('span.muted', t('This report contains no prompt text.')));
  return box;
}

/** Splits text at the words that speak for an intent. Plain search, no pattern is built from log text. */
function marked(text: string, spans: readonly { words: string; intent: string }[]): Node[] {
  const lower = text.toLowerCase();
  // Lower case may change lengths in a few scripts; then places would be wrong, so nothing is marked.
  const hits = lower.length === text.length ? find(lower, spans) : [];
  const nodes: Node[] = [];
  let at = 0;
  for (const hit of hits) {
    if (hit.from < at) continue;
    if (hit.from > at) nodes.push(document.createTextNode(withBreaks(text.slice(at, hit.from))));
    const mark = h('mark', { title: t('Points to: {0}', hit.intent) });
    mark.textContent = withBreaks(text.slice(hit.from, hit.to));
    nodes.push(mark);
    at = hit.to;
  }
  nodes.push(document.createTextNode(withBreaks(text.slice(at))));
  return nodes;
}

function find(
  lower: string,
  spans: readonly { words: string; intent: string }[],
): { from: number; to: number; intent: string }[] {
  const hits: { from: number; to: number; intent: string }[] = [];
  for (const { words, intent } of spans) {
    if (words === '') continue;
    for (let from = lower.indexOf(words); from >= 0; from = lower.indexOf(words, from + words.length)) {
      const to = from + words.length;
      // `me` is no word of `meet`. Scripts without upper case have no spaces between words.
      if (!isWithin(lower, from) && !isWithin(lower, to)) hits.push({ from, to, intent });
    }
  }
  return hits.sort((a, b) => a.from - b.from || b.to - a.to);
}

/** Is the place between two letters of one word? */
const isWithin = (lower: string, at: number): boolean => /^\p{Ll}{2}$/u.test(lower.slice(Math.max(0, at - 1), at + 1));

/** The slots with what filled them. */
export function slotList(parts: readonly TemplatePart[]): HTMLElement | null {
  const slots = parts.flatMap((part) => ('slot' in part ? [part] : []));
  if (slots.length === 0) return null;
  return h(
    'dl.slots',
    ...slots.map((part) =>
      h(
        'div',
        h('dt', h('span.slot', h('b', slotName(part.slot)))),
        h('dd', h('ul', ...part.examples.map((text) => h('li', h('bdi', short(text, 300)))))),
      ),
    ),
  );
}

/** Line breaks of the log carry a mark: a text that is wrapped has others. */
const withBreaks = (text: string): string => visibleLines(text).replaceAll('\n', '\u21b5\n');
