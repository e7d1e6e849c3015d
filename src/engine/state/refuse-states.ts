/** Refuses states of which a report takes more memory than there is, before the system ends the program without a word. */
import { InputError } from '../../reader/bytes/files/input-error.ts';
import { memoryText, largest, type LogSize, neededMemory, takers } from '../ingest/needed-memory.ts';
import { percent } from '../../text/numbers.ts';
import { visibleLine } from '../../text/visible.ts';
import type { OpenStates } from './open-states.ts';

/** Row groups that are looked at to name who holds most: half a million requests. */
const SAMPLED = 16;
/** Share of them that is worth naming. */
const MANY = 0.01;

/**
 * @param given bytes that may be taken
 * @param logs requests by log
 * @throws InputError when more would be needed
 */
export async function refuseTooLarge(
  states: OpenStates,
  size: LogSize,
  given: number,
  logs: ReadonlyMap<string, number>,
): Promise<void> {
  const needed = neededMemory(size);
  if (needed <= given) return;
  throw new InputError(
    [
      `The report needs about ${memoryText(needed)} of memory, and ${memoryText(given)} are available.`,
      `The states hold ${takers(size)}.`,
      `Most requests are in ${largest(logs)}.`,
      ...(await shares(states)),
      'Write one report per product, system prompt or period, which loses what links accounts across them, or run finish on a larger machine. --memory sets how much may be used.',
    ].join(' '),
  );
}

/** Which accounts and system prompts many requests have, by a sample. */
async function shares(states: OpenStates): Promise<string[]> {
  const accounts = new Map<string, number>();
  const systems = new Map<string, number>();
  let all = 0;
  await states.sample('requests', ['account', 'system'], SAMPLED, ({ columns, length }) => {
    for (let row = 0; row < length; row++) {
      count(accounts, columns.account[row]!);
      count(systems, columns.system[row] === 0 ? '' : `${columns.system[row]!}`);
    }
    all += length;
  });
  return [
    sentence('account', 'accounts', accounts, all),
    sentence('system prompt', 'system prompts, by their hash in the column system,', systems, all),
  ];
}

function sentence(one: string, many: string, counts: Map<string, number>, all: number): string {
  counts.delete('');
  const most = [...counts]
    .filter(([, number]) => number >= MANY * all)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, 3);
  if (most.length === 0) return `In a sample no ${one} has ${percent(MANY)} of them.`;
  const named = most.map(([name, number]) => `${visibleLine(name, 200)} (${percent(number / all)})`).join(', ');
  return `In a sample the ${many} with most of them are ${named}.`;
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
