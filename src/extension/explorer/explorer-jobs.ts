/** Messages between the extension and the thread of a log explorer. Both ends are built together. */
import type { MappingProfile } from '../../reader/mapping/mapping-profile.ts';
import type { Compression, TemplatePart } from '../../report/shape/report.ts';
import type { PromptMessage, RequestView, RowDetails, RowPlace } from '../../protocol/explorer-messages.ts';
import type { Hit } from './text-search.ts';

/** The log of a thread, given when it starts. */
export interface ExplorerJob {
  /** Absolute path on disk. */
  file: string;
  mappings: MappingProfile[];
  /** Field that names the account; absent for the usual order. */
  accountBy?: string;
  /** The log of an archive that is shown; empty for the first. */
  member: string;
}

/** A request or a line, by its bytes in the text. */
export interface RowRef {
  offset: number;
  length: number;
  part: number;
}

/** What the line says about a request, without what only a scan knows. */
export interface ReadRow extends RowRef, RowDetails {
  line: number | null;
  /** False when no request can be read from the line alone. */
  isRequest: boolean;
  time: number | null;
  account: string;
  model: string;
  preview: string;
  requests: number;
}

export interface ReadRequest {
  row: ReadRow;
  facts: RequestView['facts'];
  messages: PromptMessage[];
  source: string;
  sourceCut: number;
}

export interface OpenedLog {
  size: number;
  compression: Compression;
  seekable: boolean;
  members: string[];
  member: string;
}

export interface ExplorerJobs {
  /** Opens the log, or one of an archive. */
  open: { ask: { member: string }; answer: OpenedLog };
  count: { ask: Record<string, never>; answer: null };
  lines: { ask: { from: RowPlace; count: number }; answer: { rows: ReadRow[]; last: boolean } };
  requests: { ask: { rows: RowRef[] }; answer: { rows: ReadRow[] } };
  request: { ask: RowRef & { parts: TemplatePart[] }; answer: ReadRequest };
  /** Line of a byte; null while it is not counted. */
  lineAt: { ask: { offset: number }; answer: { line: number | null } };
  search: { ask: { text: string; limit: number }; answer: { limited: boolean } };
  stopSearch: { ask: Record<string, never>; answer: null };
  /** The file may have grown. */
  refresh: { ask: Record<string, never>; answer: { size: number } };
}
export type ExplorerJobKind = keyof ExplorerJobs;

export type ToExplorerThread = {
  [K in ExplorerJobKind]: { id: number; kind: K; body: ExplorerJobs[K]['ask'] };
}[ExplorerJobKind];

export type FromExplorerThread =
  | { type: 'answer'; id: number; body: ExplorerJobs[ExplorerJobKind]['answer'] }
  | { type: 'failure'; id: number; message: string }
  | { type: 'counted'; lines: number; bytes: number; allBytes: number | null; complete: boolean }
  | { type: 'hits'; search: number; hits: Hit[]; bytes: number };
