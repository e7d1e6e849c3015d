/** Axes that charts over time share. */
import { axisBottom, axisLeft, type ScaleLinear, select } from 'd3';
import { tickWord, type timeScale } from '../parts/clock.ts';
import { compact } from '../parts/format.ts';
import { keepLabelsInside } from './time-ticks.ts';

/** Room that a label needs, CSS pixels. */
const LABEL = 90;

/** Pixels of a bar in its place. A thin one has no room for a gap: a part of a pixel is a faint one. */
export const barWidth = (place: number): number => (place > 3 ? place - 1 : Math.max(1, place));

/**
 * Time along the bottom.
 * @param floor where it stands, from the top
 * @param width of the whole chart, which labels must not leave
 */
export function timeAxis(
  axis: SVGGElement,
  x: ReturnType<typeof timeScale>,
  { floor, width, from = 0 }: { floor: number; width: number; from?: number },
): void {
  select<SVGGElement, unknown>(axis)
    .attr('transform', `translate(0,${floor})`)
    .call(
      axisBottom(x)
        .ticks(Math.max(2, (width - from) / LABEL))
        .tickFormat(tickWord)
        .tickSizeOuter(0),
    );
  keepLabelsInside(axis, x, width);
}

/** Numbers of things up the left side, with lines across the chart. Half a request is no number of requests. */
export function countAxis(
  axis: SVGGElement,
  y: ScaleLinear<number, number>,
  { left, width }: { left: number; width: number },
): void {
  select<SVGGElement, unknown>(axis)
    .attr('transform', `translate(${left},0)`)
    .call(
      axisLeft(y)
        .tickValues(y.ticks(3).filter(Number.isInteger))
        .tickSize(-(width - 8 - left))
        .tickFormat((value) => compact(value.valueOf())),
    );
}
