/**
 * In place of the thread that reads a log: lines of a log of any length, made up when they are asked for. No disk holds 30
 * million of them for a test; all that the thread does not answer itself is answered as in the editor.
 */
import type { ExplorerJobKind, ExplorerJobs, ReadRow } from '../../../src/extension/explorer/explorer-jobs.ts';
import type { ThreadEvent } from '../../../src/extension/explorer/explorer-thread.ts';

/** Bytes of every line, its break included. */
const BYTES = 1000;
const START = Date.UTC(2025, 2, 3, 9);

export interface LineCounts {
  lines: number;
  /** Lines that are counted at first; all of them if absent. */
  counted?: number;
}

export class MadeUpLines {
  readonly #lines: number;
  readonly #onEvent: (event: ThreadEvent) => void;
  #counted: number;

  constructor({ lines, counted = lines }: LineCounts, onEvent: (event: ThreadEvent) => void) {
    this.#lines = lines;
    this.#counted = counted;
    this.#onEvent = onEvent;
  }

  ask<K extends ExplorerJobKind>(kind: K, body: ExplorerJobs[K]['ask']): Promise<ExplorerJobs[K]['answer']> {
    return this.start(kind, body).answer;
  }

  start<K extends ExplorerJobKind>(
    kind: K,
    body: ExplorerJobs[K]['ask'],
  ): { id: number; answer: Promise<ExplorerJobs[K]['answer']> } {
    const answer = this.#answers[kind];
    if (answer === undefined) throw new Error(`Lines that are made up do not answer "${kind}".`);
    // No thread answers before the one that asks has done what it is at.
    return { id: 1, answer: new Promise((resolve) => setImmediate(() => resolve(answer(body)))) };
  }

  /** Counts the rest of the lines. */
  countAll(): void {
    this.#counted = this.#lines;
    this.#tell();
  }

  dispose(): void {
    // Nothing runs.
  }

  readonly #answers: { [K in ExplorerJobKind]?: (ask: ExplorerJobs[K]['ask']) => ExplorerJobs[K]['answer'] } = {
    open: () => ({
      size: this.#lines * BYTES,
      compression: 'none',
      seekable: true,
      members: [],
      member: '/logs/requests.jsonl',
    }),
    count: () => {
      this.#tell();
      return null;
    },
    search: () => ({ limited: false }),
    lines: ({ from, count }) => {
      const end = 'before' in from ? Math.floor(from.before / BYTES) : this.#lines;
      const first =
        'row' in from ? from.row : 'near' in from ? Math.floor(from.near / BYTES) : Math.max(0, end - count);
      const last = Math.min(end, first + count);
      const rows = Array.from({ length: Math.max(0, last - first) }, (_, i) => this.#row(first + i));
      return { rows, last: last === this.#lines };
    },
    request: ({ offset }) => ({
      row: this.#row(Math.floor(offset / BYTES)),
      facts: [['status', 'ok']],
      messages: [
        {
          role: 'user',
          segments: [{ text: this.#row(Math.floor(offset / BYTES)).preview, kind: 'plain' }],
          toolCalls: '',
          media: 0,
          cut: 0,
        },
      ],
      source: '{}',
      sourceCut: 0,
    }),
  };

  #row(line: number): ReadRow {
    return {
      offset: line * BYTES,
      length: BYTES - 1,
      part: 0,
      line: line < this.#counted ? line + 1 : null,
      isRequest: true,
      time: START + line * 1700,
      account: `sk-${(line * 7919) % 99991}`,
      model: 'harbour-2',
      preview: `Could you look over this paragraph of my letter, number ${line}?`,
      requests: 1,
    };
  }

  /** Lines that are not counted yet are longer than the others: every estimate is too large. */
  #tell(): void {
    const complete = this.#counted === this.#lines;
    const bytes = complete ? this.#lines * BYTES : 0.8 * this.#counted * BYTES;
    this.#onEvent({ type: 'counted', lines: this.#counted, bytes, allBytes: this.#lines * BYTES, complete });
  }
}
