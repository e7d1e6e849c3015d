/** Figures as self-contained SVG: no script, no style attributes, colours by class, text as text. */
import type { BarFigure, ColumnFigure, Figure, WeekFigure } from './figures.ts';
import { shortMiddle, visible } from '../../../text/visible.ts';
import { escapeHtml } from './escape-html.ts';
import { count, counted } from '../../../text/numbers.ts';

const WIDTH = 760;
const ROW = 22;
const LABEL = 230;
const VALUE = 70;

export function figureSvg(figure: Figure): string {
  switch (figure.shape) {
    case 'bars':
      return barsSvg(figure);
    case 'columns':
      return columnsSvg(figure);
    case 'week':
      return weekSvg(figure);
  }
}

/** `alt` is what a screen reader says instead of the drawing; the numbers are in a table next to it. */
function svg(height: number, alt: string, body: readonly string[]): string {
  return `<svg viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${shown(alt)}">${body.join('')}</svg>`;
}

const shown = (text: string): string => escapeHtml(visible(text));
const num = (value: number): string => String(Math.round(100 * value) / 100);

/** Characters of a label that fit next to the bars; the middle of a long name is left out, since its end tells it apart. */
const MAX_LABEL_LENGTH = 34;

const shortened = (label: string): string => shortMiddle(label, MAX_LABEL_LENGTH, 12);

function barsSvg({ title, bars, ticks }: BarFigure): string {
  const ends = [...bars.flatMap(({ from, to }) => [from, to]), ...ticks.map(({ at }) => at)];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const [left, right] = [LABEL + 12, WIDTH - VALUE - 12];
  const x = (value: number): number => left + ((value - low) / (high - low || 1)) * (right - left);
  const height = bars.length * ROW + 26;
  const marks = bars.flatMap(({ label, from, to, value, tone }, index) => {
    const y = 22 + index * ROW;
    const [start, end] = [x(Math.min(from, to)), x(Math.max(from, to))];
    const width = Math.max(3, end - start);
    return [
      `<line class="rule" x1="0" x2="${WIDTH}" y1="${y}" y2="${y}"/>`,
      `<text x="0" y="${y + 15}"><title>${shown(label)}</title>${shown(shortened(label))}</text>`,
      `<rect class="${tone}" x="${num(start === end ? start - 1.5 : start)}" y="${y + 5}" width="${num(width)}" height="${ROW - 10}"/>`,
      `<text class="value" x="${WIDTH}" y="${y + 15}">${shown(value)}</text>`,
    ];
  });
  let last = -Infinity;
  const scale = ticks.flatMap(({ at, label }) => {
    const place = x(at);
    const half = label.length * 3.2;
    if (place - half < last) return [];
    last = place + half + 8;
    const inside = Math.min(Math.max(place, left + half - 12), right - half + 40);
    return [
      `<line class="tick" x1="${num(place)}" x2="${num(place)}" y1="18" y2="${height}"/>`,
      `<text class="scale" x="${num(inside)}" y="12">${shown(label)}</text>`,
    ];
  });
  return svg(height, title, [...scale, ...marks]);
}

function columnsSvg({ title, values, flagged, ends }: ColumnFigure): string {
  const height = 150;
  const [top, bottom] = [16, height - 20];
  const most = Math.max(1, ...values);
  const step = WIDTH / values.length;
  const y = (value: number): number => bottom - (value / most) * (bottom - top);
  const bars = values.flatMap((value, index) => {
    if (value === 0) return [];
    const dark = flagged[index] ?? 0;
    const [x, width] = [num(index * step), num(Math.max(1, step - 1))];
    return [
      `<rect class="plain" x="${x}" y="${num(y(value))}" width="${width}" height="${num(bottom - y(value))}"/>`,
      ...(dark > 0
        ? [`<rect class="for" x="${x}" y="${num(y(dark))}" width="${width}" height="${num(bottom - y(dark))}"/>`]
        : []),
    ];
  });
  return svg(height, `${title}, highest ${count(most)}`, [
    `<line class="rule" x1="0" x2="${WIDTH}" y1="${bottom}" y2="${bottom}"/>`,
    `<line class="rule" x1="0" x2="${WIDTH}" y1="${top}" y2="${top}"/>`,
    `<text x="0" y="12">${counted(most, 'request')}</text>`,
    ...bars,
    `<text x="0" y="${height - 5}">${shown(ends[0])}</text>`,
    `<text class="value" x="${WIDTH}" y="${height - 5}">${shown(ends[1])}</text>`,
  ]);
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function weekSvg({ title, values }: WeekFigure): string {
  const [left, cell, high, top] = [40, 30, 20, 18];
  const most = Math.max(1, ...values);
  const body = DAYS.flatMap((day, row) => [
    `<text x="0" y="${top + row * high + 14}">${day}</text>`,
    ...values.slice(24 * row, 24 * row + 24).map((value, hour) => {
      const opacity = value === 0 ? 0.05 : 0.2 + 0.8 * (Math.log1p(value) / Math.log1p(most));
      const place = `x="${left + hour * cell}" y="${top + row * high}" width="${cell - 2}" height="${high - 2}"`;
      const when = `${day} ${String(hour).padStart(2, '0')}:00`;
      return `<rect class="cell" ${place} fill-opacity="${num(opacity)}"><title>${when}: ${count(value)}</title></rect>`;
    }),
  ]);
  const clock = [0, 6, 12, 18].map(
    (hour) => `<text x="${left + hour * cell}" y="12">${String(hour).padStart(2, '0')}</text>`,
  );
  return svg(top + 7 * high, `${title}, highest ${count(most)} an hour`, [...clock, ...body]);
}
