/** The requests of the query over the time of the log, above the rows: a span that is dragged over becomes part of the query. */
import type { LogFilter, TimeCounts } from '../../src/protocol/explorer-messages.ts';
import { count } from '../../src/text/numbers.ts';
import { timeTicks } from '../charts/time-ticks.ts';
import { h, onWidth, s } from '../parts/dom.ts';
import { span, time } from '../parts/format.ts';
import { numberOf } from '../parts/number-of.ts';
import { t } from '../parts/words.ts';
import type { AskHost } from './explorer-host.ts';

/** CSS pixels; the style sheet sets the same height. */
const HEIGHT = 44;
/** A shorter way is a click on a bar. */
const DRAG = 4;
/** Milliseconds without a key press before the list is made again. */
const PAUSE_MS = 200;

interface HistogramActions {
  ask: AskHost;
  changed: (range: Pick<LogFilter, 'from' | 'to'>) => void;
  signal: AbortSignal;
}

type Edge = 'from' | 'to';

export class TimeHistogram {
  readonly element: HTMLElement;
  private filter: LogFilter | undefined;
  private times: TimeCounts | undefined;
  private counted = 0;
  private width = 0;
  private timer = 0;
  /** First and last bin of the span that is chosen or dragged over; undefined for all. */
  private chosen: readonly [number, number] | undefined;
  private readonly words = h('p.num.muted.times-words');
  private readonly plot = h('div.times-plot');
  private readonly edges: Readonly<Record<Edge, HTMLElement>> = { from: this.edge('from'), to: this.edge('to') };
  private readonly clear = h('button.link', { hidden: true, onclick: () => this.actions.changed({}) }, t('Whole time'));

  constructor(private readonly actions: HistogramActions) {
    this.element = h(
      'section.times',
      { 'aria-label': t('Requests over time'), hidden: true },
      h('div.times-head', this.words, this.clear),
      h('div.times-frame', this.plot, this.edges.from, this.edges.to),
    );
    onWidth(this.plot, actions.signal, (width) => {
      this.width = width;
      this.draw();
    });
    this.listen();
  }

  show(filter: LogFilter, isOffered: boolean): void {
    this.filter = filter;
    this.counted++;
    if (!isOffered) this.element.hidden = true;
    else if (this.times !== undefined) this.element.hidden = false;
    this.place();
  }

  async count(): Promise<void> {
    const { filter } = this;
    if (filter?.kind !== 'requests') return;
    const mine = ++this.counted;
    const times = await this.actions.ask('times', filter).catch(() => null);
    if (mine !== this.counted) return;
    this.times = times ?? undefined;
    this.element.hidden = times === null || times.requests.length < 2;
    this.place();
  }

  /** The chosen span is that of the filter. */
  private place(): void {
    const { times, filter } = this;
    if (times === undefined || filter === undefined) return;
    const { from, to } = filter;
    const bin = (at: number): number => (at - times.start) / times.step;
    const last = times.requests.length - 1;
    this.chosen =
      from === undefined && to === undefined
        ? undefined
        : [
            Math.max(0, Math.min(last, Math.floor(bin(from ?? times.start)))),
            Math.max(0, Math.min(last, Math.ceil(bin(to ?? Infinity)) - 1)),
          ];
    this.draw();
  }

  private draw(): void {
    const { times, width, chosen } = this;
    if (times === undefined || width === 0) return;
    const { start, step, requests, flagged } = times;
    const bins = requests.length;
    const [first, last] = chosen ?? [0, bins - 1];
    const most = Math.max(1, ...requests);
    const x = (bin: number): number => (bin / bins) * width;
    const bars = (values: readonly number[], from: number, to: number): string => {
      let path = '';
      for (let bin = from; bin <= to; bin++) {
        const value = values[bin] ?? 0;
        if (value === 0) continue;
        const height = Math.max(1.5, (value / most) * (HEIGHT - 2));
        const gap = width / bins > 4 ? 1 : 0;
        path += `M${x(bin).toFixed(2)} ${HEIGHT}v${(-height).toFixed(2)}h${(x(1) - gap).toFixed(2)}V${HEIGHT}z`;
      }
      return path;
    };
    const part = (name: string, values: readonly number[], from: number, to: number): SVGElement =>
      s('path', { class: name, d: bars(values, from, to) });
    const end = start + bins * step;
    this.plot.replaceChildren(
      s(
        'svg',
        { class: 'chart', width, height: HEIGHT, 'aria-hidden': 'true' },
        s('rect', { class: 'times-window', x: x(first), width: x(last - first + 1), height: HEIGHT }),
        part('times-out', requests, 0, bins - 1),
        part('times-in', requests, first, last),
        part('times-flagged', flagged, first, last),
      ),
      timeTicks([start, end], 0, width, width),
    );
    this.clear.hidden = chosen === undefined;
    for (const edge of ['from', 'to'] as const) {
      const at = edge === 'from' ? first : last + 1;
      const handle = this.edges[edge];
      handle.style.setProperty('inset-inline-start', `${x(at)}px`);
      handle.setAttribute('aria-valuemax', String(bins));
      handle.setAttribute('aria-valuenow', String(at));
      handle.setAttribute('aria-valuetext', time(start + at * step));
    }
    this.describe(first, last);
  }

