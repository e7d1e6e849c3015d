/** The whole period as a small histogram with a brush: what part of it the heatmap shows. */
import { brushX, max, scaleLinear, select, type D3BrushEvent } from 'd3';
import { barWidth } from '../axes.ts';
import { timeScale } from '../../parts/clock.ts';
import { h, onWidth, s } from '../../parts/dom.ts';

interface TimeBrushOptions {
  from: number;
  to: number;
  /** Requests in equal bins over the period; empty while they are on their way. */
  requests: readonly number[];
  range: () => [number, number];
  /** Left edge of the heatmap's plot for a width, so that both share one axis. */
  left: (width: number) => number;
  /** Null when the brush was cleared. */
  brushed: (range: [number, number] | null) => void;
  signal: AbortSignal;
}

const HEIGHT = 34;

export interface TimeBrush {
  element: HTMLElement;
  /** Moves the brush to the range in sight. */
  sync: () => void;
  /** Shows other requests in the same bins. */
  fill: (requests: readonly number[]) => void;
}

export function timeBrush(options: TimeBrushOptions): TimeBrush {
  const element = h('div.time-brush');
  let sync = (): void => undefined;
  let { requests } = options;
  let paint = (): void => undefined;

  onWidth(element, options.signal, (width) => {
    const left = options.left(width);
    const x = timeScale([options.from, options.to], [left, width]);
    const bars = s('g');
    paint = () => {
      const y = scaleLinear([0, max(requests) ?? 1], [0, HEIGHT - 2]);
      const step = (width - left) / Math.max(1, requests.length);
      const drawn = requests.map((value, bin) => {
        const [x, height] = [left + bin * step, y(value)];
        return s('rect', { class: 'other', x, width: barWidth(step), y: HEIGHT - height, height });
      });
      bars.replaceChildren(...drawn);
    };
    paint();
    const svg = s('svg', { width, height: HEIGHT, 'aria-hidden': 'true' }, bars);
    const brush = brushX<undefined>()
      .extent([
        [left, 0],
        [width, HEIGHT],
      ])
      .on('end', (event: D3BrushEvent<undefined>) => {
        // Moves made by `sync` have no source event.
        if (event.sourceEvent === undefined || event.sourceEvent === null) return;
        const chosen = event.selection as [number, number] | null;
        options.brushed(chosen === null ? null : [x.invert(chosen[0]).getTime(), x.invert(chosen[1]).getTime()]);
      });
    const group = s('g', { class: 'brush' });
    svg.append(group);
    const selection = select<SVGGElement, undefined>(group).datum(undefined).call(brush);
    sync = () => {
      const [from, to] = options.range();
      const all = from <= options.from && to >= options.to;
      brush.move(selection, all ? null : [x(Math.max(from, options.from)), x(Math.min(to, options.to))]);
    };
    element.replaceChildren(svg);
    sync();
  });

  return {
    element,
    sync: () => sync(),
    fill: (values) => {
      requests = values;
      paint();
    },
  };
}
