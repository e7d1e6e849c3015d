/** People's decision on an item, as word, shape and colour next to or instead of its verdict. */
import type { DecidedItem, SubjectKind } from '../../../src/protocol/decision-data.ts';
import type { TemplateReport } from '../../../src/protocol/view-model.ts';
import type { PageContext } from '../../app/context.ts';
import { type Judged, judgedIn } from '../../../src/text/verdicts.ts';
import { h, s } from '../dom.ts';
import { t } from '../words.ts';
import { verdictCell } from './verdict.ts';

interface Look {
  word: string;
  /** Path in a box of 12 × 12. */
  path: string;
}

const DECIDED: Readonly<Record<DecidedItem['state'], Look>> = {
  confirmed: { word: 'Confirmed', path: 'M4.6 11 0.6 7 2.2 5.4 4.6 7.8 9.8 2.6 11.4 4.2Z' },
  benign: {
    word: 'Benign',
    path: 'M6 0.6A5.4 5.4 0 1 1 6 11.4 5.4 5.4 0 1 1 6 0.6ZM5.2 8.6 9.2 4.6 8.4 3.8 5.2 7 3.6 5.4 2.8 6.2Z',
  },
  watch: { word: 'On watch', path: 'M0.4 6Q6 -1 11.6 6 6 13 0.4 6ZM6 3.6A2.4 2.4 0 1 0 6 8.4 2.4 2.4 0 1 0 6 3.6Z' },
  allowed: {
    word: 'Allowed',
    path: 'M6 0.4 11 2.4V6Q10.6 10 6 11.6 1.4 10 1 6V2.4ZM5.2 8.6 9 4.8 8.2 4 5.2 7 3.8 5.6 3 6.4Z',
  },
};

/** `Benign`, `On watch`, in the reader's language. */
export const decidedWord = (state: DecidedItem['state']): string => t(DECIDED[state].word);

/** What a screen reader hears of a decision when it is saved: of a page that is drawn anew it says nothing. */
export const decidedText = (item: DecidedItem | undefined): string =>
  item === undefined ? t('No decision yet.') : `${decidedWord(item.state)}. ${item.text}`;

export function decidedIcon(state: DecidedItem['state']): SVGSVGElement {
  return s(
    'svg',
    { class: `decided-icon ${state}`, viewBox: '0 0 12 12', 'aria-hidden': 'true' },
    s('path', { d: DECIDED[state].path, 'fill-rule': 'evenodd' }),
  );
}

/** Shape and word of a decision; dimmed where it makes the item not count. */
export function decidedMark({ state, counted, text }: DecidedItem): HTMLElement {
  return h(
    'span',
    { class: counted ? 'decided' : 'decided cleared', title: text },
    decidedIcon(state),
    h('span', decidedWord(state)),
  );
}

/** The decision on an item where there is one, else its verdict: for lists, where there is room for one of them. */
export function standingMark(page: PageContext, kind: SubjectKind, id: string, judged: Judged): HTMLElement {
  const decided = page.find.decided(kind, id);
  return decided === undefined ? verdictCell(judged) : decidedMark(decided);
}

/** What a template is called, and how likely that is. */
export const calledTemplate = ({ overview }: PageContext, template: TemplateReport): Judged =>
  judgedIn(
    template,
    template.campaigns.map((id) => overview.campaigns.find((one) => one.id === id)),
  );

/** Does the item count? */
export function counts(page: PageContext, kind: SubjectKind, id: string): boolean {
  return page.find.decided(kind, id)?.counted ?? true;
}
