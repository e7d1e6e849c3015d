/**
 * The rows of a heatmap, asked from the host a block at a time as they come into sight. While a new range is on its
 * way the old cells stay, so that pan and zoom never show an empty plot.
 */
import type { HeatmapQuery } from '../../../src/protocol/messages.ts';
import type { Called, HeatmapGrid } from '../../../src/protocol/view-model.ts';
import type { Ask } from '../../app/context.ts';

/** Rows a question: 200 rows of 1,000 bins are 0.8 MB, a few milliseconds on the way. */
export const BLOCK_ROWS = 200;
/** Blocks kept: 40 blocks of 1,000 bins are 32 MB. */
const MAX_CACHED_BLOCKS = 40;
/** Questions on their way at once; more would only queue in the host. */
const MAX_REQUESTS_AT_ONCE = 2;

export type GridQuery = Omit<HeatmapQuery, 'firstRow' | 'rows'>;

export interface Row {
  account: string;
  verdict: Called;
  score: number;
  campaign: string;
  /** Group of the row; empty without groups. */
  group: string;
}

interface Block {
  grid: HeatmapGrid;
  /** Number of the query it answers; an older one is shown until the answer to the newest is there. */
  generation: number;
}

export class HeatmapRows {
  totalRows: number | null = null;
  max = 0;
  private query: GridQuery | null = null;
  private order = '';
  private generation = 0;
  private blocks = new Map<number, Block>();
  private asked = new Set<number>();
  private wanted: number[] = [];
  private running = 0;

  constructor(
    private readonly ask: Ask,
    private readonly signal: AbortSignal,
    private readonly changed: () => void,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Another question; rows stay in sight unless their order may be another one. */
  setQuery(query: GridQuery): void {
    const order = JSON.stringify([
      query.sort,
      query.group,
      query.filter,
      query.campaign,
      query.template,
      query.suppose,
    ]);
    if (order !== this.order || query.metric !== this.query?.metric) {
      this.blocks.clear();
      this.totalRows = null;
      this.max = 0;
    }
    this.query = query;
    this.order = order;
    this.generation += 1;
    this.asked.clear();
    this.wanted = [];
  }

  /** Makes sure that rows `first` to `last` (exclusive) are here or on their way; calls `changed` as they arrive. */
  want(first: number, last: number): void {
    const end = this.totalRows === null ? first + 1 : Math.min(last, this.totalRows);
    const blocks: number[] = [];
    for (let block = Math.floor(first / BLOCK_ROWS); block * BLOCK_ROWS < end; block++) {
      if (!this.asked.has(block) && this.blocks.get(block)?.generation !== this.generation) blocks.push(block);
    }
    this.wanted = blocks;
    this.next();
  }

  grid(block: number): HeatmapGrid | undefined {
    return this.blocks.get(block)?.grid;
  }

  row(index: number): Row | undefined {
    const grid = this.grid(Math.floor(index / BLOCK_ROWS));
    const at = index % BLOCK_ROWS;
    const account = grid?.accounts[at];
    if (grid === undefined || account === undefined) return undefined;
    return {
      account,
      verdict: grid.verdicts[at] ?? 'none',
      score: grid.scores[at] ?? 0,
      campaign: grid.campaigns[at] ?? '',
      group: grid.groups[at] ?? '',
    };
  }

  /** The first such row of those that are here; -1 where none is. */
  findIndex(is: (row: Row) => boolean): number {
    for (let index = 0; index < (this.totalRows ?? 0); index++) {
      const row = this.row(index);
      if (row !== undefined && is(row)) return index;
    }
    return -1;
  }

  /** Value of a row at a time, or undefined when it is not here. */
  value(index: number, time: number): number | undefined {
    const grid = this.grid(Math.floor(index / BLOCK_ROWS));
    if (grid === undefined || time < grid.from || time >= grid.to) return undefined;
    const bin = Math.floor(((time - grid.from) / (grid.to - grid.from)) * grid.bins);
    return grid.values[(index % BLOCK_ROWS) * grid.bins + bin];
  }

  private next(): void {
    while (this.running < MAX_REQUESTS_AT_ONCE) {
      const block = this.wanted.shift();
      if (block === undefined || this.query === null) return;
      this.asked.add(block);
      void this.fetch(this.query, block, this.generation);
    }
  }

  private async fetch(query: GridQuery, block: number, generation: number): Promise<void> {
    this.running += 1;
    try {
      const grid = await this.ask('heatmap', { ...query, firstRow: block * BLOCK_ROWS, rows: BLOCK_ROWS });
      if (this.signal.aborted || generation !== this.generation) return;
      this.totalRows = grid.totalRows;
      this.max = grid.max;
      this.blocks.delete(block);
      this.blocks.set(block, { grid, generation });
      for (const old of this.blocks.keys()) {
        if (this.blocks.size <= MAX_CACHED_BLOCKS) break;
        this.blocks.delete(old);
        this.asked.delete(old);
      }
      this.changed();
    } catch (error) {
      if (!this.signal.aborted && generation === this.generation) this.failed(error);
    } finally {
      this.running -= 1;
      this.next();
    }
  }
}
