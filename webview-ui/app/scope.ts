/** What every page must be read with: that it covers a part of the log only, or that its charts do. */
import { count } from '../../src/text/numbers.ts';
import type { Overview } from '../../src/protocol/view-model.ts';
import { h } from '../parts/dom.ts';
import { t } from '../parts/words.ts';

/** @param scan reads the logs of the report, which are on this machine */
export function scopeNotes({ partial, kept, inputs, population }: Overview, scan: () => void): HTMLElement[] {
  const unread = inputs?.files.some(({ error }) => error !== undefined) === true;
  return [
    ...(partial
      ? [
          unread
            ? t('Part of the input could not be read. The counts cover what was read.')
            : t('The scan was cancelled. The counts cover what was read.'),
        ]
      : []
    ).map((text) => h('p.warning', {}, text)),
    ...(kept === null
      ? []
      : [
          h(
            'p.warning',
            {},
            t(
              'This report keeps {0} of its {1} requests: charts and lists of requests show no others. All else covers the whole scan.',
              count(kept.requests),
              count(population?.requests ?? 0),
            ),
            kept.hasLogs ? ' ' : '',
            kept.hasLogs
              ? h('button.link', { type: 'button', onclick: () => scan() }, t('Scan its logs to see all'))
              : null,
          ),
        ]),
  ];
}
