import type { Output, Terminal } from '../../../src/cli/output/terminal.ts';

/** A terminal for tests: records what was written and lets a test press Ctrl-C. */
export class TestTerminal implements Terminal {
  readonly out: Output & { text: string };
  readonly err: Output & { text: string };
  inputIsTerminal = false;
  /** What the person answers, in order; if there are no answers, nobody is there. */
  readonly answers: string[] = [];
  readonly questions: string[] = [];

  quitCode: number | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(isTerminal = false) {
    this.out = testOutput(isTerminal);
    this.err = testOutput(isTerminal);
  }

  readonly ask = (question: string): Promise<string | undefined> => {
    if (this.answers.length > 0) this.questions.push(question);
    return Promise.resolve(this.answers.shift());
  };

  onInterrupt(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  quit(code: number): void {
    this.quitCode = code;
  }

  interrupt(): void {
    for (const listener of this.listeners) listener();
  }

  get listening(): boolean {
    return this.listeners.size > 0;
  }
}

function testOutput(isTerminal: boolean): Output & { text: string } {
  return {
    text: '',
    isTerminal,
    colour: false,
    columns: 100,
    write(text) {
      this.text += text;
      return Promise.resolve();
    },
  };
}
