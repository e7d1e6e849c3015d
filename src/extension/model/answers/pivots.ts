import type { Pivot } from '../../../protocol/chart-data.ts';
import type { Results } from '../results.ts';
import { forEachSelected } from '../selection.ts';

const BINS = 200;
/** Requests a bin must have to tell a model, and bins in a row for which the new model must stay. */
const MIN_REQUESTS = 3;
const MIN_BINS = 3;
const MAX_PIVOTS = 30;

/**
 * When distillation campaigns went over from one model to another, in order of time. A new model is often harvested
 * within hours of its release.
 */
export function pivotsOf(results: Results): Pivot[] {
  const { period, campaigns } = results.report;
  if (period === null || results.index.models.length < 2) return [];
  const width = (period.end + 1 - period.start) / BINS;
  const pivots = campaigns
    .filter(({ verdict }) => verdict === 'distillation')
    .flatMap(({ id }) => {
      const leaders = leadingModels(results, id, period.start, width);
      return changes(leaders).map(({ from, to, bin }): Pivot => ({
        campaign: id,
        from: results.index.models[from] ?? '',
        to: results.index.models[to] ?? '',
        time: Math.floor(period.start + bin * width),
      }));
    });
  return pivots.sort((a, b) => a.time - b.time || (a.campaign < b.campaign ? -1 : 1)).slice(0, MAX_PIVOTS);
}

interface Leader {
  bin: number;
  model: number;
}

/** The model with more than half of a campaign's requests, for each bin that has one. */
function leadingModels(results: Results, campaign: string, start: number, width: number): Leader[] {
  const { index } = results;
  const counts = new Map<number, Map<number, number>>();
  forEachSelected(results, { campaign }, (row) => {
    const bin = Math.floor(((index.time[row] ?? NaN) - start) / width);
    if (!(bin >= 0)) return;
    const models = counts.get(bin) ?? new Map<number, number>();
    const model = index.model[row] ?? 0;
    models.set(model, (models.get(model) ?? 0) + 1);
    counts.set(bin, models);
  });
  return [...counts]
    .sort((a, b) => a[0] - b[0])
    .flatMap(([bin, models]) => {
      const total = [...models.values()].reduce((sum, value) => sum + value, 0);
      const leader = [...models].find(([, value]) => 2 * value > total);
      return leader === undefined || total < MIN_REQUESTS ? [] : [{ bin, model: leader[0] }];
    });
}

function changes(leaders: readonly Leader[]): { from: number; to: number; bin: number }[] {
  const found: { from: number; to: number; bin: number }[] = [];
  let current = leaders[0]?.model;
  leaders.forEach(({ bin, model }, k) => {
    if (current === undefined || model === current) return;
    const stays = leaders.slice(k, k + MIN_BINS);
    if (stays.length < MIN_BINS || stays.some((leader) => leader.model !== model)) return;
    found.push({ from: current, to: model, bin });
    current = model;
  });
  return found;
}
