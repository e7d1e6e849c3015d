/** A verdict as word, shape and colour; its meaning survives the loss of any two of the three. */
import type { Verdict } from '../../../src/protocol/view-model.ts';
import { h, s } from '../dom.ts';
import { likelihood } from '../../../src/text/likelihood.ts';
import { probability } from '../../../src/text/numbers.ts';
import { isCandidate } from '../../../src/text/verdicts.ts';

interface VerdictLook {
  word: string;
  meaning: string;
  /** Path in a box of 12 × 12. */
  path: string;
  /** Share of the width of a strip that the verdict fills: the more serious the wider. */
  weight: number;
  /** Name of the colour that it is drawn in. */
  colour: string;
}

export const VERDICTS: Readonly<Record<Verdict, VerdictLook>> = {
  distillation: {
    word: 'Distillation',
    meaning: 'collects training data for another model',
    path: 'M6 0.8 11.6 11.2H0.4Z',
    weight: 1,
    colour: 'charts-red',
  },
  relay: {
    word: 'Relay',
    meaning: 'resells or pools access for many people',
    path: 'M6 0.4 11.6 6 6 11.6 0.4 6Z',
    weight: 0.7,
    colour: 'charts-orange',
  },
  harvest: {
    word: 'Harvest pattern, one customer',
    meaning:
      'one customer’s own accounts collect answers in this pattern; whether that is allowed is a matter of its contract',
    path: 'M6 0.6 11.4 4.6 9.3 11H2.7L0.6 4.6Z',
    weight: 0.6,
    colour: 'terminal-ansiMagenta',
  },
  automation: {
    word: 'Automation',
    meaning: 'a program, with no sign of harvesting',
    path: 'M1.2 1.2H10.8V10.8H1.2Z',
    weight: 0.4,
    colour: 'charts-blue',
  },
  none: {
    word: 'No finding',
    meaning: 'no sign of harvesting or of automation',
    path: 'M6 1A5 5 0 1 0 6 11 5 5 0 1 0 6 1ZM6 2.6A3.4 3.4 0 1 1 6 9.4 3.4 3.4 0 1 1 6 2.6Z',
    weight: 0,
    colour: 'charts-lines',
  },
  'not-judged': {
    word: 'Not judged',
    meaning: 'the log lacks the data needed to judge it, so finding nothing proves nothing',
    path: 'M1 5.2H4.4V6.8H1ZM7.6 5.2H11V6.8H7.6Z',
    weight: 0,
    colour: 'charts-lines',
  },
};

/** The shape alone, for places where the word stands nearby. */
export function verdictIcon(verdict: Verdict): SVGSVGElement {
  return s(
    'svg',
    { class: `verdict-icon ${verdict}`, viewBox: '0 0 12 12', 'aria-hidden': 'true' },
    s('path', { d: VERDICTS[verdict].path, 'fill-rule': 'evenodd' }),
  );
}

/** Shape and word. */
export function verdictMark(verdict: Verdict, score: number): HTMLElement {
  const doubtful = isCandidate(verdict, score);
  return h(
    'span.verdict',
    { title: doubtful ? 'suspicious, but not enough evidence to call it distillation' : VERDICTS[verdict].meaning },
    verdictIcon(verdict),
    h('span', {}, doubtful ? 'Below the threshold' : VERDICTS[verdict].word),
  );
}

/**
 * `97% very likely`, the number in tabular figures; next to another verdict it says what the number is of. A campaign of one
 * customer shows how likely that harvest is.
 */
export function scoreText(distillation: number, verdict: Verdict, customer?: { score: number }): HTMLElement {
  const own = verdict === 'harvest' ? customer : undefined;
  const score = own?.score ?? distillation;
  if (verdict === 'not-judged') return h('span.score.muted', {}, 'no score: the log has too little data');
  return h(
    'span.score',
    {},
    verdict === 'distillation' || own ? '' : h('span.muted', {}, 'distillation '),
    h('span.num', {}, probability(score)),
    ' ',
    h('span.muted', {}, likelihood(score)),
  );
}

/** A bar of a probability with its number, for lists. */
export function scoreBar(score: number): HTMLElement {
  const fill = h('span.bar-fill', {});
  fill.style.setProperty('width', `${100 * score}%`);
  return h('span.score-bar', {}, h('span.bar', { 'aria-hidden': 'true' }, fill), h('span.num', {}, probability(score)));
}
