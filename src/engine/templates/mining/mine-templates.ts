/** Mines prompt templates from a table of requests. */
import { valuesAt } from '../../../math/columns.ts';
import type { RequestTable } from '../../table/request-table.ts';
import { Workspace } from '../../workspace/workspace.ts';
import { attachedTemplates } from './attached-templates.ts';
import { byAccount } from './by-account.ts';
import { type ClauseBlocks, clauseBlocks } from './clause-blocks.ts';
import { type DistinctPrompts, distinctPrompts } from '../frames/distinct-prompts.ts';
import { frameClauses } from '../frames/frame-clauses.ts';
import { promptBlocks } from './prompt-blocks.ts';
import { type OutlierMembers, takeOutOutliers } from './outlier-members.ts';
import { assignTemplates } from './template-assignment.ts';
import { TemplateNames } from './template-names.ts';
import { type TemplateKey, templateTree } from './template-tree.ts';
import { joinVariants } from './template-variants.ts';

export interface MinedTemplates {
  /** Stable names: the same template has the same id in every log. Ordered by name. */
  ids: string[];
  /** Template of each row of the table, -1 for free text. */
  ofRow: Int32Array;
  /** Hashes of the fixed clauses of each template, ascending. */
  clauses: Float64Array[];
}

const MINING = new Workspace<{ table: RequestTable }>()
  .step(['table'], ({ table }) => ({ distinct: distinctPrompts(table) }))
  .step(['table', 'distinct'], ({ table, distinct }) => ({ clauses: frameClauses(table, distinct) }))
  .step(['table', 'distinct'], ({ table, distinct }) => ({
    accounts: valuesAt(table.rows.account, distinct.firstRow),
  }))
  .step(['accounts'], ({ accounts }) => {
    const number = byAccount(accounts);
    return { number, account: valuesAt(accounts, number) };
  })
  .step(['table', 'distinct'], ({ table, distinct }) => ({ userOf: valuesAt(table.rows.user, distinct.firstRow) }))
  .step(['userOf', 'number'], ({ userOf, number }) => ({ user: valuesAt(userOf, number) }))
  .step(['clauses'], ({ clauses }) => ({ blocks: clauseBlocks(clauses) }))
  .largeStep(['clauses', 'blocks', 'number'], ({ clauses, blocks, number }) => ({
    lists: promptBlocks(clauses, blocks, number),
  }))
  .largeStep(['lists', 'account', 'user'], ({ lists, account, user }) => ({
    tree: templateTree({ ...lists, account, user }),
  }))
  .largeStep(['lists', 'account', 'user', 'tree'], ({ lists, account, user, tree }) => ({
    single: assignTemplates({ ...lists, account, user }, tree),
    keys: tree.keys,
  }))
  // Looked up again: kept through the large steps they would wait in memory.
  .step(['table', 'distinct'], ({ table, distinct }) => ({ senders: valuesAt(table.rows.account, distinct.firstRow) }))
  .step(['clauses', 'keys', 'senders', 'single'], ({ clauses, keys, senders, single }) => ({
    joined: joinVariants(clauses, keys, senders, single),
    hash: clauses.hash,
  }))
  .step(['table', 'distinct', 'joined', 'keys'], ({ table, distinct, joined, keys }) =>
    takeOutOutliers(table, distinct, joined, keys.length),
  )
  .step(['table', 'distinct', 'keys', 'blocks', 'hash', 'assigned', 'fixedOf'], namedTemplates)
  .step(['table', 'assigned', 'placeOf'], ({ table, assigned, placeOf }) => {
    const ofRow = new Int32Array(table.length);
    const { prompt } = table.rows;
    for (let row = 0; row < ofRow.length; row++) {
      const template = assigned[prompt[row]!]!;
      ofRow[row] = template < 0 ? -1 : placeOf[template]!;
    }
    return { ofRow };
  });

/** `table` must be finished: the result depends on its canonical order alone. */
export function mineTemplates(table: RequestTable): MinedTemplates {
  const { ids, fixed, ofRow } = MINING.run(table, { table }, ['ids', 'fixed', 'ofRow']);
  return { ids, clauses: fixed, ofRow };
}

interface Assigned extends OutlierMembers {
  table: RequestTable;
  distinct: DistinctPrompts;
  keys: readonly TemplateKey[];
  blocks: ClauseBlocks;
  /** Of each clause. */
  hash: Float64Array;
}

/** Names of the templates, the fixed clauses of each, and the place among them of each number in `assigned`. */
function namedTemplates({ table, distinct, keys, blocks, hash, assigned, fixedOf }: Assigned): {
  ids: string[];
  fixed: Float64Array[];
  placeOf: Int32Array;
} {
  const clausesOfBlock: number[][] = Array.from({ length: blocks.count }, () => []);
  blocks.ofClause.forEach((block, clause) => clausesOfBlock[block]!.push(hash[clause]!));
  const isUsed = new Uint8Array(keys.length);
  for (const number of assigned) if (number >= 0 && number < isUsed.length) isUsed[number] = 1;
  keys.forEach(({ blocks: own }, number) => {
    if (isUsed[number] === 1 && !fixedOf.has(number))
      fixedOf.set(
        number,
        own.flatMap((block) => clausesOfBlock[block]!),
      );
  });
  let next = keys.length;
  for (const number of fixedOf.keys()) next = Math.max(next, number + 1);
  for (const prompt of attachedTemplates(table, distinct, assigned)) {
    assigned[prompt] = next;
    fixedOf.set(next++, table.clausesOf(distinct.firstRow[prompt]!));
  }
  const names = new TemplateNames();
  const fixed = new Map<string, Float64Array>();
  const nameOf = new Map<number, string>();
  for (const [number, hashes] of fixedOf) {
    const own = Float64Array.from(new Set(hashes)).sort();
    const name = names.of(own);
    fixed.set(name, own);
    nameOf.set(number, name);
  }
  const ids = [...fixed.keys()].sort();
  const place = new Map(ids.map((id, index) => [id, index]));
  const placeOf = new Int32Array(next);
  for (const [number, name] of nameOf) placeOf[number] = place.get(name)!;
  return { ids, fixed: ids.map((id) => fixed.get(id)!), placeOf };
}

/** 1 for each template that a request has. */
export function usedTemplates({ ids, ofRow }: MinedTemplates): Uint8Array {
  const used = new Uint8Array(ids.length);
  for (const template of ofRow) if (template >= 0) used[template] = 1;
  return used;
}
