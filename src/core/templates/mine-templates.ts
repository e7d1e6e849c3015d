/** From a table of requests to prompt templates. */
import { hash32 } from '../math/hash.ts';
import type { RequestTable } from '../signals/request-table.ts';
import { clauseBlocks } from './clause-blocks.ts';
import { distinctPrompts } from './distinct-prompts.ts';
import { frameClauses } from './frame-clauses.ts';
import { promptBlocks } from './prompt-blocks.ts';
import { assignTemplates } from './template-assignment.ts';
import { templateTree } from './template-tree.ts';
import { joinVariants } from './template-variants.ts';

export interface MinedTemplates {
  /** Stable names: the same template has the same id in every log. Ordered by name. */
  ids: string[];
  /** Template of each row of the table, -1 for free text. */
  ofRow: Int32Array;
  /** Hashes of the fixed clauses of each template, ascending. */
  clauses: Uint32Array[];
}

/** `table` must be finished: the result depends on its canonical order alone. */
export function mineTemplates(table: RequestTable): MinedTemplates {
  const distinct = distinctPrompts(table);
  const accounts = distinct.firstRow.map((row) => table.rows.account[row]!);
  const clauses = frameClauses(table, distinct);
  const blocks = clauseBlocks(clauses);
  const users = distinct.firstRow.map((row) => table.rows.user[row]!);
  const prompts = promptBlocks(clauses, blocks, users);
  const tree = templateTree(prompts, accounts);
  const assigned = joinVariants(clauses, tree.keys, accounts, assignTemplates(prompts, tree, accounts));

  const clausesOfBlock: number[][] = Array.from({ length: blocks.count }, () => []);
  blocks.ofClause.forEach((block, clause) => clausesOfBlock[block]!.push(clauses.hash[clause]!));
  const used = [...new Set(assigned)].filter((number) => number >= 0);
  const named = used.map((number) => {
    const fixed = Uint32Array.from(tree.keys[number]!.blocks.flatMap((block) => clausesOfBlock[block]!)).sort();
    return { number, fixed, id: `T${hash32(fixed.join()).toString(16).padStart(8, '0')}` };
  });
  named.sort((a, b) => (a.id < b.id ? -1 : 1));
  const place = new Map(named.map(({ number }, index) => [number, index]));
  return {
    ids: named.map(({ id }) => id),
    clauses: named.map(({ fixed }) => fixed),
    ofRow: Int32Array.from(distinct.ofRow, (prompt) => place.get(assigned[prompt]!) ?? -1),
  };
}
