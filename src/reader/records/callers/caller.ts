import { setMissingText } from '../fields/set-missing.ts';
import { chooseAccount } from '../fields/identity.ts';
import { objectOf, textOf } from '../fields/json.ts';
import type { ClientFields } from '../fields/origin.ts';
import type { RequestRecord } from '../fields/request.ts';

/**
 * Who a request body says it is from: OpenAI's `safety_identifier`, its older `user`, and `metadata.user_id`. Callers
 * use these to name their own users, so an account found outside the body takes precedence.
 */
export function readCaller(body: ClientFields, record: RequestRecord): void {
  const metadata = objectOf(body['metadata']);
  const user = textOf(body['safety_identifier']) ?? textOf(body['user']) ?? textOf(metadata['user_id']);
  setMissingText(record, 'endUser', user);
  if (record.account === undefined) chooseAccount(record, { 'end-user': user });
}
