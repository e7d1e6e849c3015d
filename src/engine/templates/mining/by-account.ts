/** Prompts ordered by the account that sent them first, then by their number: a counting sort, in linear time. */
export function byAccount(accounts: Uint32Array): Uint32Array<ArrayBuffer> {
  const count = accounts.length;
  let most = 0;
  for (let prompt = 0; prompt < count; prompt++) most = Math.max(most, accounts[prompt]!);
  const next = new Uint32Array(most + 2);
  for (let prompt = 0; prompt < count; prompt++) next[accounts[prompt]! + 1]!++;
  for (let account = 0; account <= most; account++) next[account + 1]! += next[account]!;
  const order = new Uint32Array(count);
  for (let prompt = 0; prompt < count; prompt++) order[next[accounts[prompt]!]!++] = prompt;
  return order;
}
