/** Options for reporting new, changed and gone findings: in which format, and where to. */
import { readFile } from 'node:fs/promises';
import { EVENT_FORMATS, type EventFormatId } from '../../report/events/event-output.ts';
import { areSeen } from '../../report/events/campaign-history.ts';
import { areRuleEvents } from '../../report/events/event-schema.ts';
import type { EventState } from '../../report/events/event-log.ts';
import { isReport } from '../../report/shape/json/is-report.ts';
import { isObject } from '../../schema/is-object.ts';
import type { Typed } from '../command.ts';
import { UsageError } from '../usage-error.ts';

export interface EventOptions {
  /** File that lines are appended to, `-` for standard output. */
  file?: string;
  format: EventFormatId;
  /** Command that gets each event on its standard input, as it would be typed into a shell. */
  command?: string;
  /** File that remembers what was reported. */
  state?: string;
}

/** Undefined if nothing is to be reported or remembered. Following remembers while it runs. */
export function eventOptions({ values, switches }: Typed): EventOptions | undefined {
  const { events: file, 'on-finding': command, state } = values;
  const format = values['event-format'] ?? 'native';
  if (!isFormat(format)) {
    throw new UsageError(`--event-format takes ${Object.keys(EVENT_FORMATS).join(', ')}, not "${format}".`);
  }
  if (file === undefined && command === undefined && state === undefined && !switches.has('follow')) return undefined;
  return {
    format,
    ...(file !== undefined && { file }),
    ...(command !== undefined && { command }),
    ...(state !== undefined && { state }),
  };
}

const isFormat = (name: string): name is EventFormatId => Object.hasOwn(EVENT_FORMATS, name);

/**
 * What earlier runs reported; undefined if there was none.
 * @throws UsageError if the file is something else, because it would be overwritten
 */
export async function readEventState(path: string): Promise<EventState | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const state = stateOf(JSON.parse(text));
    if (state !== undefined) return state;
  } catch {
    // No JSON is no state either.
  }
  throw new UsageError(
    `"${path}" was not written by --state, or comes from another version. Delete it to have all findings reported again.`,
  );
}

function stateOf(value: unknown): EventState | undefined {
  if (!isObject(value)) return undefined;
  const { report, seen, hits } = value;
  return isReport(report) && areSeen(seen) && areRuleEvents(hits) ? { report, seen, hits } : undefined;
}
