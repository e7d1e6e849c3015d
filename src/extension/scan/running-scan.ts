/** A scan that runs: what it scans, how far it is, and the two ways to end it. */
import type { AuditProgress } from '../../engine/pipeline/audit.ts';
import type { Speech } from '../../text/speech.ts';
import type { Scanned } from './running-mark.ts';

export class RunningScan {
  phase: AuditProgress['phase'] = 'reading';
  /** Ends reading. */
  readonly finish = new AbortController();
  /** Ends everything. */
  readonly stop = new AbortController();
  /** Settled by `end`: another scan can begin. */
  readonly ended: Promise<void>;
  end: () => void = () => undefined;

  constructor(readonly of: Scanned) {
    this.ended = new Promise((resolve) => (this.end = resolve));
  }

  /**
   * While the log is read, stops reading: what was read is judged and kept. Later, or when asked again, ends the scan at once:
   * the previous results stay.
   */
  cancel(): void {
    if (this.phase === 'reading' && !this.finish.signal.aborted) this.finish.abort();
    else this.stop.abort();
  }

  /** What to say to a person who asks for another scan meanwhile, and whether that one is another at all. */
  answerTo(asked: Scanned, t: Speech): { text: string; isOther: boolean } {
    const isOther = JSON.stringify(asked.sources) !== JSON.stringify(this.of.sources);
    const text = isOther
      ? t('{0} is being scanned, and one scan runs at a time. Wait for its end, or cancel it.', this.of.title)
      : t('{0} is being scanned already.', this.of.title);
    return { text, isOther };
  }
}
