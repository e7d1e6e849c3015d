/** A verdict as word, shape and colour; its meaning survives the loss of any two of the three. */
import type { Called } from '../../../src/protocol/view-model.ts';
import { h, s } from '../dom.ts';
import { likelihood } from '../../../src/text/likelihood.ts';
import { probability } from '../../../src/text/numbers.ts';
import { SUSPECTED_RATES } from '../../../src/text/suspected.ts';
import { isCandidate, type Judged, listRank, ownScore, sureness, verdictWord } from '../../../src/text/verdicts.ts';
import { column, type Column } from '../table-column.ts';
import { t } from '../words.ts';

interface VerdictLook {
  /** Path in a box of 12 × 12. */
  path: string;
  /** Share of the width of a strip that the verdict fills: the more serious the wider. */
  weight: number;
  /** Name of the colour that it is drawn in. */
  colour: string;
}

export const VERDICTS: Readonly<Record<Called, VerdictLook>> = {
  distillation: {
    path: 'M6 0.8 11.6 11.2H0.4Z',
    weight: 1,
    colour: 'charts-red',
  },
  relay: {
    path: 'M6 0.4 11.6 6 6 11.6 0.4 6Z',
    weight: 0.7,
    colour: 'symbolIcon-classForeground',
  },
  suspected: {
    path: 'M6 0.5 11.5 6H8.6V11.5H3.4V6H0.5Z',
    // No account is suspected by itself, and strips are of accounts.
    weight: 0,
    colour: 'terminal-ansiYellow',
  },
  'suspected-group': {
    path: 'M6 0.5 11.5 6H8.6V11.5H3.4V6H0.5ZM6 2.3 3.8 4.6H4.8V10.1H7.2V4.6H8.2Z',
    weight: 0,
    colour: 'charts-lines',
  },
  harvest: {
    path: 'M6 0.6 11.4 4.6 9.3 11H2.7L0.6 4.6Z',
    weight: 0.6,
    colour: 'terminal-ansiMagenta',
  },
  automation: {
    path: 'M1.2 1.2H10.8V10.8H1.2Z',
    weight: 0.4,
    colour: 'charts-blue',
  },
  none: {
    path: 'M6 1A5 5 0 1 0 6 11 5 5 0 1 0 6 1ZM6 2.6A3.4 3.4 0 1 1 6 9.4 3.4 3.4 0 1 1 6 2.6Z',
    weight: 0,
    colour: 'charts-lines',
  },
  'not-judged': {
    path: 'M1 4.8H4.4V7.2H1ZM7.6 4.8H11V7.2H7.6Z',
    weight: 0,
    colour: 'charts-lines',
  },
};

const MEANINGS: Readonly<Record<Called, string>> = {
  distillation: 'collects training data for another model',
  relay: 'resells or pools access for many people',
  suspected:
    'worth a look, not flagged: in test logs about {0} in 10 such groups were campaigns, from none to nearly all depending on the kind of log',
  'suspected-group': 'its group is suspected, which accuses no account',
  harvest:
    'one customer’s own accounts collect answers in this pattern; whether that is allowed is a matter of its contract',
  automation: 'a program, with no sign of harvesting',
  none: 'no sign of harvesting or of automation',
  'not-judged': 'the log lacks the data needed to judge it, so finding nothing proves nothing',
};

/** The word alone, at the beginning of a text: `Distillation`; with a score also `Below the threshold`. */
export function verdictLabel({ verdict, score }: Judged): string {
  const word = verdictWord(verdict, score, t);
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

/** The shape alone, for places where the word stands nearby. */
export function verdictIcon(verdict: Called): SVGSVGElement {
  return s(
    'svg',
    { class: `verdict-icon ${verdict}`, viewBox: '0 0 12 12', 'aria-hidden': 'true' },
    s('path', { d: VERDICTS[verdict].path, 'fill-rule': 'evenodd' }),
  );
}

/** Shape and word. */
export function verdictMark({ verdict, score }: Judged): HTMLElement {
  const meaning = isCandidate(verdict, score)
    ? t('suspicious, but not enough evidence to call it distillation')
    : t(MEANINGS[verdict], ...SUSPECTED_RATES);
  return h('span.verdict', { title: meaning }, verdictIcon(verdict), h('span', verdictLabel({ verdict, score })));
}

/** The same for a cell of a table, where a long word has no room: its meaning is in the tooltip. */
export function verdictCell(judged: Judged): HTMLElement {
  const { verdict } = judged;
  if (verdict !== 'harvest') return verdictMark(judged);
  const title = `${verdictLabel(judged)}: ${t(MEANINGS[verdict])}`;
  return h('span.verdict', { title }, verdictIcon(verdict), h('span', t('Harvest')));
}

/**
 * `97% very likely`, the number in tabular figures; next to another verdict it says what the number is of, and no more of a high one.
 * Of a harvest by one customer it is that of the harvest.
 */
export function scoreText({ verdict, ...judged }: Judged): HTMLElement {
  const score = ownScore({ verdict, ...judged });
  if (verdict === 'not-judged') return h('span.score.muted', t('no score: the log has too little data'));
  if (verdict === 'suspected' || verdict === 'suspected-group')
    return h('span.score', h('span.muted', `${t('score')} `), h('span.num', probability(score)));
  const isOwn = verdict === 'distillation' || verdict === 'harvest';
  const sure = isOwn ? likelihood(score, t) : sureness({ verdict, score }, t);
  // In words of likelihood it is that of distillation; without them, of what is not flagged, a score and no more.
  const of = verdict === 'none' && sure === '' ? t('score') : t('distillation');
  return h(
    'span.score',
    isOwn ? '' : h('span.muted', `${of} `),
    h('span.num', probability(score)),
    ' ',
    h('span.muted', sure),
  );
}

/** Of a column of bars: where it is narrow, the number alone. */
const SCORE_WIDTH = 'minmax(4.5rem, min(8rem, 15%))';

/** How likely each row is what it is called; what was not judged has no score. */
export const scoreColumn = <Row>(
  judged: (row: Row) => Judged,
  { width = SCORE_WIDTH, ...more }: { width?: string; from?: number } = {},
): Column<Row> =>
  column(
    'Score',
    width,
    (row) => {
      const one = judged(row);
      return one.verdict === 'not-judged' ? '–' : scoreBar(ownScore(one));
    },
    { sort: (row) => listRank(judged(row)), ...more },
  );

/** A bar of a probability with its number, for lists. */
function scoreBar(score: number): HTMLElement {
  const fill = h('span.bar-fill');
  fill.style.setProperty('width', `${100 * score}%`);
  return h('span.score-bar', h('span.bar', { 'aria-hidden': 'true' }, fill), h('span.num', probability(score)));
}
