/** What every page and every picture must be read with: that it covers a part of the log only, or that its charts do. */
import { count } from '../../src/text/numbers.ts';
import type { Overview } from '../../src/protocol/view-model.ts';
import { h } from '../parts/dom.ts';
import { t } from '../parts/words.ts';

/** What the charts and lists of a report show. */
const COVERED = {
  none: 'This report keeps {0} of its {1} requests: charts and lists of requests show no others. All else covers the whole scan.',
  coarse:
    'This report keeps {0} of its {1} requests: lists of requests show no others. Charts show all of them, of some accounts only by the day or the week.',
  hourly:
    'This report keeps {0} of its {1} requests: lists of requests show no others. Charts show all of them, by the hour.',
} as const;

export function scopeTexts({ partial, kept, population }: Pick<Overview, 'partial' | 'kept' | 'population'>): string[] {
  return [
    ...(partial === null ? [] : [partial]),
    ...(kept === null ? [] : [t(COVERED[kept.counted], count(kept.requests), count(population?.requests ?? 0))]),
  ];
}

/** @param scan reads the logs of the report, which are on this machine */
export function scopeNotes(overview: Overview, scan: () => void): HTMLElement[] {
  const notes = scopeTexts(overview).map((text) => h('p.warning', {}, text));
  if (overview.kept?.hasLogs === true)
    notes
      .at(-1)
      ?.append(' ', h('button.link', { type: 'button', onclick: () => scan() }, t('Scan its logs to see all')));
  return notes;
}
