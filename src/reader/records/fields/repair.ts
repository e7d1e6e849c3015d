import { repair } from '../../bytes/framing/decode.ts';
import type { RequestRecord } from './request.ts';

/** Reads the texts of a record as UTF-8, after its JSON was parsed byte by byte: see `decodeJson`. */
export function repairRecord(record: RequestRecord): void {
  record.system = repair(record.system);
  for (const message of record.messages) {
    message.text = repair(message.text);
    if (message.reasoning !== undefined) message.reasoning = repair(message.reasoning);
    if (message.toolCalls) message.toolCalls = repair(message.toolCalls);
  }
  for (const tool of record.tools) {
    tool.name = repair(tool.name);
    tool.schema = repair(tool.schema);
  }
  if (record.definitions !== undefined) record.definitions = repair(record.definitions);
  if (record.answer !== undefined) {
    record.answer.text = repair(record.answer.text);
    record.answer.toolCalls = repair(record.answer.toolCalls);
  }
  if (record.account !== undefined) record.account.value = repair(record.account.value);
  for (const field of NAMES) {
    const name = record[field];
    if (name !== undefined) record[field] = repair(name);
  }
}

const NAMES = ['id', 'organisation', 'endUser', 'session', 'userAgent', 'model'] as const;
