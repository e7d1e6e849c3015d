/**
 * What this program writes, known by how it begins: in a folder of logs it is no log that could not be read. Text of a log is
 * nowhere in what is looked at, so nobody can have a log passed over by what is in its requests.
 */
const BEGINNINGS: readonly RegExp[] = [
  // A report, part of one, and events in the format of this program.
  /^\s{0,20}\{\s{0,20}"version":\s?\d{1,4},\s{0,20}"tool":\s?\{\s{0,20}"name":\s?"prompt-traffic-audit"/,
  // What is remembered from scan to scan, and of ordinary traffic.
  /^\{"report":\{"version":\d{1,4},"tool":\{"name":"prompt-traffic-audit"/,
  /^\{"kind":"prompt-audit-baseline"/,
  // Tables, after what mappings and decisions change about them.
  /^(?:"?# [^\n]{0,2000}\n){0,5}(?:file,line,account,template,attack_score,|account,verdict,score,campaign,decision,|type,value,verdict,score,campaign,|rule,level,title,hits,subject,)/,
  // SARIF, STIX and the page, whoever wrote them: none is ever a log.
  /^\s{0,20}\{\s{0,20}"\$schema":\s?"[^"]{0,200}sarif/,
  /^\s{0,20}\{\s{0,20}"type":\s?"bundle",\s{0,20}"id":\s?"bundle--/,
  // Log records of OpenTelemetry: no collector writes the address first, so that nobody who sends some is passed over.
  /^\{"resourceLogs":\[\{"schemaUrl":"[^"]{0,200}","resource":\{"attributes":\[\{"key":"service\.name","value":\{"stringValue":"prompt-traffic-audit"\}/,
  // Scores and annotations.
  /^\{(?:"data":\[\{)?"metadata":\{"tool":"prompt-traffic-audit"/,
  /^<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-/,
];

export const OWN_OUTPUT =
  'This is a result of Prompt Traffic Audit, not a log. To read a report, open it in the editor or write its page: prompt-audit export REPORT --output page.html.';

/** @param head first bytes of a file */
export function isOwnOutput(head: Uint8Array): boolean {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
  return BEGINNINGS.some((beginning) => beginning.test(text));
}
