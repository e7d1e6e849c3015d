/** What the reader offers to programs outside: `prompt-traffic-audit/reader`. See docs/api.md. */
export { InputError } from './bytes/files/input-error.ts';
export { type ConvertOptions, convertLogs } from './convert/convert.ts';
export {
  type Converted,
  type ReadingOptions,
  readRequests,
  type RequestPlace,
  type UnreadEntry,
} from './convert/read-requests.ts';
export { readMappingFile } from './mapping/mapping-file.ts';
export type { MappingProfile } from './mapping/mapping-profile.ts';
export type { Answer, Identity, Message, Parameters, RequestRecord, Tool } from './records/fields/request.ts';
export { type ListedFormat, listFormats } from './records/formats/format-table.ts';
export type { SourceCounts } from './records/reading/line-counts.ts';
