import { EXPORT_TABLE } from '../../../text/outputs/exports.ts';

/**
 * What this program writes, known by how it begins: in a folder of logs it is no log that could not be read. Text of a log is
 * nowhere in what is looked at, so nobody can have a log passed over by what is in its requests.
 */
const BEGINNINGS: readonly RegExp[] = [
  // What is remembered from scan to scan, and of ordinary traffic.
  /^\{"report":\{"version":\d{1,4},"tool":\{"name":"prompt-traffic-audit"/,
  /^\{"kind":"prompt-audit-baseline"/,
  // The table of requests, after what mappings and decisions change about it.
  /^(?:"?# [^\n]{0,2000}\n){0,5}file,line,account,template,attack_score,/,
  ...EXPORT_TABLE.flatMap(({ begins }) => begins ?? []),
];

export const OWN_OUTPUT =
  'This is a result of Prompt Traffic Audit, not a log. To read a report, open it in the editor or write its page: prompt-audit export REPORT --output page.html.';

/** @param head first bytes of a file */
export function isOwnOutput(head: Uint8Array): boolean {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
  return BEGINNINGS.some((beginning) => beginning.test(text));
}