  /** What the span holds, in words. */
  private describe(first: number, last: number): void {
    const { times } = this;
    if (times === undefined) return;
    const sum = (values: readonly number[]): number => values.slice(first, last + 1).reduce((all, one) => all + one, 0);
    const [all, red] = [sum(times.requests), sum(times.flagged)];
    const when = span(times.start + first * times.step, times.start + (last + 1) * times.step);
    this.words.textContent = `${when}: ${numberOf(all, 'request')}${red > 0 ? `, ${t('{0} flagged', count(red))}` : ''}`;
  }

  private listen(): void {
    const { plot } = this;
    let begun: { x: number; bin: number } | undefined;
    const binAt = ({ clientX }: PointerEvent): number => {
      const box = plot.getBoundingClientRect();
      const bins = this.times?.requests.length ?? 1;
      return Math.max(0, Math.min(bins - 1, Math.floor(((clientX - box.left) / box.width) * bins)));
    };
    const drag = (event: PointerEvent): void => {
      if (begun === undefined) return;
      const bin = Math.abs(event.clientX - begun.x) < DRAG ? begun.bin : binAt(event);
      this.chosen = [Math.min(bin, begun.bin), Math.max(bin, begun.bin)];
      this.draw();
    };
    plot.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      begun = { x: event.clientX, bin: binAt(event) };
      plot.setPointerCapture(event.pointerId);
    });
    plot.addEventListener('pointermove', (event) => {
      if (begun !== undefined) drag(event);
      else this.describe(binAt(event), binAt(event));
    });
    plot.addEventListener('pointerleave', () => begun ?? this.draw());
    plot.addEventListener('pointerup', (event) => {
      if (begun === undefined) return;
      drag(event);
      begun = undefined;
      this.tell();
    });
    plot.addEventListener('pointercancel', () => {
      begun = undefined;
      this.place();
    });
  }

  /** The chosen span becomes part of the query. */
  private tell(): void {
    const { times, chosen } = this;
    clearTimeout(this.timer);
    if (times === undefined || chosen === undefined) return;
    const [first, last] = chosen;
    const { start, step } = times;
    const isAll = first === 0 && last === times.requests.length - 1;
    this.actions.changed(isAll ? {} : { from: start + first * step, to: start + (last + 1) * step });
  }

  private edge(edge: Edge): HTMLElement {
    return h('div.times-edge', {
      role: 'slider',
      tabindex: 0,
      'aria-label': edge === 'from' ? t('From (UTC)') : t('Until (UTC)'),
      'aria-valuemin': 0,
      onkeydown: (event: KeyboardEvent) => this.move(edge, event),
    });
  }

  private move(edge: Edge, event: KeyboardEvent): void {
    const bins = this.times?.requests.length ?? 1;
    const [first, last] = this.chosen ?? [0, bins - 1];
    const by = {
      ArrowLeft: -1,
      ArrowDown: -1,
      ArrowRight: 1,
      ArrowUp: 1,
      PageDown: -10,
      PageUp: 10,
      Home: -bins,
      End: bins,
    }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    this.chosen =
      edge === 'from'
        ? [Math.max(0, Math.min(last, first + by)), last]
        : [first, Math.max(first, Math.min(bins - 1, last + by))];
    this.draw();
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.tell(), PAUSE_MS);
  }
}
