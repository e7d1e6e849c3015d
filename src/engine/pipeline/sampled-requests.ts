/** Which requests are read back: some of each template, and those whose words are compared. */
import { chooseSampleRows } from '../accounts/sample-rows.ts';
import type { Slices } from '../accounts/slices.ts';
import type { Candidate } from '../campaigns/candidates/candidate.ts';
import { comparedRows } from '../campaigns/candidates/compared-rows.ts';
import type { SampleRows } from '../readback/template-meanings.ts';
import type { RequestTable } from '../table/request-table.ts';
import type { TemplateViews } from '../templates/views/template-views.ts';

/** Prompts of each template that are read back to find its fixed text. */
const EXEMPLARS = 4;
/** Templates that are read back: those of candidates and the most frequent others. */
const TEXTS = 2000;

/**
 * Rows of the templates that are read back.
 * @param own templates beside these that are read, too
 */
export function sampledRequests(
  candidates: readonly Candidate[],
  slices: Slices,
  { clauses, firstUser, firstOpen }: Pick<TemplateViews, 'clauses' | 'firstUser' | 'firstOpen'>,
  table: RequestTable,
  own: readonly number[],
): SampleRows {
  const first = candidates.flatMap(({ templates }) => templates);
  const compared = comparedRows(candidates, slices, table);
  const requests = (template: number): number => slices.uses(template).requests.reduce((sum, own) => sum + own, 0);
  const others = [...slices.ofTemplate.keys()]
    .filter((template) => template < firstUser)
    .map((template) => [template, requests(template)] as const)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const chosen = [...new Set([...first, ...others.map(([template]) => template)])].slice(
    0,
    Math.max(TEXTS, first.length),
  );
  return new Map(
    [...new Set([...chosen, ...own])].map((template) => {
      const isOpen = template >= firstOpen;
      const fixed = clauses[template]!;
      const shown = chooseSampleRows(
        slices.seen(template),
        table,
        EXEMPLARS,
        isOpen ? saying(fixed, table) : undefined,
      );
      return [template, { shown, compared: compared.get(template) ?? [], isOpen, fixed }];
    }),
  );
}

/** Whether a row says a task itself: the requests that go on with it say something else. */
function saying(fixed: Float64Array, { rows, texts }: RequestTable): (row: number) => boolean {
  const own = new Set(fixed);
  return (row) => texts.clausesOf(rows.open[row] || rows.user[row]!).some((clause) => own.has(clause));
}
