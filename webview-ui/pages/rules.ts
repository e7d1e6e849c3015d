/** Results of rules: a small list, since rule hits are separate findings and do not affect scores. */
import { count } from '../../src/text/numbers.ts';
import { clearedHitsText, hitFacts, hitSubject, unmatchedText } from '../../src/text/rule-hits.ts';
import { short, visible } from '../../src/text/visible.ts';
import type { PageContext } from '../app/context.ts';
import { h } from '../parts/dom.ts';
import { lineLinks } from '../parts/findings/links.ts';
import { columns, plainTable } from '../parts/plain-table.ts';
import { section } from '../parts/section.ts';
import { t } from '../parts/words.ts';

/** Null where no rule was run. */
export function ruleList(page: PageContext): HTMLElement | null {
  const { rules } = page.overview;
  if (rules.length === 0) return null;
  const told = rules.filter(({ hitCount, state }) => hitCount > 0 || state === 'blind');
  const rows = told.map(({ id, level, title, state, reason = '', hitCount, hits, cleared, unlisted }) => [
    h('bdi', { title: visible(title) }, short(id, 80)),
    level,
    state === 'blind' ? h('b', t('could not judge')) : count(hitCount),
    h(
      'div.stack.table-words',
      h('span', short(reason === '' ? title : `${title}. ${reason}`, 200)),
      ...hits.map((hit) =>
        h(
          'div',
          h('bdi', short(hitSubject(hit), 120)),
          `: ${hitFacts(hit)} `,
          lineLinks(page, hit.lines.slice(0, 1), 1),
        ),
      ),
      ...(cleared === 0 ? [] : [h('div', clearedHitsText({ cleared, unlisted }))]),
    ),
  ]);
  return section(
    'Rules',
    [...unmatchedText(rules), t('Rule hits are separate findings and do not affect scores.')].join(' '),
    rows.length === 0
      ? null
      : plainTable('Rules', columns('Rule', 'Level', '>Hits', 'What it found'), rows, { whole: true }),
  );
}
