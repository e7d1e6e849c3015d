import type { LineRef } from '../../core/report/report.ts';
import type { ResultsStore } from '../results-store.ts';

/** Steps through the findings, most serious first, and around at the ends. */
export class FindingWalk {
  readonly #store: ResultsStore;
  #revision = -1;
  #at = -1;

  constructor(store: ResultsStore) {
    this.#store = store;
  }

  /**
   * The next finding for a step of 1, the one before for -1.
   * @throws a sentence when there is no finding to step to
   */
  step(by: 1 | -1): { line: LineRef; text: string } {
    const findings = this.#store.results?.triaged.findings.filter((finding) => finding.lines.length > 0) ?? [];
    if (this.#revision !== this.#store.revision) {
      this.#revision = this.#store.revision;
      this.#at = by === 1 ? -1 : 0;
    }
    this.#at = (this.#at + by + findings.length) % Math.max(1, findings.length);
    const finding = findings[this.#at];
    const line = finding?.lines[0];
    if (finding === undefined || line === undefined) throw new Error('There are no findings. Scan a log first.');
    return { line, text: `Finding ${this.#at + 1} of ${findings.length}: ${finding.title}` };
  }
}
