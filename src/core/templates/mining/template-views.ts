/**
 * Two views of the same requests: templates of whole prompts, and templates of user messages alone. A persona in each account's
 * system prompt makes a template of its own of every account, and one system prompt for everybody makes one template of all
 * of them; the user messages show what such requests have in common, or what sets them apart.
 */
import { promptNumbers } from '../../table/prompt-numbers.ts';
import { RequestTable } from '../../table/request-table.ts';
import { templateFamilies } from './template-families.ts';
import { type MinedTemplates, mineTemplates } from './mine-templates.ts';

export interface TemplateViews {
  /** Templates of whole prompts, then those of user messages. */
  ids: string[];
  clauses: Uint32Array[];
  /** Number of the first template of user messages. */
  firstUser: number;
  /** Template of each row in the one and in the other view, -1 for free text. */
  whole: Int32Array;
  user: Int32Array;
}

/** `table` must be finished. */
export function templateViews(table: RequestTable): TemplateViews {
  const whole = mineTemplates(table);
  const user = mineTemplates(withoutSystem(table));
  const family = templateFamilies(user.clauses, lettersOf(table));
  return {
    ids: [...whole.ids, ...user.ids],
    clauses: [...whole.clauses, ...user.clauses],
    firstUser: whole.ids.length,
    whole: whole.ofRow,
    user: user.ofRow.map((template) => (template < 0 ? -1 : whole.ids.length + family[template]!)),
  };
}

/**
 * One template for each row: that of the whole prompt, but that of the user message where it is one of `chosen`. Of two
 * templates with one name the first has the rows of both. Templates keep their numbers: those not chosen have no rows.
 */
export function settledTemplates(
  { ids, clauses, whole, user }: TemplateViews,
  chosen: ReadonlySet<number>,
): MinedTemplates {
  const first = new Map<string, number>();
  ids.forEach((id, template) => {
    if (!first.has(id)) first.set(id, template);
  });
  return {
    ids,
    clauses,
    ofRow: whole.map((template, row) => (chosen.has(user[row]!) ? first.get(ids[user[row]!]!)! : template)),
  };
}

/** Letters of the clauses in the log by their hash. */
function lettersOf({ texts }: RequestTable): (clause: number) => number {
  const letters = new Map<number, number>();
  const { hash, letters: all } = texts.clauses;
  for (let i = 0; i < texts.clauseStart(texts.length); i++) letters.set(hash[i]!, all[i]!);
  return (clause) => letters.get(clause) ?? 0;
}

/** Shares all columns but two with `table`. */
function withoutSystem(table: RequestTable): RequestTable {
  const view = new RequestTable();
  view.length = table.length;
  view.texts = table.texts;
  view.names = table.names;
  view.rows = { ...table.rows, system: new Uint32Array(table.rows.system.length) };
  view.rows.prompt = promptNumbers(view.rows, view.length, view.texts.length);
  return view;
}
