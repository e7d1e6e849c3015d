/**
 * A chart as a picture that stands on its own: what the page shows is drawn again as SVG, with the colours of the
 * theme in use. Boxes, borders, text, drawings and canvases are all a chart is made of.
 */
import type { PictureFormat } from '../../src/protocol/messages.ts';
import { s } from '../parts/dom.ts';

/** Space around the chart and height of its title, CSS pixels. */
const PAD = 16;
const HEAD = 34;
/** Size of the text below the chart, and of its lines. */
const NOTE_SIZE = 12;
const NOTE_LINE = 18;
/** Pixels of a PNG for one of the page; less where a side would exceed what browsers paint. */
const SCALE = 2;
const MAX_SIDE = 12_000;

/** What of an SVG's style counts, as attributes. */
const PAINT = [
  ...['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-opacity', 'paint-order', 'opacity'],
  ...['font-family', 'font-size', 'font-weight', 'text-anchor', 'dominant-baseline'],
] as const;

/** What stands around a chart. */
export interface PictureFrame {
  title: string;
  /** Sentences on what the report covers, which are not on the chart. */
  scope: readonly string[];
}

export async function pictureOf(chart: Element, frame: PictureFrame, format: PictureFormat): Promise<Uint8Array> {
  const picture = svgOf(chart, frame);
  const text = new XMLSerializer().serializeToString(picture);
  return format === 'svg' ? new TextEncoder().encode(text) : pngOf(text, picture);
}

async function pngOf(text: string, picture: SVGSVGElement): Promise<Uint8Array> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const [width, height] = [Number(picture.getAttribute('width')), Number(picture.getAttribute('height'))];
  const scale = Math.min(SCALE, MAX_SIDE / Math.max(width, height));
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: Math.round(width * scale), height: Math.round(height * scale) });
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('The chart is too large for a picture.');
  return new Uint8Array(await blob.arrayBuffer());
}

