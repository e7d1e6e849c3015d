/**
 * From the prior to the score: each piece of evidence moves the log odds by its weight, and the moves add up to the
 * score in sight of the reader. The axis is log odds, its ticks are probabilities.
 */
import { extent, scaleLinear, type ScaleLinear } from 'd3';
import type { Evidence } from '../../src/protocol/view-model.ts';
import { h } from '../parts/dom.ts';
import { t } from '../parts/words.ts';
import { sideOf, weightWords } from '../../src/text/evidence-side.ts';
import { nats, scoreSum } from '../../src/text/likelihood.ts';
import { count, probability, setting } from '../../src/text/numbers.ts';
import { columns, plainTable } from '../parts/plain-table.ts';
import { figure } from './figure.ts';

export interface WaterfallData {
  priorLogOdds: number;
  /** Why it starts there; empty where nothing is known of it. */
  start?: string;
  evidence: readonly Evidence[];
  counterEvidence: readonly Evidence[];
  /** Probability that the sum must give. */
  score: number;
  threshold: number | null;
  /** Of a harvest by one customer: its own probability, to which these rows do not lead. */
  harvest?: number;
  detectorName: (id: string) => string;
}

interface Step {
  label: string;
  kind: 'prior' | 'for' | 'against' | 'neutral' | 'cap';
  from: number;
  to: number;
}

const TICKS = [1e-6, 1e-4, 0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999, 0.9999, 1 - 1e-6];
/** The sum and the score must agree to this much; a score is stored as a double, weights are rounded nowhere. */
const TOLERANCE = 1e-6;

export const logit = (p: number): number => Math.log(p / (1 - p));
export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** The moves in order: prior, evidence for, evidence against; each starts where the one before ended. */
export function steps(data: WaterfallData): Step[] {
  let at = data.priorLogOdds;
  const out: Step[] = [{ label: 'Before any evidence', kind: 'prior', from: at, to: at }];
  const add =
    (kind: Step['kind']) =>
    (item: Evidence): void => {
      // Membership certainty limits the score and clears nobody, so it is not a step against.
      const isCap = sideOf(item) === 'cap';
      const label = `${data.detectorName(item.detector)}${isCap ? `: ${weightWords(item)}` : ''}`;
      const side = isCap ? 'cap' : sideOf(item) === 'neutral' ? 'neutral' : kind;
      out.push({ label, kind: side, from: at, to: at + item.weight });
      at += item.weight;
    };
  data.evidence.forEach(add('for'));
  data.counterEvidence.forEach(add('against'));
  return out;
}

/** Rows of a side, as many as the list of the evidence has open; a campaign has dozens of pieces, of which most say little. */
const OWN_ROWS = 5;
/** A smaller move is written as +0.00. */
const SEEN = 0.005;

/**
 * Without what weighs nothing, and with the weaker moves of a side that follow each other as one, and what counts neither way as one: the
 * table has a row for each.
 */
export function shortened(all: readonly Step[], weaker: (pieces: number) => string): Step[] {
  const rows: Step[] = [];
  const seen = { prior: 0, for: 0, against: 0, neutral: OWN_ROWS, cap: 0 };
  let run = 0;
  for (const step of all) {
    if (step.kind !== 'prior' && Math.abs(step.to - step.from) < SEEN) continue;
    const before = rows.at(-1);
    run = ++seen[step.kind] <= OWN_ROWS ? 0 : before?.kind === step.kind ? run + 1 : 1;
    if (before === undefined || run < 2) rows.push(step);
    else {
      const label = step.kind === 'neutral' ? 'No evidence either way' : weaker(run);
      rows[rows.length - 1] = { ...before, label, to: step.to };
    }
  }
  return rows;
}

export function addsUp(data: WaterfallData): boolean {
  const sum = steps(data).at(-1)?.to ?? data.priorLogOdds;
  return Math.abs(logistic(sum) - data.score) < TOLERANCE;
}

