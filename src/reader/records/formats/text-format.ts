import type { WrittenFacts } from './format-facts.ts';
import type { RecordSink } from '../fields/record-sink.ts';
import type { JsonObject } from '../fields/json.ts';

/** A plain-text server log: how to recognise its lines and how to read the requests in them. */
export interface TextFormat {
  /** Short name, shown in reports and kept in `RequestRecord.format`. */
  name: string;
  /** True for a line that tells about a request. Tried on lines as `cleanLine` leaves them, and on their beginnings. */
  holdsRequest(line: string): boolean;
  /** True for the server's other lines. */
  isOther(line: string): boolean;
  read(line: string, sink: RecordSink): void;
  /** Where in a line what it reads begins; what stands before is a prefix, whose time is that of the request. Without it, at the start. */
  startsAt?(line: string): number;
  /** True when the text of the request continues in the lines that follow, up to the next line with a time. */
  goesOn?(line: string): boolean;
  /** True for the line before which such a text ends, where that is not the next line with a time. */
  endsAt?(line: string): boolean;
  /** False when its lines are not a server's: what is between them is not passed over as the server's other output. */
  isServer?: false;
  /** As in `Format`. */
  join?(pieces: readonly JsonObject[], sink: RecordSink): void;
  /** As in `Format`. */
  facts: WrittenFacts;
}

const ESCAPE = String.fromCharCode(27);
const COLOURS = new RegExp(`${ESCAPE}\\[[0-9;]*m`, 'g');

/** What log collectors write before a line: a container's name and a bar, or the fields of Kubernetes. */
const COLLECTOR = /^\s*(?:[\w.-]{1,63}\s+\|\s?|\d{4}-\d\d-\d\dT\S{8,30} std(?:out|err) [FP] )?\s*/;

/** A line without colours, without what a collector wrote before it, and without indentation. */
export function cleanLine(text: string): string {
  const plain = text.includes(ESCAPE) ? text.replace(COLOURS, '') : text;
  const isBare = plain.charCodeAt(0) > 0x20 && !plain.includes('|') && !plain.includes(' std');
  return isBare && plain.charCodeAt(0) < 0x80 ? plain : plain.replace(COLLECTOR, '');
}

/** No line of so few letters is one of a server's, or a request: `text-formats.test.ts` tries them. */
export const MEANINGLESS_LETTERS = 4;

/** A time at the start of a line, with or without a bracket before it; it ends a text that continues over lines. */
export const STARTS_WITH_TIME = /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d/;

export const NO_REQUEST = 'line of a server log without a request';

/** Why a line of text is not read: a log in XML is told by name. */
export function reasonOfText(line: string): string {
  return /^<[?!/]?[A-Za-z]/.test(line) && line.trimEnd().endsWith('>') ? XML : 'not JSON';
}

const XML = 'XML, which is not read: export JSON Lines or CSV';
