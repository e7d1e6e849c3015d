/** Numbers in sentences, formatted the same wherever people read them. */

/** `1,234`. Not `Intl`: the first number format of a process costs 15 to 30 ms, most of what a start may take. */
export const count = (value: number): string => grouped(String(Math.round(value)));

/** `1,234.5`; two decimals at most. */
export const decimal = (value: number, decimals: 1 | 2): string => grouped(value.toFixed(decimals));

/** `1 file`, `2 files`; the plural is given where it is not the singular with an s. */
export function counted(value: number, noun: string, plural = `${noun}s`): string {
  return `${count(value)} ${value === 1 ? noun : plural}`;
}

/** A share of a whole; small ones keep a decimal, so that a few in a thousand are not called none. */
export function percent(share: number): string {
  if (share > 0 && share < 0.0005) return '< 0.1%';
  return `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)}%`;
}

/** A score or another probability that may be held to a threshold: rounded down, so that none seems to reach one it misses. */
export const probability = (p: number): string => neverCertain(p, floor);

/** The same as a number up to 100, whole or with a decimal, for formats that ask for one. */
export const hundredths = (p: number, decimals: 0 | 1 = 0): number => floor(100 * 10 ** decimals * p) / 10 ** decimals;

/** How often, or how much of a whole: to the nearest digit. */
export const rate = (p: number): string => neverCertain(p, Math.round);

/** 100 × 0.29 is 28.999…: what lies this close below a step is on it. */
const HAIR = 1e-9;
const floor = (value: number): number => Math.floor(value + HAIR);

/** Never rounded to certainty, with a decimal near the ends: `> 99.9%`, `98.7%`, `71%`, `5.0%`, `< 0.1%`. */
function neverCertain(p: number, whole: (value: number) => number): string {
  if (p > 0.999) return '> 99.9%';
  if (p < 0.001 - HAIR) return '< 0.1%';
  return `${p > 0.985 || p < 0.1 ? (whole(1000 * p) / 10).toFixed(1) : whole(100 * p)}%`;
}

/** With a sign, a true minus among them: `+4.1`, `−0.4`. */
export const signed = (value: number, decimals: 1 | 2): string =>
  `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(decimals)}`;

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Bytes in decimal units, as disks and editors show them: `41.2 MB`. */
export function bytes(value: number): string {
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return `${value.toFixed(digits)} ${UNITS[unit] ?? ''}`;
}

/** `$1,234.50`. @param usd US dollars */
export const dollars = (usd: number): string => `$${decimal(usd, 2)}`;

/** A setting that is a probability, with all that people set of it: `90%`, `0.01%`. */
export const setting = (p: number): string => `${+(100 * p).toFixed(4)}%`;

const grouped = (digits: string): string => digits.replace(/\B(?=(?:\d{3})+(?:\.|$))/g, ',');
