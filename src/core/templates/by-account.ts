/** Prompts ordered by the account that sent them first, then by their number: sorted by counting, in linear time. */
export function byAccount(accounts: Uint32Array): Uint32Array {
  let most = 0;
  for (const account of accounts) if (account > most) most = account;
  const next = new Uint32Array(most + 2);
  for (const account of accounts) next[account + 1]!++;
  for (let account = 0; account <= most; account++) next[account + 1]! += next[account]!;
  const order = new Uint32Array(accounts.length);
  for (let prompt = 0; prompt < accounts.length; prompt++) order[next[accounts[prompt]!]!++] = prompt;
  return order;
}
