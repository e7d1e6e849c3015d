export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** What a stage told: how its tests ended, and which of them failed. */
export interface Told extends Counts {
  failures: readonly Failure[];
}

/** A test that failed: its name, and what it said in as many lines as it took. */
export interface Failure {
  name: string;
  message: string;
}

/** Most lines of a failure's message that are said again at the end. */
const LINES = 6;

/** Counts tests over all stages and prints what people read between them. */
export class Tally {
  private readonly counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  /** What went wrong or was left out, to be said again at the end. */
  private readonly notes: string[] = [];
  private stage = '';
  private started = Date.now();

  heading(name: string): void {
    this.stage = name;
    this.started = Date.now();
    console.log(`\n━━ ${name} ${'━'.repeat(Math.max(3, 100 - name.length))}`);
  }

  /** Counts the tests of the stage whose heading came last. */
  add(told: Partial<Told>): void {
    const { passed = 0, failed = 0, skipped = 0, failures = [] } = told;
    this.counts.passed += passed;
    this.counts.failed += failed;
    this.counts.skipped += skipped;
    if (failed > 0) this.notes.push(`FAILED  ${this.stage}: ${failed}`);
    for (const { name, message } of failures)
      this.notes.push(
        `        ✖ ${name}`,
        ...message
          .split('\n')
          .slice(0, LINES)
          .map((line) => `          ${line}`),
      );
    if (skipped > 0) this.notes.push(`SKIPPED ${this.stage}: ${skipped}`);
    const seconds = ((Date.now() - this.started) / 1000).toFixed(1);
    console.log(`${passed} passed, ${failed} failed, ${skipped} skipped in ${seconds} s (${this.stage})`);
  }

  /** Counts the stage as one skipped test and says why. */
  skip(why: string): void {
    console.warn(`SKIPPED: ${why}`);
    this.add({ skipped: 1 });
    this.notes.push(`        ${why.split('\n')[0] ?? ''}`);
  }

  /** Counts the stage as one failed test. */
  fail(error: unknown): void {
    console.error(error);
    this.add({ failed: 1, failures: [{ name: this.stage, message: String(error) }] });
  }

  /** Prints the closing line and sets the exit code. A run without a single test is a failure. */
  close(): void {
    const { passed, failed, skipped } = this.counts;
    console.log(`\n${'━'.repeat(104)}`);
    for (const note of this.notes) console.log(note);
    if (failed > 0 || passed === 0) process.exitCode = 1;
    console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  }
}