function svgOf(chart: Element, { title, scope }: PictureFrame): SVGSVGElement {
  const box = chart.getBoundingClientRect();
  const body = getComputedStyle(document.body);
  const notes = scope.flatMap((text) => linesOf(text, box.width, `${NOTE_SIZE}px ${body.fontFamily}`));
  const chartEnd = HEAD + Math.ceil(box.height);
  const [width, height] = [Math.ceil(box.width) + 2 * PAD, chartEnd + PAD + notes.length * NOTE_LINE];
  const picture = s('svg', { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` });
  const heading = s('text', { x: PAD, y: 24, fill: body.color, 'font-size': 15, 'font-weight': 600 }, title);
  const drawing = s('g', { transform: `translate(${PAD - box.left},${HEAD - box.top})` });
  picture.setAttribute('font-family', body.fontFamily);
  picture.append(s('title', title), s('rect', { width, height, fill: body.backgroundColor }), heading, drawing);
  for (const [at, note] of notes.entries()) {
    const y = chartEnd + (at + 1) * NOTE_LINE;
    picture.append(s('text', { x: PAD, y, fill: body.color, 'font-size': NOTE_SIZE }, note));
  }
  paint(chart, drawing);
  return picture;
}

/** A text in lines that are no wider, in CSS pixels; a word that is wider stays whole. */
function linesOf(text: string, width: number, font: string): string[] {
  const measure = document.createElement('canvas').getContext('2d');
  if (measure === null) return [text];
  measure.font = font;
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && measure.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function paint(element: Element, onto: SVGElement): void {
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  if (style.display === 'none' || style.visibility === 'hidden' || element.classList.contains('sr-only')) return;
  if (element instanceof SVGSVGElement) return onto.append(drawing(element, box));
  if (box.width === 0 || box.height === 0) return paintChildren(element, onto);
  if (element instanceof HTMLCanvasElement) {
    const { left: x, top: y, width, height } = box;
    onto.append(s('image', { x, y, width, height, href: element.toDataURL('image/png') }));
    return;
  }
  paintBox(style, box, onto);
  if (style.overflowX === 'visible' && style.overflowY === 'visible') return paintChildren(element, onto);
  // What is scrolled out of sight stays out of the picture.
  const inside = s('svg', { x: box.left, y: box.top, width: box.width, height: box.height, overflow: 'hidden' });
  inside.setAttribute('viewBox', `${box.left} ${box.top} ${box.width} ${box.height}`);
  onto.append(inside);
  paintChildren(element, inside);
}

function paintChildren(element: Element, onto: SVGElement): void {
  for (const child of element.childNodes) {
    if (child instanceof Element) paint(child, onto);
    else if (child instanceof Text) paintText(child, getComputedStyle(element), onto);
  }
}

const isClear = (colour: string): boolean => colour === 'transparent' || /^rgba\(.*, 0\)$/.test(colour);

function paintBox(
  style: CSSStyleDeclaration,
  { left, top, right, bottom, width, height }: DOMRect,
  onto: SVGElement,
): void {
  // For a pattern or a colour scale, the first colour stands for all, unless it runs across.
  const colours = style.backgroundImage.match(/(?:rgba?|color)\([^)]*\)/g) ?? [];
  const isScale = style.backgroundImage.startsWith('linear-gradient') && colours.length > 2;
  if (isScale) {
    const step = width / colours.length;
    colours.forEach((fill, index) =>
      onto.append(s('rect', { x: left + index * step, y: top, width: step + 0.5, height, fill })),
    );
  } else {
    const fill = colours[0] ?? style.backgroundColor;
    if (!isClear(fill)) onto.append(s('rect', { x: left, y: top, width, height, fill }));
  }
  const side = (line: string, colour: string, kind: string, x1: number, y1: number, x2: number, y2: number): void => {
    const thick = parseFloat(line);
    if (!(thick > 0) || kind === 'none' || isClear(colour)) return;
    const dash = kind === 'dashed' ? { 'stroke-dasharray': '3 3' } : {};
    onto.append(s('line', { x1, y1, x2, y2, stroke: colour, 'stroke-width': thick, ...dash }));
  };
  side(style.borderTopWidth, style.borderTopColor, style.borderTopStyle, left, top, right, top);
  side(style.borderBottomWidth, style.borderBottomColor, style.borderBottomStyle, left, bottom, right, bottom);
  side(style.borderLeftWidth, style.borderLeftColor, style.borderLeftStyle, left, top, left, bottom);
  side(style.borderRightWidth, style.borderRightColor, style.borderRightStyle, right, top, right, bottom);
}

/** Each line of a text on its own: line breaks are found from the positions of its characters. */
function paintText(node: Text, style: CSSStyleDeclaration, onto: SVGElement): void {
  const text = node.data;
  if (text.trim() === '') return;
  const range = document.createRange();
  const write = (from: number, to: number, box: DOMRect): void => {
    const words = text.slice(from, to).trim();
    if (words === '' || box.width === 0) return;
    const { color: fill, fontSize, fontWeight, fontFamily } = style;
    const y = box.top + box.height / 2;
    onto.append(
      s(
        'text',
        {
          ...{ x: box.left, y, fill, 'font-size': fontSize, 'font-weight': fontWeight, 'font-family': fontFamily },
          'dominant-baseline': 'central',
        },
        words,
      ),
    );
  };
  range.selectNodeContents(node);
  const [first, ...others] = range.getClientRects();
  if (first === undefined) return;
  if (others.length === 0) return write(0, text.length, first);
  let start = 0;
  let line: DOMRect | undefined;
  for (let at = 0; at < text.length; at++) {
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    if (line !== undefined && box.top > line.top + line.height / 2) {
      write(start, at, line);
      [start, line] = [at, undefined];
    }
    line ??= box;
  }
  if (line !== undefined) write(start, text.length, line);
}

/** A copy of a drawing whose style is in its attributes. */
function drawing(original: SVGSVGElement, box: DOMRect): SVGElement {
  const copy = original.cloneNode(true) as SVGSVGElement;
  const [from, to] = [
    [original, ...original.querySelectorAll('*')],
    [copy, ...copy.querySelectorAll('*')],
  ];
  from.forEach((element, index) => {
    const target = to[index];
    if (target === undefined) return;
    const style = getComputedStyle(element);
    for (const name of PAINT) target.setAttribute(name, style.getPropertyValue(name));
    for (const { name } of [...target.attributes]) {
      if (/^(?:class|style|role|tabindex|id|aria-.*)$/.test(name)) target.removeAttribute(name);
    }
  });
  const size = { x: box.left, y: box.top, width: box.width, height: box.height, overflow: 'visible' };
  for (const [name, value] of Object.entries(size)) copy.setAttribute(name, String(value));
  return copy;
}
