/** A request as proof: who sent it and when, its slot text, the beginning of the answer, and a link to the line. */
import { startOf, endOf, visibleLine } from '../../../src/text/visible.ts';
import type { LineRef } from '../../../src/protocol/view-model.ts';
import type { LineText } from '../../../src/protocol/case-data.ts';
import type { PageContext } from '../../app/context.ts';
import { h, lines, onWidth } from '../dom.ts';
import { exactTime, shortPlace } from '../format.ts';
import { accountLink } from '../findings/links.ts';
import type { Piece } from './similar.ts';
import { t } from '../words.ts';

/** Characters around what fills a template: enough to know which one it is. */
const AROUND = 80;
const LONGEST = 700;

/** Blank lines take up room for text. */
const compact = (text: string): string => text.replace(/\s*\n\s*/g, '\n');

/** What fills the template; the whole prompt where no template is known. */
export function fillOf({ prompt }: LineText): string {
  const fills = prompt.filter(({ kind }) => kind === 'slot');
  return (fills.length > 0 ? fills : prompt).map(({ text }) => text).join(' ');
}

export function quote(
  page: PageContext,
  line: LineRef,
  text: LineText | null,
  options: { account?: boolean; pieces?: readonly Piece[] } = {},
): HTMLElement {
  const go = h(
    'button.link.num',
    { title: t('Open the line in the log'), onclick: () => page.openLine(line) },
    shortPlace(line),
  );
  if (text === null) {
    return h('blockquote.quote', h('p.muted', `${t('The line is not here, or has changed since the scan.')} `), go);
  }
  const words = promptBox(page, options.pieces === undefined ? prompt(text) : pieces(options.pieces));
  return h(
    'blockquote.quote',
    h(
      'div.quote-head',
      options.account === false ? null : accountLink(page, text.account),
      h('span.muted.num', exactTime(text.time)),
      go,
    ),
    words,
    text.answer === ''
      ? null
      : h('p.quote-answer', h('b', `${t('Answer')}: `), h('bdi', visibleLine(text.answer, 240))),
  );
}

/** A prompt of which a few lines are in sight. What is scrolled needs the keyboard, and what fits has no use for it. */
export function promptBox(page: PageContext, words: readonly (Node | string)[]): HTMLElement {
  const box = h('p.quote-prompt', { dir: 'auto', 'data-more': `… ${t('scroll for more')}` }, ...words);
  const mark = (): void => void box.classList.toggle('read', box.scrollTop + box.clientHeight >= box.scrollHeight - 2);
  box.addEventListener('scroll', mark);
  onWidth(box, page.signal, () => {
    // Without its mark, which takes a line.
    box.classList.remove('goes-on');
    const goesOn = box.scrollHeight > box.clientHeight + 1;
    box.classList.toggle('goes-on', goesOn);
    if (goesOn) {
      box.tabIndex = 0;
      showFirstMark(box);
    } else box.removeAttribute('tabindex');
    mark();
  });
  return box;
}

/** What fills the template is what the quote is for: where it begins below what is in sight, the quote is scrolled there. */
function showFirstMark(box: HTMLElement): void {
  const line = box.querySelector('mark')?.getClientRects()[0];
  if (line === undefined || box.scrollTop > 0) return;
  const below = line.top - box.getBoundingClientRect().top;
  // The last line in sight says that there is more.
  if (below + 2 * line.height > box.clientHeight) box.scrollTop = below;
}

function prompt({ prompt: segments }: LineText): Node[] {
  if (segments.length === 0) return [h('span.muted', t('The log does not contain the text of this prompt.'))];
  const nodes: Node[] = [];
  let left = LONGEST;
  segments.forEach(({ text, kind }, at) => {
    if (left <= 0) return;
    const shown = kind === 'fixed' ? around(text, at === 0, at === segments.length - 1) : startOf(text, left);
    left -= shown.length;
    const words = lines(compact(shown));
    nodes.push(kind === 'slot' ? h('mark.fill', { title: t('slot text') }, words) : h('span', words));
  });
  if (left <= 0) nodes.push(h('span.muted', '…'));
  return nodes;
}

/** Of what all prompts of the template say, the words next to what differs. */
function around(text: string, isFirst: boolean, isLast: boolean): string {
  if (text.length <= 2 * AROUND) return text;
  const [start, end] = [startOf(text, AROUND), endOf(text, AROUND)];
  if (isFirst && isLast) return `${start}…`;
  return isFirst ? `…${end}` : isLast ? `${start}…` : `${start} … ${end}`;
}

function pieces(all: readonly Piece[]): Node[] {
  return all.map(({ text, differs }) => {
    const words = lines(compact(text));
    return differs ? h('mark.differs', { title: 'differs' }, words) : h('span', words);
  });
}
