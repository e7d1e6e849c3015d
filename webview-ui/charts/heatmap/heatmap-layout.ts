/** Positions of rows, bins and labels, in CSS pixels of the canvas. */
import type { TimeBins } from './time-bins.ts';

export type Density = 'compact' | 'medium' | 'roomy';

export interface Layout {
  width: number;
  height: number;
  rowHeight: number;
  /** Rows above the window, in pixels. */
  scrollTop: number;
  totalRows: number;
  /** Left edges of the strips of campaign and verdict, and of the plot. */
  campaignX: number;
  verdictX: number;
  plotX: number;
  /** Time range in sight, ms UTC. */
  from: number;
  to: number;
}

/** In high contrast a cell shows its value by the height of its filling, which needs room. */
export function rowHeight(density: Density, highContrast: boolean): number {
  if (density === 'roomy') return 20;
  if (density === 'medium') return 12;
  return highContrast ? 8 : 4;
}

export const STRIP = 8;
/** Names need this much row; below it only every n-th row is named. */
export const LABEL_HEIGHT = 12;

/** Width of the names: a quarter of the plot, between 72 and 190 pixels. */
export const labelWidth = (width: number): number => Math.round(Math.max(72, Math.min(190, width * 0.24)));

export const plotWidth = (layout: Layout): number => Math.max(1, layout.width - layout.plotX);
export const xOf = (layout: Layout, time: number): number =>
  layout.plotX + ((time - layout.from) / (layout.to - layout.from)) * plotWidth(layout);
export const timeAt = (layout: Layout, x: number): number =>
  layout.from + ((x - layout.plotX) / plotWidth(layout)) * (layout.to - layout.from);
export const yOf = (layout: Layout, row: number): number => row * layout.rowHeight - layout.scrollTop;
export const rowAt = (layout: Layout, y: number): number => Math.floor((y + layout.scrollTop) / layout.rowHeight);

export function visibleRows(layout: Layout): [first: number, last: number] {
  const first = Math.max(0, Math.floor(layout.scrollTop / layout.rowHeight));
  const last = Math.min(layout.totalRows, Math.ceil((layout.scrollTop + layout.height) / layout.rowHeight));
  return [first, Math.max(first, last)];
}

/** Start and end of the bin that holds a time. */
export function binSpan(bins: TimeBins, time: number): [number, number] {
  const index = Math.max(0, Math.min(bins.bins - 1, Math.floor((time - bins.from) / bins.step)));
  return [bins.from + index * bins.step, bins.from + (index + 1) * bins.step];
}

/** Shortest range in sight, ms. */
const MIN_RANGE_MS = 10 * 60_000;

/** The range nearest to the one wanted that lies within the period and is not too short. */
export function within(period: readonly [number, number], from: number, to: number): [number, number] {
  const length = Math.min(Math.max(MIN_RANGE_MS, to - from), Math.max(MIN_RANGE_MS, period[1] - period[0]));
  const start = Math.max(period[0], Math.min(from, period[1] - length));
  return [start, start + length];
}
