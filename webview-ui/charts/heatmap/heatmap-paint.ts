/**
 * Draws the rows in sight. Each block of rows is turned once into a picture of one pixel a cell; a frame then only
 * stretches those pictures, so its cost does not grow with the number of cells.
 */
import type { HeatmapGrid } from '../../../src/protocol/view-model.ts';
import { VERDICTS } from '../../parts/findings/verdict.ts';
import { short, shortMiddle } from '../../../src/text/visible.ts';
import { barParts, campaignColour } from '../campaign-colour.ts';
import { LABEL_HEIGHT, plotWidth, STRIP, visibleRows, xOf, yOf, type Layout } from './heatmap-layout.ts';
import { BLOCK_ROWS, type HeatmapRows } from './heatmap-rows.ts';
import { type Ramp, STEPS } from '../ramp.ts';
import type { Theme } from '../theme.ts';

export interface Cell {
  row: number;
  from: number;
  to: number;
}

export interface Frame {
  layout: Layout;
  rows: HeatmapRows;
  theme: Theme;
  ramp: Ramp;
  cursor: Cell | null;
  hover: Cell | null;
  focused: boolean;
  /** The campaign whose rows stand out; null for none. */
  lit: string | null;
  /** Range being dragged over, in ms. */
  drag: [number, number] | null;
}

/** Height of the tag with a group's name. */
const TAG = 15;

export class Painter {
  private pictures = new WeakMap<HeatmapGrid, { ramp: Ramp; canvas: HTMLCanvasElement }>();
  private readonly campaigns: ReadonlyMap<string, number>;

  /** @param campaigns names in the order in which they get their colours */
  constructor(
    private readonly canvas: HTMLCanvasElement,
    campaigns: readonly string[],
  ) {
    this.campaigns = new Map(campaigns.map((name, at) => [name, at]));
  }

