import { chooseAccount } from '../fields/identity.ts';
import { readMetadataFields } from '../fields/metadata-fields.ts';
import type { RequestRecord } from '../fields/request.ts';
import { setMissingText } from '../fields/set-missing.ts';

/** The common and the combined format of web servers: `10.1.2.3 - ann [04/May/2026:08:00:00 +0000] "POST /v1/messages HTTP/1.1" 200 812 "-" "curl/8"`. */
const LINE =
  /^(?:::ffff:)?([\da-fA-F.:]{3,45}) \S{1,64} (\S{1,200}) \[[^\]]{1,40}\] "[A-Z]{3,7} \S{1,2000} HTTP\/[\d.]{1,4}" (\d{3}) \S{1,20}(?: "[^"]{0,500}" "([^"]{0,500})")?/;

/** Reads who asked and how it ended from what a web server wrote before a body on its line. */
export function readWebLine(prefix: string, record: RequestRecord): void {
  const [, address, user, status, userAgent] = LINE.exec(prefix) ?? [];
  if (address === undefined) return;
  if (record.account === undefined) chooseAccount(record, { user });
  setMissingText(record, 'address', address);
  setMissingText(record, 'userAgent', userAgent);
  readMetadataFields({ status }, record);
}
