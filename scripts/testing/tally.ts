/** Counts tests over all steps of a run, and says at the end which of them failed. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** What a step told: how its tests ended, and which of them failed. */
export interface Told extends Counts {
  failures: readonly Failure[];
}

/** A test that failed: its name, its file, and what it said in as many lines as it took. */
export interface Failure {
  name: string;
  file?: string;
  message: string;
}

/** Most lines of a failure's message that are said again at the end. */
const LINES = 6;

export class Tally {
  private readonly counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  /** What went wrong or was left out, to be said again at the end. */
  private readonly notes: string[] = [];

  /** Prints a step that has ended, with all that it wrote, and counts its tests. */
  add(step: string, told: Partial<Told>, output: string, seconds: number): void {
    const { passed = 0, skipped = 0, failures = [] } = told;
    const isEmpty = passed + skipped + (told.failed ?? 0) === 0;
    const failed = isEmpty ? 1 : (told.failed ?? 0);
    console.log(`\n━━ ${step} ${'━'.repeat(Math.max(3, 100 - step.length))}`);
    if (output !== '') console.log(output.trimEnd());
    this.counts.passed += passed;
    this.counts.failed += failed;
    this.counts.skipped += skipped;
    if (failed > 0) this.notes.push(`FAILED  ${step}: ${failed}`);
    if (isEmpty) this.notes.push('        No test ran.');
    for (const failure of failures) this.notes.push(...lines(failure));
    if (skipped > 0) this.notes.push(`SKIPPED ${step}: ${skipped}`);
    console.log(`${passed} passed, ${failed} failed, ${skipped} skipped in ${seconds.toFixed(1)} s (${step})`);
  }

  /** Counts a step as one skipped test and says why. */
  skip(step: string, why: string, seconds: number): void {
    this.add(step, { skipped: 1 }, `SKIPPED: ${why}`, seconds);
    this.notes.push(`        ${why.split('\n')[0] ?? ''}`);
  }

  /** Counts a step as one failed test. */
  fail(step: string, error: unknown, output: string, seconds: number): void {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.add(step, { failed: 1, failures: [{ name: step, message }] }, `${output}\n${message}`, seconds);
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

function lines({ name, file, message }: Failure): string[] {
  const first = message.split('\n').slice(0, LINES);
  const place = file === undefined ? [] : [`          ${file}`];
  return [`        ✖ ${name}`, ...place, ...first.map((line) => `          ${line}`)];
}
