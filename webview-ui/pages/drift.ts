/** Days on which accounts, taken together, send something else than on the days of a baseline: how far, why, and by which requests. */
import { alarmText, cohortText } from '../../src/text/drift.ts';
import { count, percent } from '../../src/text/numbers.ts';
import { accountsText } from '../../src/text/speech.ts';
import { templateNames } from '../../src/text/template-names.ts';
import { dayOf } from '../../src/text/times.ts';
import { short, visible } from '../../src/text/visible.ts';
import type { DriftAlarm, DriftCohort, DriftReport } from '../../src/protocol/view-model.ts';
import type { PageContext } from '../app/context.ts';
import { driftChart } from '../charts/drift/drift-chart.ts';
import { choice } from '../parts/controls/choice.ts';
import { h } from '../parts/dom.ts';
import { facts } from '../parts/facts.ts';
import { lineQuotes } from '../parts/findings/line-quotes.ts';
import { templateLink } from '../parts/findings/links.ts';
import { asking } from '../parts/notice.ts';
import { pageHead, section } from '../parts/section.ts';
import { t } from '../parts/words.ts';

const DAY = 86_400_000;

/** The part of the first page that leads here; null where the scan had no baseline. */
export function driftNote(page: PageContext): HTMLElement | null {
  const { drift } = page.overview;
  if (drift === null) return null;
  const { days, alarms, reason } = drift;
  const compared = days === 1 ? t('1 day was compared.') : t('{0} days were compared.', count(days));
  const found =
    days === 0
      ? ''
      : alarms === 0
        ? `${t('No alarm.')} ${compared}`
        : `${alarms === 1 ? t('1 alarm.') : t('{0} alarms.', count(alarms))} ${compared} ${ACCUSES()}`;
  return section(
    'Drift',
    t('What accounts, taken together, send on each day, against the days of the baseline.'),
    h('p', [found, reasonText(reason)].filter(Boolean).join(' ')),
    h('p', h('button.link', { onclick: () => page.go({ page: 'drift' }) }, t('Days compared with the baseline'))),
  );
}

const ACCUSES = (): string => t('An alarm is not an accusation and changes no score.');
const reasonText = (reason: string | null): string => (reason === null ? '' : t('Not compared: {0}.', visible(reason)));

export function driftPage(page: PageContext): Node[] {
  const crumb = { title: 'Overview', go: () => page.go({ page: 'overview' }) };
  return [
    pageHead(
      crumb,
      t('Drift'),
      h(
        'p.muted',
        `${t('What accounts, taken together, send on each day, against the days of the baseline.')} ${ACCUSES()}`,
      ),
    ),
    asking(page, 'drift', {}, (drift) => (drift === null ? [none()] : body(page, drift))),
  ];
}

function none(): HTMLElement {
  return h(
    'p',
    t(
      'This scan had no baseline. The setting promptAudit.baseline names one, and the command prompt-audit baseline build makes one of earlier logs.',
    ),
  );
}

function body(page: PageContext, drift: DriftReport): Node[] {
  const { days, tests, reason, alarms, cohorts = [] } = drift;
  const ordinary = Math.max(0, ...cohorts.map((one) => one.ordinary.length));
  return [
    facts(
      ['days compared', count(days)],
      ['comparisons, days times cohorts', count(tests)],
      ['days of the baseline shown', count(ordinary)],
      ['alarms', count(alarms.length)],
    ),
    ...(reason === undefined ? [] : [h('p.warning', reasonText(reason))]),
    ...(cohorts.length === 0 ? [] : [chart(page, cohorts, alarms)]),
    section(
      'Alarms',
      alarms.length === 0 ? null : t('By day. Over all comparisons of a scan, one alarm in twenty may be false.'),
      alarms.length === 0
        ? h('p.muted', t('No day moved further than ordinary days do.'))
        : h('ul.drift-alarms', ...alarms.map((alarm) => alarmItem(page, alarm))),
    ),
  ];
}

/** One cohort at a time: that of the gravest alarm first. */
function chart(page: PageContext, cohorts: readonly DriftCohort[], alarms: readonly DriftAlarm[]): HTMLElement {
  const holder = h('div.stack');
  const gravest = alarms.toSorted((a, b) => a.p - b.p)[0]?.cohort;
  const names = Object.fromEntries(cohorts.map(({ cohort }) => [cohort, short(cohortText(cohort, t), 80)]));
  const draw = (name: string): void => {
    const cohort = cohorts.find((one) => one.cohort === name) ?? cohorts[0];
    if (cohort === undefined) return;
    const own = new Set(alarms.flatMap((alarm) => (alarm.cohort === cohort.cohort ? [alarm.day] : [])));
    const controls = h('div.controls', choice('Whose requests', names, cohort.cohort, draw));
    holder.replaceChildren(
      driftChart({
        cohort,
        alarms: own,
        controls: cohorts.length > 1 ? controls : null,
        open: (from, to) => page.openFirst({ from, to }),
        signal: page.signal,
      }),
    );
    if (holder.isConnected) holder.querySelector('select')?.focus();
  };
  draw(gravest ?? '');
  return holder;
}

function alarmItem(page: PageContext, alarm: DriftAlarm): HTMLElement {
  const { day, cohort, templates, against } = alarm;
  const names = templateNames(page.overview.templates);
  return h(
    'li',
    h(
      'div.evidence-head',
      h('h3', `${dayOf(day)}, ${visible(cohortText(cohort, t))}`),
      h(
        'button.quiet',
        { onclick: () => page.openFirst({ from: day, to: day + DAY }) },
        t('First log line of the day'),
      ),
    ),
    h('p', visible(alarmText(alarm, t))),
    templates.length === 0
      ? h('p.muted', t('No single template moved it much.'))
      : h(
          'ol.drift-causes',
          { 'aria-label': t('What moved it most') },
          ...templates.map((cause) => causeItem(page, cause, names.get(cause.template) ?? '', day)),
        ),
    against.length === 0
      ? null
      : h(
          'div',
          h('p.muted', t('What else may have moved it:')),
          h('ul.drift-against', ...against.map((one) => h('li', visible(one)))),
        ),
  );
}

/** A template with its share, the requests that show it, and all its requests of that day. */
function causeItem(
  page: PageContext,
  { template, share, accounts, lines }: DriftAlarm['templates'][number],
  name: string,
  day: number,
): HTMLElement {
  return h(
    'li',
    h(
      'p',
      h('b.num', percent(share)),
      ` ${t('of the movement')} · ${accountsText(accounts, t)} · `,
      page.find.template(template) === undefined ? h('bdi', short(template, 40)) : templateLink(page, template),
      name === '' ? '' : h('span.muted', h('bdi', `  ${short(name, 160)}`)),
    ),
    lineQuotes(page, lines),
    h(
      'p',
      h(
        'button.link',
        { onclick: () => page.openFirst({ template, from: day, to: day + DAY }) },
        t('First of its requests on that day'),
      ),
    ),
  );
}
