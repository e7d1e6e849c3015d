/** The groups that a campaign was joined from: what each asks for, whom it has in common with others, and its own score. */
import { count, probability } from '../../../src/text/numbers.ts';
import { partsNote } from '../../../src/text/suspected.ts';
import { templateOpenings } from '../../../src/text/template-names.ts';
import type { CampaignReport } from '../../../src/protocol/view-model.ts';
import type { PageContext } from '../../app/context.ts';
import { type Child, h } from '../dom.ts';
import { skeletonLine } from '../findings/skeleton.ts';
import { columns, plainTable, tableWords } from '../plain-table.ts';
import { folded, section } from '../section.ts';
import { t } from '../words.ts';

/** Groups that stand open, and letters of a prompt that tell it from others. */
const [OPEN, PROMPT] = [5, 90];

export function joinedParts(page: PageContext, { id, parts = [] }: CampaignReport): HTMLElement[] {
  if (parts.length === 0) return [];
  const titles = page.overview.briefs[id]?.parts ?? [];
  const openings = templateOpenings(page.overview.templates);
  const rows = parts.map(({ templates, accounts, inCommon, requests, score }, at): Child[] => {
    const [template = ''] = templates;
    const known = page.find.template(template);
    const title = titles[at] ?? template;
    return [
      known === undefined ? title : h('button.link', { onclick: () => page.go({ page: 'template', template }) }, title),
      tableWords(
        known === undefined ? null : skeletonLine(known.parts, PROMPT, openings.get(template)),
        templates.length < 2 ? null : h('span.muted', ` ${t('and {0} more', count(templates.length - 1))}`),
      ),
      count(accounts),
      count(inCommon),
      count(requests),
      probability(score),
      known === undefined
        ? ''
        : h('button.link.whole', { onclick: () => page.openFirst({ campaign: id, template }) }, t('First line')),
    ];
  });
  const table = (some: readonly Child[][]): HTMLElement =>
    plainTable(
      'Groups that it was joined from',
      columns('Asks for', 'Prompt', '>Accounts', '>In another', '>Requests', '>Score', 'Log'),
      some,
    );
  return [
    section(
      'Groups that it was joined from',
      partsNote(parts.length, t),
      table(rows.slice(0, OPEN)),
      folded(rows.length - OPEN, () => table(rows.slice(OPEN))),
    ),
  ];
}
