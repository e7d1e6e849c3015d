import { type PartSink, OrderedParts } from '../ingest/threads/ordered-parts.ts';
import type { ReadTask } from '../ingest/threads/chunk-feed.ts';
import type { ReadJob, ScanPart } from '../ingest/jobs/read-job.ts';
import type { SourceCounts } from '../../reader/records/reading/line-counts.ts';
import { TextPool } from '../table/text-pool.ts';
import { factRows, pieceRow, requestRow } from './part-rows.ts';
import type { StateWriter } from './state-writer.ts';

/** Different texts that are held before they go to a file: some 30 MB. */
const MAX_TEXTS = 1 << 18;

/** What is left of a part when its rows are written. */
export interface WrittenPart {
  job: ReadJob;
  lines: number;
  counts: SourceCounts;
  error?: string;
}

/** Writes requests, texts and pieces of a reading to a state as they come. Memory holds some texts, and no requests. */
export class StateSink implements PartSink {
  readonly parts: WrittenPart[] = [];
  private texts = new TextPool();
  private readonly ordered = new OrderedParts((job, part) => this.write(job, part));

  constructor(
    private readonly writer: StateWriter,
    private readonly mostTexts = MAX_TEXTS,
  ) {}

  add(task: ReadTask, part: ScanPart): void {
    this.ordered.add(task, part);
  }

  /** No more parts come. */
  end(): void {
    this.ordered.end();
    this.writeTexts();
  }

  private write(job: ReadJob, { table, counts, pieces, lines, error }: ScanPart): void {
    const { path } = job.source;
    const requests = this.writer.table('requests');
    for (let row = 0; row < table.length; row++) {
      requests.add(requestRow(table, row, path));
      for (const fact of factRows(table, row, path)) this.writer.table('facts').add(fact);
    }
    const inOrder = [...pieces].sort((a, b) => a.location.offset - b.location.offset);
    for (const piece of inOrder) this.writer.table('pieces').add(pieceRow(piece, path));
    this.texts.merge(table.texts);
    if (this.texts.length > this.mostTexts) this.writeTexts();
    this.parts.push({ job, lines, counts, ...(error !== undefined && { error }) });
    table.discard();
  }

  /** Texts in the order of their hashes, in a file of their own. */
  private writeTexts(): void {
    const { texts } = this;
    const { key, system } = texts.texts;
    const order = Uint32Array.from({ length: texts.length - 1 }, (_, at) => at + 1).sort((a, b) => key[a]! - key[b]!);
    for (const text of order) {
      const clauses = texts.clauseCount(text);
      this.writer.table('texts').add({ text: key[text]!, system: system[text]!, clauses });
      const start = texts.clauseStart(text);
      for (let at = start; at < start + clauses; at++) {
        const [hash, letters] = [texts.clauses.hash[at]!, texts.clauses.letters[at]!];
        this.writer.table('clauses').add({ text: key[text]!, hash, letters });
      }
    }
    this.writer.endFile('texts');
    this.writer.endFile('clauses');
    this.texts = new TextPool();
  }
}
