/** Log lines as proof: a button that leads there, and next to it what the line says. */
import type { LineRef } from '../../../src/protocol/view-model.ts';
import { visible } from '../../../src/text/visible.ts';
import type { PageContext } from '../../app/context.ts';
import { h } from '../dom.ts';
import { lineWords } from '../case/line-texts.ts';
import { shortPlace } from '../format.ts';
import { numberOf } from '../number-of.ts';
import { folded } from '../section.ts';
import { t } from '../words.ts';

/** A line each, with the beginning of what it says; at most `open` at once, the others behind a disclosure. */
export function lineQuotes(page: PageContext, lines: readonly LineRef[], open = 3): HTMLElement {
  const left = lines.length - open;
  const rest = folded(left, () => quotes(page, lines.slice(open)), numberOf(left, 'more line'));
  return h('div', quotes(page, lines.slice(0, open)), rest);
}

function quotes(page: PageContext, lines: readonly LineRef[]): HTMLElement {
  return h(
    'ul.lines.line-quotes',
    { 'aria-label': t('Log lines') },
    ...lines.map((line) =>
      h(
        'li',
        h('button.link.num', { title: visible(line.file), onclick: () => page.openLine(line) }, shortPlace(line)),
        lineWords(page, line),
      ),
    ),
  );
}
