import type { RequestRecord } from './request.ts';
import { withoutSecrets } from './secrets.ts';

/** Names that are remembered with what is left of them; more are forgotten all at once. */
const MAX_REMEMBERED = 100_000;
/** No shorter name holds a credential. */
const MIN_LENGTH = 10;

const known = new Map<string, string>();

/**
 * Takes credentials out of what names the sender of a request: keys that a program put into its user agent, passwords in an
 * address, keys in place of a user. These names are in every report, also in one without prompts. An account that is a
 * key is hidden by `chooseAccount`.
 */
export function hideSecrets(record: RequestRecord): void {
  const { address, userAgent, organisation, account } = record;
  if (address !== undefined) record.address = hidden(address);
  if (userAgent !== undefined) record.userAgent = hidden(userAgent);
  if (organisation !== undefined) record.organisation = hidden(organisation);
  if (account !== undefined && account.kind !== 'key') {
    const value = hidden(account.value);
    if (value !== account.value) record.account = { ...account, value };
  }
}

/** Logs name few senders many times. */
function hidden(name: string): string {
  if (name.length < MIN_LENGTH) return name;
  let clean = known.get(name);
  if (clean === undefined) {
    clean = withoutSecrets(name);
    if (known.size >= MAX_REMEMBERED) known.clear();
    known.set(name, clean);
  }
  return clean;
}
