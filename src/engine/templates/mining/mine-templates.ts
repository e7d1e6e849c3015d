/** Mines prompt templates from a table of requests. */
import { discardFields, valuesAt } from '../../../math/columns.ts';
import { hash32 } from '../../../math/hash.ts';
import type { RequestTable } from '../../table/request-table.ts';
import { attachedTemplates } from './attached-templates.ts';
import { byAccount } from './by-account.ts';
import { clauseBlocks } from './clause-blocks.ts';
import { distinctPrompts } from '../frames/distinct-prompts.ts';
import { frameClauses } from '../frames/frame-clauses.ts';
import { promptBlocks } from './prompt-blocks.ts';
import { takeOutOutliers } from './outlier-members.ts';
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
  let distinct = distinctPrompts(table);
  const clauses = frameClauses(table, distinct);
  table.evict();
  // In a large log the memory of all steps together would be several times that of the largest: what the next ones do not use waits.
  const accounts = valuesAt(table.rows.account, distinct.firstRow);
  table.evict();
  const number = byAccount(accounts);
  const accountAgain = table.spill({ account: valuesAt(accounts, number) });
  const accountsAgain = table.spill({ accounts });
  const userOf = valuesAt(table.rows.user, distinct.firstRow);
  table.evict();
  const userAgain = table.spill({ user: valuesAt(userOf, number) });
  discardFields({ userOf });
  const firstRowAgain = table.spill({ firstRow: distinct.firstRow });
  const blocks = clauseBlocks(clauses);
  const lists = promptBlocks(clauses, blocks, number);
  const { isBare } = clauses;
  discardFields({ isBare });
  const { systemOf } = clauses;
  // Of no use while templates are split and prompts assigned, which takes most.
  const [users, systems, systemOfPrompts] = [
    table.spill(clauses.users),
    table.spill(clauses.systems),
    table.spill({ systemOf }),
  ];
  const prompts = { ...lists, ...accountAgain(), ...userAgain() };
  const tree = templateTree(prompts);
  const single = assignTemplates(prompts, tree);
  const { ofPrompt } = tree;
  discardFields({ ...prompts, ofPrompt });
  const framed = { ...clauses, users: users(), systems: systems(), ...systemOfPrompts() };
  const senders = accountsAgain();
  const joined = joinVariants(framed, tree.keys, senders.accounts, single);
  for (const columns of [framed.users, framed.systems, { of: framed.systemOf }, senders, { single }])
    discardFields(columns);
  distinct = { ...distinct, ...firstRowAgain() };
  const { assigned, fixedOf } = takeOutOutliers(table, distinct, joined, tree.keys.length);
  discardFields({ joined });
  table.evict();

  const clausesOfBlock: number[][] = Array.from({ length: blocks.count }, () => []);
  blocks.ofClause.forEach((block, clause) => clausesOfBlock[block]!.push(clauses.hash[clause]!));
  const isUsed = new Uint8Array(tree.keys.length);
  for (const number of assigned) if (number >= 0 && number < isUsed.length) isUsed[number] = 1;
  tree.keys.forEach(({ blocks: own }, number) => {
    if (isUsed[number] === 1 && !fixedOf.has(number))
      fixedOf.set(
        number,
        own.flatMap((block) => clausesOfBlock[block]!),
      );
  });
  let next = tree.keys.length;
  for (const number of fixedOf.keys()) next = Math.max(next, number + 1);
  for (const prompt of attachedTemplates(table, distinct, assigned)) {
    assigned[prompt] = next;
    fixedOf.set(next++, table.clausesOf(distinct.firstRow[prompt]!));
  }
  // Prompts that differ only in numbers have the same clauses and thus one name.
  const named = new Map<string, Uint32Array>();
  const nameOf = new Map<number, string>();
  for (const [number, hashes] of fixedOf) {
    const fixed = Uint32Array.from(new Set(hashes)).sort();
    const name = templateName(fixed);
    named.set(name, fixed);
    nameOf.set(number, name);
  }
  const ids = [...named.keys()].sort();
  const place = new Map(ids.map((id, index) => [id, index]));
  const placeOf = new Int32Array(next);
  for (const [number, name] of nameOf) placeOf[number] = place.get(name)!;
  const { firstRow } = distinct;
  discardFields({ firstRow });
  table.evict();
  const ofRow = new Int32Array(table.length);
  const { prompt } = table.rows;
  for (let row = 0; row < ofRow.length; row++) {
    const template = assigned[prompt[row]!]!;
    ofRow[row] = template < 0 ? -1 : placeOf[template]!;
  }
  discardFields({ assigned });
  return { ids, clauses: ids.map((id) => named.get(id)!), ofRow };
}

/** `fixed`: hashes of the fixed clauses of a template, ascending. */
export const templateName = (fixed: Uint32Array): string => `T${hash32(fixed.join()).toString(16).padStart(8, '0')}`;

/** 1 for each template that a request has. */
export function usedTemplates({ ids, ofRow }: MinedTemplates): Uint8Array {
  const used = new Uint8Array(ids.length);
  for (const template of ofRow) if (template >= 0) used[template] = 1;
  return used;
}
