import type { Output, Terminal } from './terminal.ts';

/** A terminal for tests: keeps what was written and lets a test press Ctrl-C. */
export class TestTerminal implements Terminal {
  readonly out: Output & { text: string };
  readonly err: Output & { text: string };
  inputIsTerminal = false;
  quitCode: number | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(isTerminal = false) {
    this.out = testOutput(isTerminal);
    this.err = testOutput(isTerminal);
  }

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
