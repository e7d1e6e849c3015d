/** The options of a heatmap, and what it can be asked to do. */
import type { Supposition } from '../../../src/protocol/decision-data.ts';
import type { Grouping, Metric, Selection, SortOrder } from '../../../src/protocol/messages.ts';
import type { PageContext } from '../../app/context.ts';
import type { Density } from './heatmap-layout.ts';
import type { TimeBins } from './time-bins.ts';

export interface HeatmapSettings {
  metric: Metric;
  sort: SortOrder;
  group: Grouping;
  filter: string;
  density: Density;
  /** Part of the period in sight, null for all. */
  range: [number, number] | null;
  /** Judged with these settings; absent for those of the scan. */
  suppose?: Supposition;
}

export interface HeatmapOptions {
  page: PageContext;
  label: string;
  /** Whole period, `end` exclusive. */
  period: [number, number];
  /** Restricts accounts and requests. */
  campaign?: string;
  template?: string;
  settings: HeatmapSettings;
  /** Called with the requests behind a cell that was opened. */
  opened: (selection: Selection, title: string) => void;
  /** Called when pan or zoom changed the range. */
  ranged: (range: [number, number] | null) => void;
  /** Called when the number of rows is known. */
  counted: (rows: number) => void;
  /** Called with the campaign of the row that the pointer is on, empty where it has none. */
  pointed?: (campaign: string) => void;
}

export interface Heatmap {
  element: HTMLElement;
  set: (change: Partial<HeatmapSettings>) => void;
  /** Makes the rows of a campaign stand out, and brings them into sight; null for none. */
  light: (campaign: string | null) => void;
  zoom: (factor: number) => void;
  range: () => [number, number];
  /** Left edge of the plot when the element is `width` wide. */
  plotLeft: (width: number) => number;
}

/** What is asked of the host, but for the rows. */
export const gridQuery = (
  { metric, sort, group, filter, suppose }: HeatmapSettings,
  { from, to, bins }: TimeBins,
  { campaign, template }: Pick<HeatmapOptions, 'campaign' | 'template'>,
) => ({
  ...{ metric, sort, group, filter, from, to, bins },
  ...(campaign !== undefined && { campaign }),
  ...(template !== undefined && { template }),
  ...(suppose !== undefined && { suppose }),
});