export function waterfall(data: WaterfallData): HTMLElement {
  const all = steps(data);
  const end = all.at(-1)?.to ?? data.priorLogOdds;
  const ends = [
    ...all.flatMap((step) => [step.from, step.to]),
    0,
    ...(data.threshold === null ? [] : [logit(data.threshold)]),
  ];
  const [low = -1, high = 1] = extent(ends);
  const room = Math.max(0.5, (high - low) * 0.06);
  const x = scaleLinear([low - room, high + room], [0, 100]);
  const title = 'How this score adds up';
  const sum = `${all.map((step) => nats(step.kind === 'prior' ? step.to : step.to - step.from)).join(' ')} = ${nats(end)}`;
  const dashed =
    data.threshold === null ? '' : ` The dashed line marks ${setting(data.threshold)}, the threshold for distillation.`;
  const own =
    data.harvest === undefined
      ? ''
      : ` The score is that of distillation. The harvest has one of its own, ${probability(data.harvest)}: there it weighs nothing that the accounts are one customer’s.`;
  const note = addsUp(data)
    ? `${scoreSum(data)} ${data.start ?? ''}${own}${dashed}`
    : `The rows add up to ${probability(logistic(end))}, but the score is ${probability(data.score)}: this report is inconsistent.`;
  const score: Bar = {
    label: `${t('Score')}: ${probability(data.score)}`,
    kind: 'total',
    from: end,
    to: end,
    value: end,
  };
  const bars: Bar[] = shortened(all, (pieces) => t('{0} weaker pieces', count(pieces))).map((step) => ({
    ...step,
    value: step.kind === 'prior' ? step.to : step.to - step.from,
  }));
  const rows = [...bars, score].map((bar) => row(bar, x, data.threshold));
  const chart = h('div.waterfall', { title: sum }, axis(x), h('ol', { 'aria-label': title }, ...rows));
  return figure({
    title,
    note,
    chart,
    table: () =>
      plainTable(
        title,
        columns('Step', '>Weight', '>Points after', '>Probability after'),
        all.map((step) => [
          t(step.label),
          step.kind === 'prior' ? '' : nats(step.to - step.from),
          nats(step.to),
          probability(logistic(step.to)),
        ]),
      ),
  });
}

/** Labels closer to the one before, in hundredths of the width, are left out: always, and where the chart is narrow. */
const [CLOSE, CLOSE_IF_NARROW] = [9, 22];

function axis(x: ScaleLinear<number, number>): HTMLElement {
  let [last, lastIfNarrow] = [-Infinity, -Infinity];
  const ticks = TICKS.flatMap((p) => {
    const at = x(logit(p));
    if (at < 0 || at > 100 || at - last < CLOSE) return [];
    last = at;
    const isSpare = at - lastIfNarrow < CLOSE_IF_NARROW;
    if (!isSpare) lastIfNarrow = at;
    const text = `${+(100 * p).toFixed(p < 0.001 || p > 0.999 ? 4 : 1)}%`;
    const tick = h(isSpare ? 'span.tick.spare' : 'span.tick', text);
    tick.style.setProperty('left', `${at}%`);
    return [tick];
  });
  return h('div.waterfall-axis', { 'aria-hidden': 'true' }, h('div.scale', ...ticks));
}

interface Bar {
  label: string;
  kind: Step['kind'] | 'total';
  from: number;
  to: number;
  /** Number at the end of the row, nats. */
  value: number;
}

function row(
  { label, kind, from, to, value }: Bar,
  x: ScaleLinear<number, number>,
  threshold: number | null,
): HTMLElement {
  const bar = h('span', { class: `move ${kind}`, 'aria-hidden': 'true' });
  bar.style.setProperty('left', `${Math.min(x(from), x(to))}%`);
  bar.style.setProperty('width', from === to ? '0' : `${Math.abs(x(to) - x(from))}%`);
  const line = threshold === null ? null : h('span.threshold', { 'aria-hidden': 'true' });
  if (threshold !== null) line?.style.setProperty('left', `${x(logit(threshold))}%`);
  return h('li', { class: kind }, h('span.label', t(label)), h('span.scale', line, bar), h('span.num', nats(value)));
}
