/** Where events go: a line of JSON each, at the end of a file, or on the standard input of a command. */
import { spawn } from 'node:child_process';
import { escapedJson } from '../../text/visible.ts';
import { EVENT_FORMATS, type EventFormatId } from './event-formats.ts';
import type { Event } from './event-schema.ts';

export { EVENT_FORMATS, type EventFormatId };

/** A command that takes longer is stopped, so that what waits for it continues. */
const COMMAND_MS = 60_000;

export const eventLine = (event: Event, format: EventFormatId): string =>
  `${escapedJson(JSON.stringify(EVENT_FORMATS[format](event)))}\n`;

/**
 * Runs the command as it was typed and writes the line to its standard input. No log text is in its arguments or its
 * environment. Returns a sentence if it fails.
 */
export function handTo(command: string, line: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true, stdio: ['pipe', 'ignore', 'inherit'], windowsHide: true });
    const timer = setTimeout(() => {
      child.kill();
      resolve(`the command was stopped after ${COMMAND_MS / 1000} seconds.`);
    }, COMMAND_MS);
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve(error.message);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve(
        code === 0
          ? undefined
          : `the command failed with ${code === null ? `signal ${String(signal)}` : `exit code ${code}`}.`,
      );
    });
    // A command need not read its input.
    child.stdin.on('error', () => undefined);
    child.stdin.end(line);
  });
}
