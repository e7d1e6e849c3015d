/** What a heatmap can show, in words. */
import { count } from '../../src/text/numbers.ts';
import type { Grouping, Metric, SortOrder } from '../../src/protocol/messages.ts';
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
