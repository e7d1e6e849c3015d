/** When the values that requests have in common are counted: after the rows that people wait for, and again as a search finds more. */

/** Milliseconds between two counts while a search goes on. */
const COUNT_MS = 500;

export class ValueCounts {
  private isDue = false;
  private timer = 0;

  constructor(private readonly count: () => void) {}

  /** The list is another one. */
  begin(): void {
    this.isDue = true;
  }

  /** Rows are there. */
  countOnce(): void {
    if (this.isDue) this.count();
    this.isDue = false;
  }

  /** What a search found since is counted in a moment, and once more at its end. */
  countAgain(isComplete: boolean): void {
    this.isDue = true;
    if (isComplete) clearTimeout(this.timer);
    else if (this.timer !== 0) return;
    const act = (): void => {
      this.timer = 0;
      this.countOnce();
    };
    this.timer = window.setTimeout(act, isComplete ? 0 : COUNT_MS);
  }
}
