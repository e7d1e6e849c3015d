/**
 * Views of the same requests: templates of whole prompts, and templates of user messages alone. A persona in each account's
 * system prompt makes a template of its own of every account, and one system prompt for everybody makes one template of all
 * of them; the user messages show what such requests have in common, or what sets them apart. Messages without a template that
 * are sent over and over, word for word, are a view of their own: nothing in them varies, and among templates they would join
 * what is not a campaign.
 */
import type { RequestTable } from '../../table/request-table.ts';
import { Workspace } from '../../workspace/workspace.ts';
import { clauseLetters } from '../mining/clause-letters.ts';
import { type MinedTemplates, mineTemplates } from '../mining/mine-templates.ts';
import { TemplateNames } from '../mining/template-names.ts';
import { openTemplates } from './open-templates.ts';
import { repeatedTemplates } from './repeated-messages.ts';
import { templateFamilies } from './template-families.ts';
import { userTemplates } from './user-templates.ts';
import type { ViewsAside } from './views-job.ts';

export interface TemplateViews {
  /** Templates of whole prompts, then those of user messages, then repeated messages, then those of open turns. */
  ids: string[];
  clauses: Float64Array[];
  /** Number of the first template of user messages. */
  firstUser: number;
  /** Number of the first template of open turns. */
  firstOpen: number;
  /** Template of each row in each view, -1 for free text. */
  whole: Int32Array;
  user: Int32Array;
  /** Of rows without a template of their user message. */
  repeated: Int32Array;
  /** Of what the client wrote last, where that is more than the first message in some requests of the template. */
  open: Int32Array;
}

/** `table` must be finished. */
export function templateViews(table: RequestTable): TemplateViews {
  return withOpen(VIEWS.run(table, { table, aside: undefined }, ['views']).views, openTemplates(table));
}

/** The same, where other threads may mine some views meanwhile. */
export async function templateViewsBeside(table: RequestTable, aside?: Aside): Promise<TemplateViews> {
  const { views } = await VIEWS.runBeside(table, { table, aside }, ['views']);
  return withOpen(views, (await aside)?.open ?? openTemplates(table));
}

type MessageViews = Omit<TemplateViews, 'open'>;
type Aside = Promise<Partial<ViewsAside>> | undefined;

/** All views but that of open turns. */
const VIEWS = new Workspace<{ table: RequestTable; aside: Aside }>()
  .step(['table'], ({ table }) => ({ whole: mineTemplates(table) }))
  .largeStep(['table', 'aside'], ({ table, aside }) => {
    const from = (found?: Partial<ViewsAside>): { user: MinedTemplates } => ({
      user: found?.user ?? userTemplates(table),
    });
    return aside?.then(from) ?? from();
  })
  .step(['table', 'whole', 'user'], ({ table, whole, user }) => ({ views: joinViews(table, whole, user) }));

/** `user`: of user messages that follow a system prompt; becomes the view of all user messages, in place. */
function joinViews(table: RequestTable, whole: MinedTemplates, user: MinedTemplates): MessageViews {
  // A request without a system prompt is its user message: it has been mined.
  const ids = [...user.ids, ...whole.ids];
  const clauses = [...user.clauses, ...whole.clauses];
  const { system } = table.rows;
  const mined = user.ofRow;
  for (let row = 0; row < mined.length; row++) {
    if (system[row] !== 0) continue;
    mined[row] = whole.ofRow[row]! < 0 ? -1 : user.ids.length + whole.ofRow[row]!;
  }
  const family = templateFamilies(clauses, clauseLetters(table, clauses));
  const firstUser = whole.ids.length;
  const repeats = repeatedTemplates(table, (row) => mined[row]! >= 0);
  const firstRepeated = firstUser + ids.length;
  renumber(mined, (own) => firstUser + family[own]!);
  renumber(repeats.ofRow, (own) => firstRepeated + own);
  return {
    ids: [...whole.ids, ...ids, ...repeats.ids],
    clauses: [...whole.clauses, ...clauses, ...repeats.clauses],
    firstUser,
    firstOpen: firstRepeated + repeats.ids.length,
    whole: whole.ofRow,
    user: mined,
    repeated: repeats.ofRow,
  };
}

function withOpen(views: MessageViews, open: MinedTemplates): TemplateViews {
  const { ids, clauses, firstOpen } = views;
  renumber(open.ofRow, (own) => firstOpen + own);
  return { ...views, ids: [...ids, ...open.ids], clauses: [...clauses, ...open.clauses], open: open.ofRow };
}

/** In place: all views of a large log take much memory. -1 stays. */
function renumber(ofRow: Int32Array, numberOf: (own: number) => number): void {
  for (let row = 0; row < ofRow.length; row++) if (ofRow[row]! >= 0) ofRow[row] = numberOf(ofRow[row]!);
}

/**
 * One template for each row: that of the whole prompt, but that of the user message where it is one of `chosen`. A whole prompt
 * whose template has the name of a chosen one is a request of that. Templates keep their numbers: most of them have no rows.
 */
export function settledTemplates(
  { clauses, firstUser, whole, user, repeated, open }: TemplateViews,
  chosen: ReadonlySet<number>,
): MinedTemplates {
  // Each view gave names for itself.
  const names = new TemplateNames();
  const ids = clauses.map((fixed) => names.of(fixed));
  const named = new Map(
    [...chosen].filter((template) => template >= firstUser).map((template) => [ids[template]!, template]),
  );
  return {
    ids,
    clauses,
    ofRow: whole.map((template, row) => {
      if (chosen.has(user[row]!)) return user[row]!;
      if (chosen.has(repeated[row]!)) return repeated[row]!;
      if (chosen.has(open[row]!)) return open[row]!;
      return template < 0 ? -1 : (named.get(ids[template]!) ?? template);
    }),
  };
}
