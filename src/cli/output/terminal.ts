/** The streams of the process, as commands see them. */
import { readFileSync } from 'node:fs';
import { isatty } from 'node:tty';
import { named, writeText } from '../../reader/bytes/files/output-file.ts';
import { wantsColour } from './colours.ts';

/** A stream of text the program writes to. `isTerminal` is false for a pipe or a file. */
export interface Output {
  isTerminal: boolean;
  colour: boolean;
  /** Width in characters. */
  columns: number;
  /** Resolves when the text is written; rejects when it cannot be, for example because the disk is full or the pipe closed. */
  write(text: string): Promise<void>;
}

/** What a command needs from its environment; tests supply their own. */
export interface Terminal {
  out: Output;
  err: Output;
  /** True when standard input is a person's keyboard, so that waiting for a log on it would look like a hang. */
  inputIsTerminal: boolean;
  /** Asks a person a question; undefined if nobody is at a keyboard to answer it. */
  ask(question: string): Promise<string | undefined>;
  /** Calls back on each Ctrl-C, and when the system asks the program to stop, until the returned function is called. */
  onInterrupt(listener: () => void): () => void;
  /** Ends the program at once. */
  quit(code: number): void;
}

const DEFAULT_COLUMNS = 100;

/** What messages call standard output. */
export const STANDARD_OUTPUT = 'standard output';

/** The terminal of this process. Failures to write to standard error are ignored: nobody would see them. */
export function processTerminal(): Terminal {
  const err = output(2, () => process.stderr);
  return {
    out: output(1, () => process.stdout),
    err: { ...err, write: (text) => err.write(text).catch(() => undefined) },
    inputIsTerminal: process.stdin.isTTY,
    ask: (question) => (process.stdin.isTTY && isatty(2) ? askPerson(question) : Promise.resolve(undefined)),
    onInterrupt(listener) {
      const stops = isHangupIgnored() ? STOPS : [...STOPS, HANGUP];
      for (const signal of stops) process.on(signal, listener);
      return () => {
        for (const signal of stops) process.off(signal, listener);
      };
    },
    quit: (code) => process.exit(code),
  };
}

/** Ctrl-C, and the signals that systems send to stop a program. */
const STOPS = ['SIGINT', 'SIGTERM'] as const;
/** The terminal was closed. */
const HANGUP = 'SIGHUP';

/** Whether the program was started to outlive its terminal, as with nohup: to listen would undo that. */
function isHangupIgnored(): boolean {
  try {
    const ignored = /^SigIgn:\s*([\da-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
    return (BigInt(`0x${ignored}`) & 1n) === 1n;
  } catch {
    // Other systems do not say. nohup takes the terminal away from all three.
    return ![0, 1, 2].some((handle) => isatty(handle));
  }
}

/** One line from the keyboard. Ctrl-C ends the program as usual; the end of the input counts as no. */
async function askPerson(question: string): Promise<string> {
  const { createInterface } = await import('node:readline');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
    lines.on('close', () => resolve(''));
    lines.question(question, (answer) => {
      resolve(answer);
      lines.close();
    });
  });
}

/** Files and pipes are written by our own writer; a terminal by its stream, which knows the encoding of each system. */
function output(handle: number, stream: () => NodeJS.WriteStream): Output {
  const isTerminal = isatty(handle);
  const columns = (): number => (isTerminal && stream().columns > 0 ? stream().columns : DEFAULT_COLUMNS);
  return {
    isTerminal,
    colour: wantsColour(process.env, isTerminal),
    get columns() {
      return columns();
    },
    write: async (text) => {
      if (isTerminal) {
        await new Promise<void>((resolve, reject) => {
          stream().write(text, (error) => (error ? reject(error) : resolve()));
        });
        return;
      }
      try {
        writeText(handle, text);
      } catch (error) {
        throw named(error, STANDARD_OUTPUT);
      }
    },
  };
}
