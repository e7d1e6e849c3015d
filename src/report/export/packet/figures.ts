/** The figures of a packet as data. HTML draws them; Markdown writes them as tables of bars. */
import type { AccountReport, Evidence, Report } from '../../shape/report.ts';
import type { Activity } from '../activity.ts';
import { nats } from '../../../text/likelihood.ts';
import { count, setting } from '../../../text/numbers.ts';
import { moment } from '../../../text/times.ts';

/** A mark from `from` to `to` on the scale of its figure; `tone` says what it stands for, never by colour alone. */
export interface Bar {
  label: string;
  from: number;
  to: number;
  /** Number at the end of the row. */
  value: string;
  tone: 'for' | 'against' | 'plain' | 'total';
}

export interface BarFigure {
  shape: 'bars';
  title: string;
  /** How to read it. */
  note: string;
  bars: readonly Bar[];
  /** Labelled places of the scale. */
  ticks: readonly { at: number; label: string }[];
}

export interface ColumnFigure {
  shape: 'columns';
  title: string;
  note: string;
  /** Heights, with the part of each that is flagged. */
  values: readonly number[];
  flagged: readonly number[];
  /** Words under the left and right end. */
  ends: readonly [string, string];
}

export interface WeekFigure {
  shape: 'week';
  title: string;
  note: string;
  /** 168 counts, Monday 00:00 UTC first. */
  values: readonly number[];
}

export type Figure = BarFigure | ColumnFigure | WeekFigure;

const TICKS = [1e-6, 0.0001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.9999, 1 - 1e-6];

/** From the prior to the score: each piece of evidence moves the log odds by its weight. */
export function waterfallFigure(
  priorLogOdds: number,
  evidence: readonly Evidence[],
  name: (detector: string) => string,
): BarFigure {
  let at = priorLogOdds;
  const bars: Bar[] = [{ label: 'Before any evidence', from: at, to: at, value: nats(at), tone: 'plain' }];
  for (const { detector, weight } of evidence) {
    if (weight === 0) continue;
    const tone = weight > 0 ? 'for' : 'against';
    bars.push({ label: name(detector), from: at, to: at + weight, value: nats(weight), tone });
    at += weight;
  }
  bars.push({ label: 'Total', from: at, to: at, value: nats(at), tone: 'total' });
  const ends = bars.flatMap(({ from, to }) => [from, to]);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const ticks = TICKS.map((p) => ({ at: Math.log(p / (1 - p)), label: setting(p) }));
  return {
    shape: 'bars',
    title: 'How this score adds up',
    note: 'Each row raises or lowers the odds by its weight, and the rows add up to the score. The scale shows probabilities.',
    bars,
    ticks: ticks.filter(({ at: place }) => place >= low && place <= high),
  };
}

/** Members drawn as spans of time; more would not be read. */
const SPANS = 40;

/** Who was active when: campaigns often replace accounts as they are lost. Undefined without times. */
export function spansFigure(members: readonly AccountReport[], period: Report['period']): BarFigure | undefined {
  const timed = members.flatMap(({ account, first, last, requests }) =>
    first === null || last === null ? [] : [{ account, first, last, requests }],
  );
  if (timed.length < 2 || period === null) return undefined;
  const order = timed.toSorted((a, b) => a.first - b.first || (a.account < b.account ? -1 : 1));
  const more = order.length > SPANS ? ` The first ${SPANS} of ${count(order.length)} are drawn.` : '';
  const [low, high] = [order[0]!.first, Math.max(...order.map(({ last }) => last))];
  return {
    shape: 'bars',
    title: 'First and last request of the members',
    note: `Times are UTC.${more}`,
    bars: order.slice(0, SPANS).map(({ account, first, last, requests }) => ({
      label: account,
      from: first,
      to: last,
      value: count(requests),
      tone: 'plain',
    })),
    ticks: [low, (low + high) / 2, high].map((at) => ({ at, label: moment(at) })),
  };
}

export function activityFigures({ from, to, requests, flagged, week }: Activity): Figure[] {
  return [
    {
      shape: 'columns',
      title: 'Requests over time',
      note: `${count(requests.reduce((sum, value) => sum + value, 0))} requests in ${requests.length} equal spans; the dark part is flagged. Times are UTC.`,
      values: requests,
      flagged,
      ends: [moment(from), moment(to - 1)],
    },
    {
      shape: 'week',
      title: 'Hour of the week',
      note: 'Times are UTC. Darker means more requests. People sleep; programs often do not.',
      values: week,
    },
  ];
}
