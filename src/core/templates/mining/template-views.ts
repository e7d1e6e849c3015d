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
  // A request without a system prompt is its user message: it has been mined.
  const ids = [...user.ids, ...whole.ids];
  const clauses = [...user.clauses, ...whole.clauses];
  const family = templateFamilies(clauses, lettersOf(table, clauses));
  const firstUser = whole.ids.length;
  return {
    ids: [...whole.ids, ...ids],
    clauses: [...whole.clauses, ...clauses],
    firstUser,
    whole: whole.ofRow,
    user: whole.ofRow.map((ofWhole, row) => {
      const mined = table.rows.system[row] === 0 ? (ofWhole < 0 ? -1 : user.ids.length + ofWhole) : user.ofRow[row]!;
      return mined < 0 ? -1 : firstUser + family[mined]!;
    }),
  };
}

/**
 * One template for each row: that of the whole prompt, but that of the user message where it is one of `chosen`. A whole prompt
 * whose template has the name of a chosen one is a request of that. Templates keep their numbers: most of them have no rows.
 */
export function settledTemplates(
  { ids, clauses, whole, user }: TemplateViews,
  chosen: ReadonlySet<number>,
): MinedTemplates {
  const named = new Map([...chosen].map((template) => [ids[template]!, template]));
  return {
    ids,
    clauses,
    ofRow: whole.map((template, row) => {
      if (chosen.has(user[row]!)) return user[row]!;
      return template < 0 ? -1 : (named.get(ids[template]!) ?? template);
    }),
  };
}

/** Letters of the clauses of templates by their hash. */
function lettersOf({ texts }: RequestTable, templates: readonly Uint32Array[]): (clause: number) => number {
  const letters = new Map<number, number>();
  // Few clauses of a log are in templates: most of the others are told by one look.
  const isWanted = new Uint8Array(WANTED);
  for (const clauses of templates) for (const clause of clauses) isWanted[clause & (WANTED - 1)] = 1;
  const { hash, letters: all } = texts.clauses;
  const end = texts.clauseStart(texts.length);
  for (let i = 0; i < end; i++) if (isWanted[hash[i]! & (WANTED - 1)] === 1) letters.set(hash[i]!, all[i]!);
  return (clause) => letters.get(clause) ?? 0;
}

const WANTED = 2 ** 20;

/** User messages of requests that have a system prompt, without it; all other rows are empty. Shares all but three columns. */
function withoutSystem(table: RequestTable): RequestTable {
  const view = new RequestTable();
  view.length = table.length;
  view.texts = table.texts;
  view.names = table.names;
  const { system, user } = table.rows;
  view.rows = {
    ...table.rows,
    system: new Uint32Array(system.length),
    user: user.map((text, row) => (system[row] === 0 ? 0 : text)),
  };
  view.rows.prompt = promptNumbers(view.rows, view.length, view.texts.length);
  return view;
}
