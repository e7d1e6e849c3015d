import { wantsColour } from './colours.ts';

/** A stream of text the program writes to. `isTerminal` is false for a pipe or a file. */
export interface Output {
  isTerminal: boolean;
  colour: boolean;
  /** Width in characters. */
  columns: number;
  /** Resolves when the stream can take more. */
  write(text: string): Promise<void>;
}

/** What a command needs of the world around it; tests give their own. */
export interface Terminal {
  out: Output;
  err: Output;
  /** True when standard input is a person's keyboard, so that waiting for a log on it would look like a hang. */
  inputIsTerminal: boolean;
  /** Calls back on each Ctrl-C until the returned function is called. */
  onInterrupt(listener: () => void): () => void;
  /** Ends the program at once. */
  quit(code: number): void;
}

const DEFAULT_COLUMNS = 100;

/** The terminal of this process. A reader that goes away (`prompt-audit … | head`) ends the program quietly. */
export function processTerminal(): Terminal {
  return {
    out: output(process.stdout),
    err: output(process.stderr),
    inputIsTerminal: process.stdin.isTTY,
    onInterrupt(listener) {
      process.on('SIGINT', listener);
      return () => process.off('SIGINT', listener);
    },
    quit: (code) => process.exit(code),
  };
}

function output(stream: NodeJS.WriteStream): Output {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return {
    isTerminal: stream.isTTY,
    colour: wantsColour(process.env, stream.isTTY),
    get columns() {
      return stream.isTTY && stream.columns > 0 ? stream.columns : DEFAULT_COLUMNS;
    },
    write: (text) =>
      new Promise((resolve) => {
        if (stream.write(text)) resolve();
        else stream.once('drain', resolve);
      }),
  };
}
