import type { RecordSink } from '../../fields/record-sink.ts';
import type { TextFormat } from '../text-format.ts';
import { webAccessLog } from './web-access-log.ts';

/**
 * Access logs of web servers as text, in the common and the combined format of Apache, nginx, Caddy and others, also with more behind it:
 * `10.1.2.3 - ann [04/May/2026:08:00:00 +0000] "POST /v1/messages HTTP/1.1" 200 812 "-" "curl/8"`. A line with a body is none.
 */
export const webAccessText: TextFormat = {
  name: webAccessLog.name,
  facts: webAccessLog.facts,
  holdsRequest: (line) => isStarted(line) && LINE.test(line),
  isOther: () => false,
  isServer: false,
  read,
};

/** Most lines are none of these: looked at before the whole shape is. */
function isStarted(line: string): boolean {
  const bracket = line.indexOf(' [');
  return bracket > 0 && bracket < 330 && line.includes('] "', bracket);
}

const LINE =
  /^(?:\S{1,253}:\d{1,5} )?(?:::ffff:)?([\w.:-]{3,253}) \S{1,64} (\S{1,200}) \[([^\]]{20,40})\] "([A-Z]{3,7}) (\S{1,4000}) HTTP\/[\d.]{1,4}" (\d{3}) [\d-]{1,20}(?: "[^"]{0,4000}" "([^"]{0,1000})")?(?:[^{]{0,2000}[^{\s=:'\\])?$/;

function read(line: string, sink: RecordSink): void {
  const [, address, user, time, method, path, status, agent] = LINE.exec(line) ?? [];
  const row = { client_ip: address, user, time_local: time, method, path, status, user_agent: agent };
  webAccessLog.read(row, sink);
}
