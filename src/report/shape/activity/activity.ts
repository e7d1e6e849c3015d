/**
 * When an account asked, and by which templates, as one short text: what charts of a report are drawn from where its scan is gone.
 * `1h Tcfbc4645! 493503x3 1 1x2;- 493510;- ?x4` is three requests of a template in one hour, one in the next, two in the one after,
 * one request without a template, and four without a time.
 */
import * as v from 'valibot';

const MINUTE = 60_000;

/** Lengths of the steps that requests are counted by, shortest first. */
export const STEPS = {
  '1m': MINUTE,
  '5m': 5 * MINUTE,
  '1h': 60 * MINUTE,
  '6h': 360 * MINUTE,
  '1d': 1440 * MINUTE,
  '7d': 10_080 * MINUTE,
} as const;
export type Step = keyof typeof STEPS;

export const Activity = v.pipe(v.string(), v.regex(/^(?:1m|5m|1h|6h|1d|7d) [-0-9A-Za-z!?;x ]+$/));
export type Activity = v.InferOutput<typeof Activity>;

/** Requests of one template, or of none, in one step. */
export interface Counted {
  /** Empty for none. */
  template: string;
  /** They make up the score of their account. */
  flagged: boolean;
  /** Start of the step, ms UTC; NaN for requests without a time. */
  time: number;
  requests: number;
}

/** @param counted those of one series in the order of their times, those without one last */
export function activityText(step: Step, counted: readonly Counted[]): Activity {
  let [text, name, last]: [string, string, number] = [step, '', 0];
  for (const { template, flagged, time, requests } of counted) {
    const own = `${template === '' ? '-' : template}${flagged ? '!' : ''}`;
    if (own !== name) {
      text += `${name === '' ? ' ' : ';'}${own}`;
      [name, last] = [own, 0];
    }
    const at = Math.floor(time / STEPS[step]);
    text += ` ${Number.isNaN(time) ? '?' : at - last}${requests === 1 ? '' : `x${requests}`}`;
    if (!Number.isNaN(time)) last = at;
  }
  return text;
}

/** What the text says; what is no number in it is left out. */
export function countedOf(text: Activity): { step: number; counted: Counted[] } {
  const at = text.indexOf(' ');
  const step = Object.entries(STEPS).find(([name]) => name === text.slice(0, at))?.[1] ?? STEPS['1h'];
  const counted: Counted[] = [];
  for (const series of text.slice(at + 1).split(';')) {
    const [name = '', ...places] = series.split(' ');
    const flagged = name.endsWith('!');
    const id = flagged ? name.slice(0, -1) : name;
    let last = 0;
    for (const place of places) {
      const [gap = '', times = '1'] = place.split('x');
      const requests = Number(times);
      const moved = gap === '?' ? NaN : last + Number(gap);
      if (!Number.isSafeInteger(requests) || requests < 1 || (gap !== '?' && !Number.isSafeInteger(moved))) continue;
      if (gap !== '?') last = moved;
      counted.push({ template: id === '-' ? '' : id, flagged, time: moved * step, requests });
    }
  }
  return { step, counted };
}
