/** Which templates say something when two accounts share them, and how much. */
import type { Slices } from '../../accounts/slices.ts';
import type { RequestTable } from '../../table/request-table.ts';

/** Requests of a slice that make its account a user of the template rather than somebody who tried it once. */
export const USES = 2;
/** Share of all accounts from which a template is everybody's: a widespread client, a popular agent, a default prompt. */
const POPULAR = 0.08;
/** In small logs a template is not everybody's below this many accounts: a campaign may be most of the log. */
const POPULAR_FLOOR = 60;
/** Share of a template's requests that must carry one system prompt for it to be a template of that product. */
const PRODUCT = 0.8;

export interface SharedTemplates {
  /** Information of sharing each template in nats; 0 for unshared and for everybody's templates. */
  weight: Float64Array;
  /** Templates with weight that each account uses, ascending. Members that sent each template once have none. */
  ofAccount: Map<number, number[]>;
  /** Accounts that use each such template, ascending. */
  users: Map<number, number[]>;
}

/**
 * A template weighs ln(accounts / users). Templates under one system prompt are one product's: its users share all of
 * them for one reason, so that together they weigh what the product weighs, and each only adds how few of the product's
 * users it has.
 */
export function sharedTemplates(
  slices: Slices,
  table: RequestTable,
  templates: number,
  accounts: number,
): SharedTemplates {
  const weight = new Float64Array(templates);
  const users = new Map<number, number[]>();
  const ofAccount = new Map<number, number[]>();
  const products = productsOf(slices, table);
  for (const [template, list] of [...slices.ofTemplate].sort((a, b) => a[0] - b[0])) {
    const using = list.filter((slice) => slice.rows.length >= USES).map((slice) => slice.account);
    if (using.length < 2 || using.length > Math.max(POPULAR_FLOOR, POPULAR * accounts)) continue;
    const product = products.get(template);
    const all = Math.max(using.length, product?.users ?? 0);
    weight[template] = Math.log(all / using.length) + Math.log(Math.max(2, accounts / all)) / (product?.templates ?? 1);
    users.set(template, using);
    for (const account of using) {
      const own = ofAccount.get(account);
      if (own) own.push(template);
      else ofAccount.set(account, [template]);
    }
  }
  return { weight, ofAccount, users };
}

interface Product {
  templates: number;
  /** Accounts that use any of its templates. */
  users: number;
}

/** The product of each template that shares its system prompt with another template. */
function productsOf(slices: Slices, table: RequestTable): Map<number, Product> {
  const { system } = table.rows;
  const bySystem = new Map<number, number[]>();
  for (const [template, list] of slices.ofTemplate) {
    const first = system[list[0]!.rows[0]!]!;
    if (first === 0) continue;
    let [all, same] = [0, 0];
    for (const { rows } of list) {
      all += rows.length;
      for (const row of rows) if (system[row] === first) same++;
    }
    if (same < PRODUCT * all) continue;
    const members = bySystem.get(first);
    if (members) members.push(template);
    else bySystem.set(first, [template]);
  }
  const products = new Map<number, Product>();
  for (const members of bySystem.values()) {
    if (members.length < 2) continue;
    const accounts = new Set(
      members.flatMap((template) => slices.ofTemplate.get(template)!.map(({ account }) => account)),
    );
    const product = { templates: members.length, users: accounts.size };
    for (const template of members) products.set(template, product);
  }
  return products;
}