  paint(frame: Frame): void {
    const { layout, theme } = frame;
    const ratio = window.devicePixelRatio;
    const [width, height] = [Math.round(layout.width * ratio), Math.round(layout.height * ratio)];
    if (this.canvas.width !== width || this.canvas.height !== height) Object.assign(this.canvas, { width, height });
    const ctx = this.canvas.getContext('2d');
    if (ctx === null) return;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, layout.width, layout.height);
    ctx.imageSmoothingEnabled = false;
    ctx.save();
    ctx.beginPath();
    ctx.rect(layout.plotX, 0, plotWidth(layout), layout.height);
    ctx.clip();
    this.cells(ctx, frame);
    this.shade(ctx, frame);
    this.groups(ctx, frame);
    this.marks(ctx, frame);
    ctx.restore();
    this.margin(ctx, frame);
    ctx.fillStyle = theme.colour('charts-lines');
    ctx.fillRect(layout.plotX - 1, 0, 1, layout.height);
  }

  private cells(ctx: CanvasRenderingContext2D, { layout, rows, theme, ramp }: Frame): void {
    const [first, last] = visibleRows(layout);
    const filled = theme.highContrast && layout.rowHeight >= 8;
    for (let block = Math.floor(first / BLOCK_ROWS); block * BLOCK_ROWS < last; block++) {
      const grid = rows.grid(block);
      if (grid === undefined || grid.accounts.length === 0) continue;
      const x = xOf(layout, grid.from);
      const width = xOf(layout, grid.to) - x;
      if (filled) this.fillings(ctx, layout, grid, block, ramp, [first, last]);
      else {
        const height = grid.accounts.length * layout.rowHeight;
        ctx.drawImage(this.picture(grid, ramp), x, yOf(layout, block * BLOCK_ROWS), width, height);
      }
    }
    if (layout.rowHeight < 8) return;
    // A hairline between rows: of the background, and in high contrast of the foreground, so that empty rows show.
    ctx.fillStyle = theme.colour(theme.highContrast ? 'foreground' : 'editor-background');
    ctx.globalAlpha = theme.highContrast ? 0.25 : 1;
    for (let row = first; row <= last; row++) ctx.fillRect(layout.plotX, yOf(layout, row) - 0.5, plotWidth(layout), 1);
    ctx.globalAlpha = 1;
  }

  /** What stands out is as it was, and lies between lines: what is around it fades. */
  private shade(ctx: CanvasRenderingContext2D, { layout, rows, theme, lit }: Frame): void {
    if (lit === null) return;
    const [first, last] = visibleRows(layout);
    const isLit = (index: number): boolean => rows.row(index)?.campaign === lit;
    for (let index = first; index < last; index++) {
      const y = yOf(layout, index);
      if (!isLit(index)) {
        ctx.fillStyle = theme.colour('editor-background');
        ctx.globalAlpha = 0.7;
        ctx.fillRect(layout.plotX, y, plotWidth(layout), layout.rowHeight);
        ctx.globalAlpha = 1;
      }
      if (index > first && isLit(index) !== isLit(index - 1)) {
        ctx.fillStyle = theme.colour('focusBorder');
        ctx.fillRect(layout.plotX, Math.round(y) - 1, plotWidth(layout), 2);
      }
    }
  }

  /** For high contrast: a cell is filled from below, the fuller and the stronger in colour the larger its value. */
  private fillings(
    ctx: CanvasRenderingContext2D,
    layout: Layout,
    grid: HeatmapGrid,
    block: number,
    ramp: Ramp,
    [first, last]: [number, number],
  ): void {
    const step = (grid.to - grid.from) / grid.bins;
    const width = Math.max(1, xOf(layout, grid.from + step) - xOf(layout, grid.from) - 0.5);
    const inner = layout.rowHeight - 2;
    const paths = new Map<string, Path2D>();
    for (let row = Math.max(first, block * BLOCK_ROWS); row < Math.min(last, (block + 1) * BLOCK_ROWS); row++) {
      const bottom = yOf(layout, row) + layout.rowHeight - 1;
      const at = (row - block * BLOCK_ROWS) * grid.bins;
      for (let bin = 0; bin < grid.bins; bin++) {
        const level = ramp.step(grid.values[at + bin] ?? 0);
        if (level < 0) continue;
        const height = inner * (0.3 + (0.7 * (level + 1)) / STEPS);
        const colour = ramp.filling(level);
        const path = paths.get(colour) ?? new Path2D();
        paths.set(colour, path);
        path.rect(xOf(layout, grid.from + bin * step), bottom - height, width, height);
      }
    }
    for (const [colour, path] of paths) {
      ctx.fillStyle = colour;
      ctx.fill(path);
    }
  }

  private picture(grid: HeatmapGrid, ramp: Ramp): HTMLCanvasElement {
    const known = this.pictures.get(grid);
    if (known?.ramp === ramp) return known.canvas;
    const canvas = known?.canvas ?? document.createElement('canvas');
    Object.assign(canvas, { width: grid.bins, height: grid.accounts.length });
    const ctx = canvas.getContext('2d');
    if (ctx !== null) {
      const image = ctx.createImageData(grid.bins, grid.accounts.length);
      const pixels = new Uint32Array(image.data.buffer);
      for (let i = 0; i < pixels.length; i++) {
        const step = ramp.step(grid.values[i] ?? 0);
        if (step >= 0) pixels[i] = ramp.words[step] ?? 0;
      }
      ctx.putImageData(image, 0, 0);
    }
    this.pictures.set(grid, { ramp, canvas });
    return canvas;
  }

  private marks(ctx: CanvasRenderingContext2D, { layout, theme, cursor, hover, focused, drag }: Frame): void {
    if (drag !== null) {
      ctx.fillStyle = theme.colour('focusBorder');
      ctx.globalAlpha = 0.25;
      ctx.fillRect(xOf(layout, drag[0]), 0, xOf(layout, drag[1]) - xOf(layout, drag[0]), layout.height);
      ctx.globalAlpha = 1;
    }
    if (hover !== null) this.outline(ctx, layout, hover, theme.colour('foreground'), 1);
    if (cursor !== null && focused) {
      this.outline(ctx, layout, cursor, theme.colour('editor-background'), 5);
      this.outline(ctx, layout, cursor, theme.colour('focusBorder'), 2);
    }
  }

  private outline(ctx: CanvasRenderingContext2D, layout: Layout, cell: Cell, colour: string, line: number): void {
    const x = xOf(layout, cell.from);
    ctx.strokeStyle = colour;
    ctx.lineWidth = line;
    ctx.strokeRect(x - 1, yOf(layout, cell.row) - 1, xOf(layout, cell.to) - x + 2, layout.rowHeight + 2);
  }

  /** A line where a group begins, and its name on the right, which stays in sight while the group does. */
  private groups(ctx: CanvasRenderingContext2D, { layout, rows, theme }: Frame): void {
    const [first, last] = visibleRows(layout);
    let start = first;
    for (let index = first; index <= last; index++) {
      const [name, next] = [rows.row(start)?.group ?? '', index < last ? rows.row(index)?.group : undefined];
      if (index < last && next === name) continue;
      if (next !== undefined) {
        ctx.fillStyle = theme.colour('foreground');
        ctx.fillRect(layout.plotX, Math.round(yOf(layout, index)) - 1, plotWidth(layout), 1);
      }
      const [top, bottom] = [Math.max(0, yOf(layout, start)), Math.min(layout.height, yOf(layout, index))];
      if (name !== '' && bottom - top >= TAG + 2) this.tag(ctx, layout, theme, name, top + 1);
      start = index;
    }
  }

  private tag(ctx: CanvasRenderingContext2D, layout: Layout, theme: Theme, name: string, top: number): void {
    const text = short(name, 40);
    ctx.font = `11px ${theme.font}`;
    ctx.textBaseline = 'middle';
    const width = Math.min(ctx.measureText(text).width, plotWidth(layout) / 2);
    const left = layout.width - width - 10;
    ctx.fillStyle = theme.colour('editor-background');
    ctx.globalAlpha = 0.88;
    ctx.fillRect(left, top, width + 10, TAG);
    ctx.globalAlpha = 1;
    ctx.fillStyle = theme.colour('foreground');
    ctx.fillText(text, left + 5, top + TAG / 2 + 0.5, width);
  }

  /** Names and the strips of campaign and verdict. A verdict is told by colour and by width. */
  private margin(ctx: CanvasRenderingContext2D, frame: Frame): void {
    const { layout, rows, theme } = frame;
    const [first, last] = visibleRows(layout);
    const every = Math.ceil(LABEL_HEIGHT / layout.rowHeight);
    const active = frame.hover?.row ?? (frame.focused ? frame.cursor?.row : undefined);
    ctx.font = `${layout.rowHeight >= 18 ? 12 : 11}px ${theme.font}`;
    ctx.textBaseline = 'middle';
    for (let index = first; index < last; index++) {
      const row = rows.row(index);
      if (row === undefined) continue;
      const y = yOf(layout, index);
      const thick = Math.max(1, layout.rowHeight - (layout.rowHeight >= 8 ? 1 : 0));
      ctx.fillStyle = theme.colour(VERDICTS[row.verdict].colour);
      ctx.fillRect(layout.verdictX, y, Math.max(1, STRIP * VERDICTS[row.verdict].weight), thick);
      if (row.campaign !== '') {
        const place = this.campaigns.get(row.campaign) ?? 0;
        ctx.fillStyle = theme.colour(campaignColour(place));
        for (const [from, to] of barParts(place, y, y + layout.rowHeight)) {
          ctx.fillRect(layout.campaignX, from, STRIP / 2, to - from);
        }
      }
      if (
        index % every === 0 &&
        index !== active &&
        (active === undefined || every === 1 || Math.abs(index - active) >= every)
      ) {
        const faint = every > 1 && !theme.highContrast;
        this.name(ctx, layout, row.account, y, theme.colour(faint ? 'descriptionForeground' : 'foreground'));
      }
      if (index === active) this.name(ctx, layout, row.account, y, theme.colour('textLink-foreground'));
    }
  }

  private name(ctx: CanvasRenderingContext2D, layout: Layout, account: string, y: number, colour: string): void {
    const room = layout.campaignX - 8;
    let text = short(account, 200);
    if (ctx.measureText(text).width > room) {
      // The end of a name tells accounts of one family apart, so the middle is left out; of all names as many characters stay.
      const keep = Math.max(4, Math.floor(room / ctx.measureText('0').width) - 2);
      text = shortMiddle(account, keep, Math.floor(keep * 0.4));
    }
    ctx.fillStyle = colour;
    ctx.fillText(text, 0, y + Math.max(layout.rowHeight / 2, 6) + 0.5, room);
  }
}
