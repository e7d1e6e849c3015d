/** What a heatmap can show, in words. */
import { count } from '../../src/text/numbers.ts';
import type { Grouping, Metric, SortOrder } from '../../src/protocol/messages.ts';
import type { Overview } from '../../src/protocol/view-model.ts';
import { compact, share } from '../parts/format.ts';
import { numberOf } from '../parts/number-of.ts';
import { t, translated } from '../parts/words.ts';

interface MetricWords {
  name: string;
  unit: (value: number) => string;
}

const METRIC_NAMES: Readonly<Record<Metric, string>> = {
  requests: 'Requests',
  outputTokens: 'Output tokens',
  flaggedShare: 'Flagged share',
  templates: 'Templates',
};

export const METRICS: Readonly<Record<Metric, MetricWords>> = {
  requests: { name: METRIC_NAMES.requests, unit: (v) => numberOf(v, 'request') },
  outputTokens: { name: METRIC_NAMES.outputTokens, unit: (v) => t('{0} output tokens', count(v)) },
  flaggedShare: {
    name: METRIC_NAMES.flaggedShare,
    unit: (v) => (Number.isNaN(v) ? t('no requests') : t('{0} flagged', share(v))),
  },
  templates: { name: METRIC_NAMES.templates, unit: (v) => numberOf(v, 'template') },
};

/** Names of those that can be drawn: counts of a report tell requests, and no tokens. */
export function metricNames({ kept }: Pick<Overview, 'kept'>): Record<Metric, string> {
  const known = Object.entries(translated(METRIC_NAMES)).filter(
    ([id]) => kept === null || kept.counted === 'none' || id !== 'outputTokens',
  );
  return Object.fromEntries(known) as Record<Metric, string>;
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
