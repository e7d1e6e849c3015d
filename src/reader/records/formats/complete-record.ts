import { chooseAccount } from '../fields/identity.ts';
import type { RequestRecord } from '../fields/request.ts';
import { setMissingNumber, setMissingText } from '../fields/set-missing.ts';

/** Adds what is known once there is an answer. What was known before stays. */
export function completeRecord(record: RequestRecord, said: RequestRecord): void {
  const { account } = said;
  if (record.account === undefined && account !== undefined) chooseAccount(record, { [account.kind]: account.value });
  for (const field of ['id', 'organisation', 'endUser', 'session', 'address', 'userAgent', 'model'] as const)
    setMissingText(record, field, said[field]);
  for (const field of ['inputTokens', 'outputTokens', 'latencyMs', 'costUsd'] as const)
    setMissingNumber(record, field, said[field]);
  if (record.time !== undefined && said.time !== undefined)
    setMissingNumber(record, 'latencyMs', said.time - record.time);
  if (record.time === undefined && said.time !== undefined) record.time = said.time;
  if (record.status === 'unknown') record.status = said.status;
}
