/** A time axis over a part of a wider element. */
import { axisTop, select } from 'd3';
import { tickWord, timeScale } from '../parts/clock.ts';
import { s } from '../parts/dom.ts';

const HEIGHT = 22;
const LABEL = 90;

/** Half the width of the widest label, CSS pixels. */
const HALF = 28;

/** Pixels of a letter. */
const LETTER = 6.2;

/** A label at an end of an axis would reach out of the page: it ends or begins at its tick instead, or is left out where another stands. */
export function keepLabelsInside(axis: SVGGElement, x: (time: Date) => number, right: number): void {
  let taken = -Infinity;
  select(axis)
    .selectAll<SVGTextElement, Date>('.tick text')
    .attr('text-anchor', (time) => (x(time) > right - HALF ? 'end' : x(time) < HALF / 2 ? 'start' : null))
    .attr('visibility', function ends(time) {
      const width = LETTER * this.textContent.length;
      const anchor = this.getAttribute('text-anchor');
      const from = x(time) - (anchor === 'end' ? width : anchor === 'start' ? 0 : width / 2);
      if (from <= taken + LETTER) return 'hidden';
      taken = from + width;
      return null;
    });
}

/** `left` and `width` are where the axis stands within `outer`, CSS pixels. */
export function timeTicks(range: readonly [number, number], left: number, width: number, outer: number): SVGSVGElement {
  const group = s('g', { class: 'axis', transform: `translate(0,${HEIGHT - 1})` });
  const x = timeScale(range, [left, left + width]);
  select<SVGGElement, unknown>(group).call(
    axisTop(x)
      .ticks(Math.max(2, width / LABEL))
      .tickFormat(tickWord)
      .tickSizeOuter(0),
  );
  keepLabelsInside(group, x, outer);
  return s('svg', { class: 'chart', width: outer, height: HEIGHT }, group);
}
