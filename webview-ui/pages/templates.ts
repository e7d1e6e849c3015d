/** All templates: a map of what the log is about, and a list of what they ask for. */
import { calledTemplate } from '../parts/findings/decided.ts';
import { intentTitle } from '../../src/protocol/intent-words.ts';
import type { CampaignReport, TemplateReport } from '../../src/protocol/view-model.ts';
import type { PageContext } from '../app/context.ts';
import { h } from '../parts/dom.ts';
import { heatmapFigure } from '../charts/heatmap/heatmap-figure.ts';
import { topicsOf } from '../charts/map/map-topics.ts';
import { promptMapFigure } from '../charts/map/prompt-map.ts';
import { count } from '../../src/text/numbers.ts';
import { asking } from '../parts/notice.ts';
import { searchBox } from '../parts/controls/search.ts';
import { templateOpenings } from '../../src/text/template-names.ts';
import { pageHead, section } from '../parts/section.ts';
import { skeletonLine } from '../parts/findings/skeleton.ts';
import { scoreColumn, verdictCell, verdictMark } from '../parts/findings/verdict.ts';
import { short } from '../../src/text/visible.ts';
import { column, type Column, countColumn } from '../parts/table-column.ts';
import { virtualTable } from '../parts/virtual-table.ts';
import { numberOf } from '../parts/number-of.ts';
import { t } from '../parts/words.ts';

function templateColumns(page: PageContext, openings: ReadonlyMap<string, number>): Column<TemplateReport>[] {
  return [
    column('Prompt', 'minmax(10rem, 4fr)', (row) => skeletonLine(row.parts, undefined, openings.get(row.id))),
    column('Asks for', 'minmax(7rem, 2fr)', (row) => intent(row), { sort: (row) => intent(row), from: 820 }),
    column('Verdict', 'minmax(6.5rem, 9.5rem)', (row) => verdictCell(calledTemplate(page, row)), {
      sort: (row) => calledTemplate(page, row).verdict,
    }),
    scoreColumn((row) => calledTemplate(page, row)),
    countColumn('Accounts', '5rem', (row) => row.accounts, 560),
    countColumn('Requests', '5rem', (row) => row.requests, 480),
    column(
      'Log',
      '5rem',
      (row) => {
        const line = row.lines[0];
        return line === undefined ? null : h('button.link', { onclick: () => page.openLine(line) }, t('First line'));
      },
      { from: 820 },
    ),
  ];
}

/** The most probable intent. */
function intent(row: TemplateReport): string {
  const loudest = [...row.intents].sort((a, b) => b.probability - a.probability)[0];
  return loudest === undefined || loudest.probability < 0.5 ? '' : short(intentTitle(loudest.intent), 60);
}

function templateTable(page: PageContext, rows: readonly TemplateReport[], inSight?: number): HTMLElement {
  const table = virtualTable<TemplateReport>({
    label: 'Templates',
    columns: templateColumns(page, templateOpenings(rows)),
    rows,
    open: ({ id }) => page.go({ page: 'template', template: id }),
    openLine: ({ id, lines }) => (lines[0] === undefined ? page.openFirst({ template: id }) : page.openLine(lines[0])),
    sorted: 'Score',
    empty: t(page.overview.templates.length === 0 ? 'No template was found in this log.' : 'No template matches.'),
    ...(inSight === undefined ? {} : { inSight }),
    signal: page.signal,
  });
  const search = searchBox({
    label: 'Search templates',
    what: 'template',
    rows,
    text: (row) =>
      [row.id, ...row.campaigns, intent(row), ...row.parts.map((part) => ('text' in part ? part.text : ''))].join('\n'),
    found: table.setRows,
  });
  return h('div.stack', search, table.element);
}

/** Templates of a campaign, as far as lists hold them, and what they lack. */
export function templatesOf(page: PageContext, { templates }: CampaignReport): HTMLElement {
  const known = templates.flatMap((id) => page.find.template(id) ?? []);
  const held = count(page.overview.templates.length);
  const note =
    known.length === templates.length
      ? ''
      : t(
          "Lists hold the {0} most suspicious templates, {1} of this campaign's {2}.",
          held,
          count(known.length),
          count(templates.length),
        );
  return section(
    'Templates',
    `${t('Press Enter to open the template, or L to open its first log line.')} ${note}`,
    templateTable(page, known, 10),
  );
}

export function templatesPage(page: PageContext): Node[] {
  const { templates, population } = page.overview;
  if (templates.length === 0)
    return [pageHead(null, t('Templates'), h('p.muted', t('No template was found in this log.')))];
  const all = population?.templates ?? templates.length;
  const note =
    all > templates.length
      ? t('The {0} most suspicious of {1} templates.', count(templates.length), count(all))
      : t('Prompts that many requests share, differing only in their slots.');
  const chosen = h('div.map-chosen', { 'aria-live': 'polite' });
  const list = h('div', templateTable(page, templates));
  return [
    pageHead(null, t('Templates'), h('p.muted', `${note} ${t('Enter opens the template, L its first log line.')}`)),
    asking(page, 'promptMap', {}, (map) => {
      const root = topicsOf(page, map);
      if (root === undefined) return [];
      return [
        promptMapFigure({
          page,
          root,
          map,
          chosen: (template) => chosen.replaceChildren(...chosenTemplate(page, template)),
          walked: (topic) => {
            chosen.replaceChildren();
            list.replaceChildren(
              ...(topic.parent === undefined
                ? [templateTable(page, templates)]
                : [section(topic.name, null, templateTable(page, topic.templates))]),
            );
          },
        }),
      ];
    }),
    chosen,
    list,
  ];
}

/** The template chosen on the map: its text, where it leads, and who sends it when. */
function chosenTemplate(page: PageContext, template: TemplateReport): Node[] {
  const { id } = template;
  return [
    section(
      'Chosen template',
      t('{0} of {1}', numberOf(template.requests, 'request'), numberOf(template.accounts, 'account')),
      h('p', verdictMark(calledTemplate(page, template))),
      h('p', skeletonLine(template.parts, 600)),
      h(
        'p.controls',
        h('button.primary', { onclick: () => page.go({ page: 'template', template: id }) }, t('Open template')),
        h('button.quiet', { onclick: () => page.openFirst({ template: id }) }, t('First log line')),
      ),
    ),
    heatmapFigure({
      page,
      title: 'Accounts that send the chosen template',
      tall: false,
      template: id,
      settings: { metric: 'requests', sort: 'requests', group: 'none', filter: '', range: null, density: 'compact' },
      changed: () => undefined,
    }),
  ];
}
