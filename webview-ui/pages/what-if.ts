/**
 * Other settings and a longer allow-list, tried on what the scan kept: verdicts, counts and heatmap follow at once.
 * Longer than 250 lines: it is one page from top to bottom, a function a part.
 */
import {
  SETTING_RANGES,
  type Supposition,
  type SupposedChange,
  type SupposedCounts,
  type SubjectKind,
  type WhatIf,
} from '../../src/protocol/decision-data.ts';
import type { PageContext } from '../app/context.ts';
import { heatmapFigure } from '../charts/heatmap/heatmap-figure.ts';
import type { HeatmapSettings } from '../charts/heatmap/heatmap-options.ts';
import { allowList } from '../parts/controls/allow-list.ts';
import { h } from '../parts/dom.ts';
import { count, probability, rate } from '../../src/text/numbers.ts';
import { itemTarget } from '../parts/findings/links.ts';
import { notice } from '../parts/notice.ts';
import { oddsSlider } from '../parts/controls/odds-slider.ts';
import { plainTable } from '../parts/plain-table.ts';
import { pageHead, section } from '../parts/section.ts';
import { verdictCell } from '../parts/findings/verdict.ts';
import { longName } from '../parts/long-name.ts';
import { column } from '../parts/table-column.ts';
import { virtualTable } from '../parts/virtual-table.ts';
import { DOUBTFUL_SCORE, listRank } from '../../src/text/verdicts.ts';
import { numberOf } from '../parts/number-of.ts';
import { t } from '../parts/words.ts';

const KINDS: Readonly<Record<SubjectKind, string>> = { campaign: 'Campaign', account: 'Account', template: 'Template' };

export function whatIfPage(page: PageContext): Node[] {
  const { settings } = page.overview;
  if (settings === null) return [];
  const present: Supposition = { accountPrior: settings.accountPrior, threshold: settings.threshold, allow: [] };
  let now = page.state().suppose ?? present;
  let running = false;
  const results = h('div.stack', { 'aria-busy': 'true' });

  /** One question at a time: a slider moves faster than the host judges, and only where it stops matters. */
  async function ask(): Promise<void> {
    if (running) return;
    running = true;
    try {
      let wanted: Supposition;
      do {
        wanted = now;
        const answer = await page.ask('whatIf', wanted);
        if (page.signal.aborted) return;
        results.replaceChildren(...outcome(page, answer));
        results.removeAttribute('aria-busy');
        if (wanted !== now) continue;
        page.say(spoken(answer));
        steer({ suppose: wanted });
      } while (wanted !== now);
    } catch (error) {
      if (!page.signal.aborted) results.replaceChildren(notice(error, () => void ask()));
    } finally {
      running = false;
    }
  }

  function change(part: Partial<Supposition>): void {
    now = { ...now, ...part };
    page.update({ suppose: now });
    keep.hidden = isPresent();
    void ask();
  }

  const isPresent = (): boolean => JSON.stringify(now) === JSON.stringify(present);

  let steer: (change: Partial<HeatmapSettings>) => void = () => undefined;
  const map = heatmapFigure({
    page,
    title: 'Accounts over time, as they would be judged',
    tall: false,
    settings: {
      metric: 'flaggedShare',
      sort: 'score',
      group: 'none',
      filter: '',
      range: null,
      density: 'compact',
      suppose: now,
    },
    changed: () => undefined,
    steer: (set) => {
      steer = set;
    },
  });

  const prior = oddsSlider({
    label: 'Expected share of accounts that take part',
    range: SETTING_RANGES.accountPrior,
    value: now.accountPrior,
    mark: present.accountPrior,
    words: oneIn,
    changed: (accountPrior) => change({ accountPrior }),
  });
  const threshold = oddsSlider({
    label: 'Flagged as distillation at or above',
    range: SETTING_RANGES.threshold,
    value: now.threshold,
    mark: present.threshold,
    words: probability,
    changed: (value) => change({ threshold: value }),
  });
  const allowed = allowList({ names: now.allow, changed: (allow) => change({ allow }) });
  const keep = keepForm(page, () => now);
  keep.hidden = isPresent();

  function reset(): void {
    now = present;
    prior.set(present.accountPrior);
    threshold.set(present.threshold);
    allowed.set([]);
    change({});
  }

  void ask();
  return [
    pageHead(
      null,
      t('What if'),
      h(
        'p.muted',
        t(
          'The evidence stays the same; only how much of it is required changes, and nothing is read again. The scan did not keep groups that scored below {0}, so with a higher prior a new scan may find more.',
          probability(DOUBTFUL_SCORE),
        ),
      ),
    ),
    h(
      'div.what-if',
      h(
        'section.what-if-controls',
        { 'aria-label': t('Suppose') },
        prior.element,
        threshold.element,
        allowed.element,
        h('div.controls', h('button.quiet', { onclick: () => reset() }, t('Reset to scan settings'))),
        keep,
      ),
      results,
    ),
    map,
  ];
}

