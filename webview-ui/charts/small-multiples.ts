/** Accounts one by one: small charts on a common scale, so that their shapes can be compared. */
import { count } from '../../src/text/numbers.ts';
import { area, curveStepAfter, scaleLinear } from 'd3';
import type { HeatmapQuery } from '../../src/protocol/messages.ts';
import type { HeatmapGrid } from '../../src/protocol/view-model.ts';
import type { PageContext } from '../app/context.ts';
import { choice } from '../parts/controls/choice.ts';
import { zone } from '../parts/clock.ts';
import { h, s } from '../parts/dom.ts';
import { compact, span } from '../parts/format.ts';
import { notice } from '../parts/notice.ts';
import { columns, plainTable } from '../parts/plain-table.ts';
import { roving } from '../parts/controls/roving.ts';
import { verdictIcon, verdictLabel } from '../parts/findings/verdict.ts';
import { short } from '../../src/text/visible.ts';
import { longName } from '../parts/long-name.ts';
import { figure } from './figure.ts';
import { formatMetric, METRICS } from './metrics.ts';
import { t, translated } from '../parts/words.ts';

type Scale = 'common' | 'own';

interface SmallMultiplesOptions {
  page: PageContext;
  title: string;
  query: Pick<HeatmapQuery, 'metric' | 'sort' | 'filter'> & { campaign?: string };
}

const SHOWN = 24;
const BINS = 84;
const HEIGHT = 44;
const SCALES: Readonly<Record<Scale, string>> = { common: 'Common', own: 'Per account' };

export function smallMultiples({ page, title, query }: SmallMultiplesOptions): HTMLElement | null {
  const { period } = page.overview;
  if (period === null) return null;
  const { metric } = query;
  const [from, to] = [period.start, period.end + 1];
  let first = 0;
  let scale: Scale = 'common';
  let grid: HeatmapGrid | null = null;
  const holder = h('div.multiples');
  const status = h('span.num.muted', { role: 'status' });
  const step = (by: number): void => {
    first = Math.max(0, first + by);
    void ask();
  };
  const back = h('button.quiet', { onclick: () => step(-SHOWN) }, t('Previous'));
  const on = h('button.quiet', { onclick: () => step(SHOWN) }, t('Next'));

  async function ask(): Promise<void> {
    try {
      grid = await page.ask('heatmap', { ...query, group: 'none', from, to, bins: BINS, firstRow: first, rows: SHOWN });
      if (!page.signal.aborted) draw(grid);
    } catch (error) {
      if (!page.signal.aborted) holder.replaceChildren(notice(error, () => void ask()));
    }
  }

  function draw(answer: HeatmapGrid): void {
    back.disabled = first === 0;
    on.disabled = first + SHOWN >= answer.totalRows;
    status.textContent =
      answer.totalRows === 0
        ? t('No accounts.')
        : t('{0} of {1}', `${count(first + 1)}–${count(first + answer.accounts.length)}`, count(answer.totalRows));
    const cards = answer.accounts.map((account, row) => card(answer, account, row));
    roving(holder, cards, (index) => open(answer.accounts[index]));
    holder.replaceChildren(...cards);
  }

  function open(account: string | undefined): void {
    if (account !== undefined) page.go({ page: 'account', account });
  }

  function card(answer: HeatmapGrid, account: string, row: number): HTMLElement {
    const values = answer.values.subarray(row * BINS, (row + 1) * BINS);
    const top = largest(values);
    const y = scaleLinear([0, (scale === 'common' ? largest(answer.values) : top) || 1], [HEIGHT, 1]);
    const shape = area<number>(
      (_, bin) => (100 * bin) / BINS,
      HEIGHT,
      (value) => y(Number.isNaN(value) ? 0 : value),
    );
    const d = shape.curve(curveStepAfter)([...values, values.at(-1) ?? 0]) ?? '';
    const verdict = answer.verdicts[row] ?? 'none';
    const peak = METRICS[metric].unit(top);
    const button = h(
      'button.multiple',
      { onclick: () => open(account) },
      h(
        'span.multiple-head',
        verdictIcon(verdict),
        longName(account),
        h('span.num.muted', { 'aria-hidden': 'true' }, formatMetric(metric, top)),
        h('span.sr-only', `, ${verdictLabel({ verdict, score: answer.scores[row] ?? 0 })}, ${t('at most {0}', peak)}`),
      ),
      s(
        'svg',
        { viewBox: `0 0 100 ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true', class: 'chart' },
        s('path', { class: verdict === 'distillation' ? 'flagged' : 'other', d }),
        s('line', { class: 'rule', x1: 0, x2: 100, y1: HEIGHT, y2: HEIGHT }),
      ),
    );
    return button;
  }

  void ask();
  const controls = h(
    'div.controls',
    choice<Scale>('Scale', translated(SCALES), scale, (chosen) => {
      scale = chosen;
      if (grid !== null) draw(grid);
    }),
    h('div.button-group', { role: 'group', 'aria-label': t('Accounts shown') }, back, on),
    status,
  );
  return figure({
    title,
    note: `${METRICS[metric].name} over ${span(from, to)}, ${zone()}. The number is the largest value. Enter or a click opens the account.`,
    controls,
    chart: holder,
    table: () =>
      plainTable(
        title,
        columns('Account', 'Verdict', '>Largest', '>Active periods'),
        (grid?.accounts ?? []).map((account, row) => {
          const values = grid?.values.subarray(row * BINS, (row + 1) * BINS) ?? new Float32Array();
          return [
            h('bdi', short(account, 80)),
            grid?.verdicts[row] ?? '',
            formatMetric(metric, largest(values)),
            compact(values.filter((value) => value > 0).length),
          ];
        }),
      ),
  });
}

const largest = (values: Float32Array): number => values.reduce((top, value) => (value > top ? value : top), 0);
