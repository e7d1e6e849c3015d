/** What a heatmap can show, in words. */
import { count } from '../../src/text/numbers.ts';
import type { Grouping, Metric, SortOrder } from '../../src/protocol/messages.ts';
import type { Overview } from '../../src/protocol/view-model.ts';
import { compact, share } from '../parts/format.ts';

interface MetricWords {
  name: string;
  unit: (value: number) => string;
}

export const METRICS: Readonly<Record<Metric, MetricWords>> = {
  requests: { name: 'Requests', unit: (v) => `${count(v)} ${v === 1 ? 'request' : 'requests'}` },
  outputTokens: { name: 'Output tokens', unit: (v) => `${count(v)} output tokens` },
  flaggedShare: { name: 'Flagged share', unit: (v) => (Number.isNaN(v) ? 'no requests' : `${share(v)} flagged`) },
  templates: { name: 'Templates', unit: (v) => `${count(v)} ${v === 1 ? 'template' : 'templates'}` },
};

/** Names of those that can be drawn: counts of a report tell requests, and no tokens. */
export function metricNames({ kept }: Pick<Overview, 'kept'>): Record<Metric, string> {
  const known = Object.entries(METRICS).filter(
    ([id]) => kept === null || kept.counted === 'none' || id !== 'outputTokens',
  );
  return Object.fromEntries(known.map(([id, { name }]) => [id, name])) as Record<Metric, string>;
}

/** The metric, or requests where it cannot be drawn. */
export const knownMetric = (overview: Pick<Overview, 'kept'>, metric: Metric): Metric =>
  metric in metricNames(overview) ? metric : 'requests';

export const GROUPS: Readonly<Record<Grouping, string>> = {
  none: 'None',
  campaign: 'Campaign',
  organisation: 'Organisation',
  verdict: 'Verdict',
};

export const SORTS: Readonly<Record<SortOrder, string>> = {
  score: 'Score, highest first',
  campaign: 'Campaign',
  requests: 'Requests, most first',
  first: 'First seen',
  name: 'Name',
};

/** The number alone, short: for table cells and ticks. */
export function formatMetric(metric: Metric, value: number): string {
  return metric === 'flaggedShare' ? share(value) : compact(value);
}
