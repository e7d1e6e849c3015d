/** The frame of every chart: a title, what it shows, controls, the same data as a table, and a picture to keep. */
import type { PictureFormat } from '../../src/protocol/messages.ts';
import { freshId, h, s, type Child } from '../parts/dom.ts';
import { t } from '../parts/words.ts';

export interface FigureOptions {
  title: string;
  /** One sentence on how to read it. */
  note?: Child;
  chart: Element;
  /** Made when first asked for. */
  table: () => HTMLElement;
  controls?: Child;
  /** A page with one chart has its heading already. */
  hideTitle?: boolean;
}

/** Bubbles from a chart whose picture is to be saved; whoever talks to the host and knows what the report covers listens. */
export const SAVE_PICTURE = 'save-picture';
export interface PictureToSave {
  chart: Element;
  title: string;
  format: PictureFormat;
}

/** What a chart is drawn in: marks in it are reached by keys. */
export const chartArea = (width: number, height: number, label: string): SVGSVGElement =>
  s('svg', { class: 'chart', width, height, role: 'group', 'aria-label': label });

export function figure({ title, note, chart, table, controls, hideTitle }: FigureOptions): HTMLElement {
  const id = freshId('figure');
  const place = h('div.figure-body', chart);
  let asTable: HTMLElement | null = null;
  const button = h('button.quiet', { 'aria-pressed': 'false', onclick: () => toggle() }, t('Show as table'));
  const pictures = (['png', 'svg'] as const).map((format) =>
    h(
      'button.quiet',
      {
        title: t('Save a picture of this chart ({0})', format.toUpperCase()),
        'aria-label': t('Save “{0}” as {1}', t(title), format.toUpperCase()),
        onclick: () => save(format),
      },
      format.toUpperCase(),
    ),
  );
  function toggle(): void {
    const pressed = button.getAttribute('aria-pressed') === 'true';
    button.setAttribute('aria-pressed', String(!pressed));
    if (!pressed) asTable ??= table();
    place.replaceChildren(pressed || asTable === null ? chart : asTable);
    for (const picture of pictures) picture.hidden = !pressed;
  }
  function save(format: PictureFormat): void {
    const detail: PictureToSave = { chart, title, format };
    element.dispatchEvent(new CustomEvent(SAVE_PICTURE, { bubbles: true, detail }));
  }
  const element = h(
    'figure',
    { 'aria-labelledby': id },
    h(
      'figcaption',
      h('h2', { id, class: hideTitle === true ? 'sr-only' : null }, t(title)),
      note === undefined ? null : h('p.muted', note),
      h('div.figure-controls', controls ?? null, h('span.figure-buttons', ...pictures, button)),
    ),
    place,
  );
  return element;
}
