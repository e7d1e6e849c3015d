import type { Finding, LineRef } from '../../report/shape/report.ts';
import { findingsInOrder } from '../model/finding-order.ts';
import { cut } from '../model/words.ts';
import type { ResultsStore } from '../results-store.ts';

/** Of what is said in the status bar, which cuts in the middle of a letter what has no room. */
const TITLE = 64;

/** Steps through the findings in the order of the findings tree, and around at the ends. */
export class FindingWalk {
  private revision = -1;
  private at = -1;
  private findings: readonly Finding[] = [];

  constructor(private readonly store: ResultsStore) {}

  /**
   * The next finding for a step of 1, the one before for -1.
   * @throws a sentence when there is no finding to step to
   */
  step(by: 1 | -1): { finding: Finding; line: LineRef; text: string } {
    const { results, revision } = this.store;
    if (this.revision !== revision) {
      this.revision = revision;
      this.findings = results === undefined ? [] : findingsInOrder(results);
      this.at = by === 1 ? -1 : 0;
    }
    const findings = this.findings;
    this.at = (this.at + by + findings.length) % Math.max(1, findings.length);
    const finding = findings[this.at];
    const line = finding?.lines[0];
    if (finding === undefined || line === undefined) throw new Error('There are no findings. Scan a log first.');
    return { finding, line, text: `Finding ${this.at + 1} of ${findings.length}: ${cut(finding.title, TITLE)}` };
  }
}
