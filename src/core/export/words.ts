/** Numbers and times in the words of an export. All times are UTC. */
import { bytes, count, counted, probability, setting } from '../math/number-words.ts';
import type { LineRef } from '../report/report.ts';

export { bytes, count, counted, probability as percent, setting };

/** Words for a probability, after the calibrated terms of the IPCC guidance note on uncertainty (2010), table 1. */
export function likelihood(p: number): string {
  if (p >= 0.99) return 'almost certain';
  if (p >= 0.9) return 'very likely';
  if (p >= 0.66) return 'likely';
  if (p >= 0.33) return 'about as likely as not';
  if (p >= 0.1) return 'unlikely';
  if (p >= 0.01) return 'very unlikely';
  return 'almost certainly not';
}

/** Nats with a sign: `+3.20`, `−0.41`. */
export const nats = (weight: number): string => `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(2)}`;

/** How a weight moves the odds: `24 times as likely`, `4 times less likely`. */
export function ratio(weight: number): string {
  if (weight === 0) return 'says nothing either way';
  const factor = Math.exp(Math.abs(weight));
  const times = factor >= 1e6 ? 'over a million' : factor >= 10 ? count(factor) : factor.toFixed(1);
  return weight > 0 ? `${times} times as likely` : `${times} times less likely`;
}

export const pValue = (p: number): string => (p < 1e-4 ? '< 0.0001' : p < 0.01 ? p.toFixed(4) : p.toFixed(2));

/** `2026-05-04 09:12`; `no time` when there is none. */
export const moment = (time: number | null): string =>
  time === null ? 'no time' : new Date(time).toISOString().slice(0, 16).replace('T', ' ');

export const place = ({ file, line }: LineRef): string => `${file}:${line}`;

/** `requests.jsonl: 12, 40; other.jsonl: 7; 15 more`: the first places, a file said once. */
export function places(lines: readonly LineRef[], most: number): string {
  const shown = lines.slice(0, most);
  const files = [...new Set(shown.map(({ file }) => file))];
  const groups = files.map((file) => {
    const own = shown.filter((line) => line.file === file);
    return `${file}: ${own.map(({ line }) => line).join(', ')}`;
  });
  return [...groups, ...(lines.length > most ? [`${count(lines.length - most)} more`] : [])].join('; ');
}

/** At most `limit` characters; what is left out is counted, with `more` characters that are not here. */
export function cut(text: string, limit: number, more = 0): string {
  if (text.length <= limit && more === 0) return text;
  const head = text.slice(0, limit).replace(/[\ud800-\udbff]$/, '');
  return `${head}… [${count(text.length - head.length + more)} more characters]`;
}