function keepForm(page: PageContext, now: () => Supposition): HTMLElement {
  const note = h('input.note', {
    type: 'text',
    maxlength: 2000,
    autocomplete: 'off',
    'aria-label': t('Why are these accounts allowed?'),
    placeholder: t('Why are these accounts allowed?'),
  });
  const form = h(
    'form.decision-form',
    {
      onsubmit: (event: SubmitEvent) => {
        event.preventDefault();
        const needsNote = now().allow.length > 0 && note.value.trim() === '';
        note.setAttribute('aria-invalid', String(needsNote));
        if (needsNote) {
          note.focus();
          page.say(t('Say why these accounts are allowed.'));
          return;
        }
        page.update({ suppose: undefined });
        page.keepSettings(now(), note.value.trim() || 'Settings saved from the dashboard');
      },
    },
    h(
      'p.muted',
      t('Saves the settings in the workspace and adds the accounts to its allow-list, for every later scan.'),
    ),
    h('div.controls', note, h('button.primary', { type: 'submit' }, t('Save to workspace'))),
  );
  return form;
}

/** `1 in 1,000`: shares this small are read as odds. */
function oneIn(share: number): string {
  return share >= 0.1 ? rate(share) : t('1 in {0}', count(Math.round(1 / share)));
}

const rows = (): readonly (readonly [keyof SupposedCounts, string])[] => [
  ['campaigns', t('Campaigns and suspected groups')],
  ['distillation', t('Accounts flagged as distillation')],
  ['relay', t('Accounts flagged as relay')],
  ['templates', t('Templates in campaigns')],
  ['flaggedRequests', t('Flagged requests')],
  ['notCounted', t('Found, but not counted')],
];

function outcome(page: PageContext, answer: WhatIf): Node[] {
  const { before, after, changes, totalChanges } = answer;
  const difference = (key: keyof SupposedCounts): string => {
    const by = after[key] - before[key];
    return by === 0 ? t('as before') : `${by > 0 ? '+' : '−'}${count(Math.abs(by))}`;
  };
  const all = numberOf(totalChanges, 'change');
  return [
    section(
      'What would count',
      null,
      plainTable(
        'What would count',
        [{ title: '' }, ...['Now', 'Then', t('Difference')].map((title) => ({ title, align: 'right' as const }))],
        rows().map(([key, title]) => [title, count(before[key]), h('b', count(after[key])), difference(key)]),
      ),
    ),
    section(
      'What would change',
      totalChanges > changes.length
        ? t('The first {0} of {1}', count(changes.length), all)
        : totalChanges === 0
          ? null
          : all,
      changeTable(page, changes),
    ),
  ];
}

function changeTable(page: PageContext, changes: readonly SupposedChange[]): HTMLElement {
  return virtualTable<SupposedChange>({
    label: 'What would change',
    rows: changes,
    columns: [
      column('Kind', '5.5rem', ({ kind }) => t(KINDS[kind]), { sort: ({ kind }) => kind, from: 520 }),
      column('Name', 'minmax(6rem, 2fr)', ({ id }) => longName(id), { sort: ({ id }) => id }),
      column('Now', '9rem', ({ before }) => state(before), { from: 420 }),
      column('Then', '9rem', ({ after }) => state(after)),
      column('>Score', '7rem', ({ before, after }) => `${probability(before.score)} → ${probability(after.score)}`, {
        sort: ({ after }) => listRank(after),
        from: 640,
      }),
    ],
    open: ({ kind, id }) => page.go(itemTarget(kind, id)),
    empty: t('Every verdict stays the same.'),
    inSight: 10,
    signal: page.signal,
  }).element;
}

function state(supposed: SupposedChange['after']): HTMLElement {
  return supposed.counted ? verdictCell(supposed) : h('span.decided.cleared', t('Not counted'));
}

function spoken({ after, totalChanges }: WhatIf): string {
  return t(
    '{0} flagged as distillation in {1}; {2}.',
    numberOf(after.distillation, 'account'),
    numberOf(after.campaigns, 'campaign'),
    numberOf(totalChanges, 'change'),
  );
}
