/** Pointer, wheel and keyboard of the heatmap, turned into what the view can do. */
import { plotWidth, rowAt, timeAt, type Layout } from './heatmap-layout.ts';
import type { Cell } from './heatmap-paint.ts';

export interface HeatmapActions {
  layout: () => Layout;
  /** The cell of a row at a time. */
  cellAt: (row: number, time: number) => Cell | null;
  cursor: () => Cell | null;
  moveCursor: (rows: number, bins: number) => void;
  cursorTo: (row: 'first' | 'last' | null, bin: 'first' | 'last' | null) => void;
  hover: (cell: Cell | null, x: number, y: number) => void;
  drag: (range: [number, number] | null) => void;
  setRange: (from: number, to: number) => void;
  /** `factor` under 1 shows less time; the time `at` stays where it is. */
  zoom: (factor: number, at?: number) => void;
  /** Moves the range by a share of its length. */
  pan: (share: number) => void;
  reset: () => void;
  open: (cell: Cell) => void;
  openAccount: (row: number) => void;
}

/** Pixels a press may wander and still be a click. */
const CLICK_SLACK = 4;

export function bindInput(grid: HTMLElement, canvas: HTMLCanvasElement, act: HeatmapActions): void {
  bindPointer(canvas, act);
  bindWheel(grid, canvas, act);
  bindKeys(grid, act);
}

function bindPointer(canvas: HTMLCanvasElement, act: HeatmapActions): void {
  let pressed: { x: number; time: number; cell: Cell | null } | null = null;
  const cellUnder = (event: PointerEvent): Cell | null =>
    act.cellAt(rowAt(act.layout(), event.offsetY), timeAt(act.layout(), event.offsetX));

  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || event.offsetX < act.layout().plotX) return;
    pressed = { x: event.offsetX, time: timeAt(act.layout(), event.offsetX), cell: cellUnder(event) };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (pressed !== null && Math.abs(event.offsetX - pressed.x) > CLICK_SLACK) {
      const now = timeAt(act.layout(), event.offsetX);
      act.drag([Math.min(pressed.time, now), Math.max(pressed.time, now)]);
    } else act.hover(cellUnder(event), event.clientX, event.clientY);
  });
  canvas.addEventListener('pointerup', (event) => {
    const layout = act.layout();
    if (pressed === null) {
      if (event.offsetX < layout.plotX) act.openAccount(rowAt(layout, event.offsetY));
      return;
    }
    const { x, time, cell } = pressed;
    pressed = null;
    act.drag(null);
    if (Math.abs(event.offsetX - x) > CLICK_SLACK) {
      const now = timeAt(layout, event.offsetX);
      act.setRange(Math.min(time, now), Math.max(time, now));
    } else if (cell !== null) act.open(cell);
  });
  canvas.addEventListener('pointercancel', () => {
    pressed = null;
    act.drag(null);
  });
  canvas.addEventListener('pointerleave', () => act.hover(null, 0, 0));
}

/** The plain wheel scrolls the rows; with Ctrl it zooms, with Shift or sideways it pans. */
function bindWheel(grid: HTMLElement, canvas: HTMLCanvasElement, act: HeatmapActions): void {
  grid.addEventListener(
    'wheel',
    (event) => {
      const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
      if (event.ctrlKey || event.metaKey) {
        const x = event.clientX - canvas.getBoundingClientRect().left;
        act.zoom(Math.exp(event.deltaY * 0.002), timeAt(act.layout(), Math.max(x, act.layout().plotX)));
      } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        act.pan(sideways / plotWidth(act.layout()));
      } else return;
      event.preventDefault();
    },
    { passive: false },
  );
}

function bindKeys(grid: HTMLElement, act: HeatmapActions): void {
  grid.addEventListener('keydown', (event) => {
    if (event.target !== grid || event.altKey || event.metaKey) return;
    const { layout } = act;
    const page = Math.max(1, Math.floor(layout().height / layout().rowHeight) - 1);
    const far = event.ctrlKey ? 10 : 1;
    const cursor = act.cursor();
    const keys: Record<string, () => void> = {
      ArrowUp: () => act.moveCursor(-1, 0),
      ArrowDown: () => act.moveCursor(1, 0),
      ArrowLeft: () => act.moveCursor(0, -far),
      ArrowRight: () => act.moveCursor(0, far),
      PageUp: () => act.moveCursor(-page, 0),
      PageDown: () => act.moveCursor(page, 0),
      Home: () => act.cursorTo(event.ctrlKey ? 'first' : null, 'first'),
      End: () => act.cursorTo(event.ctrlKey ? 'last' : null, 'last'),
      Enter: () => cursor !== null && act.open(cursor),
      ' ': () => cursor !== null && act.open(cursor),
      a: () => cursor !== null && act.openAccount(cursor.row),
      '+': () => act.zoom(0.5, middle(cursor)),
      '=': () => act.zoom(0.5, middle(cursor)),
      '-': () => act.zoom(2, middle(cursor)),
      '0': () => act.reset(),
      '[': () => act.pan(-0.25),
      ']': () => act.pan(0.25),
    };
    const run = keys[event.key] ?? keys[event.key.toLowerCase()];
    if (run === undefined) return;
    event.preventDefault();
    run();
  });
}

const middle = (cell: Cell | null): number | undefined => (cell === null ? undefined : (cell.from + cell.to) / 2);
