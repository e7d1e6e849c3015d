/** What every page and every picture must be read with: that it covers a part of the log only, or that its charts do. */
import { count } from '../../src/text/numbers.ts';
import type { Overview } from '../../src/protocol/view-model.ts';
import { h } from '../parts/dom.ts';
import { t } from '../parts/words.ts';

export function scopeTexts({ partial, kept, population }: Pick<Overview, 'partial' | 'kept' | 'population'>): string[] {
  const covered = kept && coveredText(kept.counted, count(kept.requests), count(population?.requests ?? 0));
  return [partial, covered].filter((text) => text !== null);
}

/** What the charts and lists of a report show. */
function coveredText(counted: NonNullable<Overview['kept']>['counted'], kept: string, all: string): string {
  if (counted === 'hourly')
    return t(
      'This report keeps {0} of its {1} requests: lists of requests show no others. Charts show all of them, by the hour.',
      kept,
      all,
    );
  if (counted === 'coarse')
    return t(
      'This report keeps {0} of its {1} requests: lists of requests show no others. Charts show all of them, of some accounts only by the day or the week.',
      kept,
      all,
    );
  return t(
    'This report keeps {0} of its {1} requests: charts and lists of requests show no others. All else covers the whole scan.',
    kept,
    all,
  );
}

/** @param scan reads the logs of the report, which are on this machine */
export function scopeNotes(overview: Overview, scan: () => void): HTMLElement[] {
  const notes = scopeTexts(overview).map((text) => h('p.warning', text));
  if (overview.kept?.hasLogs === true)
    notes.at(-1)?.append(' ', h('button.link', { onclick: () => scan() }, t('Scan its logs to see all')));
  return notes;
}
