/** The cases, one row each, beside the accounts over time: a row lights its block, and a block finds its row. */
import type { CampaignReport } from '../../../src/protocol/view-model.ts';
import { count } from '../../../src/text/numbers.ts';
import { listRank } from '../../../src/text/verdicts.ts';
import { short } from '../../../src/text/visible.ts';
import type { PageContext } from '../../app/context.ts';
import { figure } from '../../charts/figure.ts';
import { heatmap } from '../../charts/heatmap/heatmap.ts';
import type { HeatmapSettings } from '../../charts/heatmap/heatmap-options.ts';
import { heatmapTable } from '../../charts/heatmap/heatmap-table.ts';
import { h, s } from '../dom.ts';
import { standingMark } from '../findings/decided.ts';
import { scoreColumn } from '../findings/verdict.ts';
import { section } from '../section.ts';
import { column, type Column, countColumn } from '../table-column.ts';
import { virtualTable } from '../virtual-table.ts';
import { t } from '../words.ts';

const TITLE = 'Accounts over time';
const DAY = 86_400_000;

/** @param note what to do first */
export function caseList(page: PageContext, note: string | null): HTMLElement {
  const { campaigns, period } = page.overview;
  const table = virtualTable<CampaignReport>({
    label: 'Cases',
    columns: columnsOf(page),
    rows: campaigns,
    open: ({ id }) => page.go({ page: 'campaign', campaign: id }),
    openLine: ({ id }) => page.openFirst({ campaign: id }),
    pointed: (row) => light(row?.id ?? null),
    empty: t('No campaign matches.'),
    inSight: 12,
    signal: page.signal,
  });
  const list = section(
    'Cases',
    note,
    table.element,
    h('p.muted', t('Press Enter to open the case, or L to open its first log line; J and K move.')),
  );
  let light: (campaign: string | null) => void = () => undefined;
  if (period === null) return list;
  const span: [number, number] = [period.start, period.end + 1];
  const settings: HeatmapSettings = {
    ...{ metric: 'requests', sort: 'score', group: 'campaign', filter: '', density: 'compact', range: null },
  };
  const map = heatmap({
    page,
    label: `${t(TITLE)}. ${t('Arrow keys move, Enter opens the log lines of a cell, A opens the account, plus and minus zoom, 0 shows all.')}`,
    period: span,
    settings,
    opened: () => undefined,
    ranged: () => undefined,
    counted: () => undefined,
    pointed: (campaign) => {
      map.light(campaign === '' ? null : campaign);
      table.choose(({ id }) => id === campaign);
    },
  });
  light = map.light;
  return h(
    'div.columns',
    list,
    figure({
      title: 'Accounts over time',
      chart: map.element,
      table: () => heatmapTable({ page, settings, period: span, label: TITLE }),
    }),
  );
}

const columnsOf = (page: PageContext): Column<CampaignReport>[] => [
  column('Case', 'minmax(8rem, 1fr)', ({ id }) => {
    const title = page.overview.briefs[id]?.title ?? '';
    return h('span', { title }, h('b', h('bdi', short(id, 60))), ` ${short(title, 200)}`);
  }),
  column('Verdict', '7.2rem', (one: CampaignReport) => standingMark(page, 'campaign', one.id, one), { sort: listRank }),
  scoreColumn<CampaignReport>((one) => one, { width: '6rem', from: 380 }),
  countColumn('Accounts', '4.6rem', ({ accounts }) => accounts.length, 330),
  countColumn('Requests', '4.8rem', ({ requests }) => requests, 480),
  column('>Output tokens', '6.8rem', ({ exposure }) => (exposure?.outputTokens ? count(exposure.outputTokens) : '–'), {
    sort: ({ exposure }) => exposure?.outputTokens ?? 0,
    from: 860,
  }),
  column('Activity', '5.5rem', (one) => sparkline(page, one), { from: 600 }),
];

/** Requests a day over the period of the log; the same figures stand on the page of the case. */
function sparkline({ overview: { period } }: PageContext, { exposure }: CampaignReport): SVGSVGElement | string {
  const days = exposure?.days ?? [];
  if (period === null || days.length === 0) return '';
  const most = Math.max(...days.map(({ requests }) => requests));
  const box = `0 0 ${Math.max(DAY, period.end - period.start)} ${most}`;
  const bars = days.map(({ day, requests }) => {
    const x = Math.max(0, day - period.start);
    return s('rect', { x, y: most - requests, width: 0.9 * DAY, height: requests });
  });
  const look = { class: 'case-days', viewBox: box, preserveAspectRatio: 'none', 'aria-hidden': 'true' };
  return s('svg', look, ...bars);
}
