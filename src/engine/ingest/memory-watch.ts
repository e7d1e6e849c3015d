import { counted } from '../../text/numbers.ts';
import { visibleLine } from '../../text/visible.ts';
import type { HeldSize } from './threads/scan-result.ts';
import { memoryText, givenMemory, heldMemory, largest } from './needed-memory.ts';

/** Share of what is given above which nothing more is read: parts that are on their way still come. */
const MOST = 0.95;
/** Share below which what was read can be written down. */
const ROOMY = 0.8;
/** Bytes that a request of a part takes while it is added: a whole packed log comes at once, and columns that grow are copied. */
const ADDING = 300;
/**
 * Bytes that a scan holds at least while it judges what it read: those of the program, and for each row, fact, text, clause and account;
 * of an account that sent more than one request, for each of these up to a limit. What readers hold is gone by then.
 */
const JUDGING = {
  program: 100e6,
  request: 130,
  stored: 40,
  fact: 20,
  text: 30,
  clause: 8,
  account: 300,
  again: 60,
  busy: 3300,
};

/** How far reading came. */
export interface ReadSoFar {
  size: HeldSize;
  /** The log that was being read. */
  path: string;
  /** Lines of all logs. */
  lines: number;
  bytes: number;
  totalBytes: number;
  /** Requests by log and by account. */
  logs: Iterable<readonly [path: string, requests: number]>;
  accounts: Iterable<readonly [account: string, requests: number]>;
  isKept: boolean;
}

/** Stops a scan before the system kills it, which would say nothing. */
export class MemoryWatch {
  /** True once judging what was read would take more than there is. */
  isOver = false;

  /**
   * @param given bytes that may be taken
   * @param held bytes that this process holds
   */
  constructor(
    private readonly given = givenMemory(),
    private readonly held = heldMemory,
  ) {}

  /**
   * To be called again and again while more is read. Gives `isOver`.
   * @param coming requests of a part that is about to be added
   */
  look(size: HeldSize, coming = 0): boolean {
    this.isOver ||= this.held() + ADDING * coming > MOST * this.given || judging(size, 1) > this.given;
    return this.isOver;
  }

  get hasRoom(): boolean {
    return this.held() < ROOMY * this.given;
  }

  /** Why reading was stopped, and what can be done. */
  sentence({ size, path, lines, bytes, totalBytes, logs, accounts, isKept }: ReadSoFar): string {
    const times = Math.max(1, totalBytes / bytes);
    const busiest = largest(accounts);
    return [
      ...(size.requests > 0
        ? [
            `The scan was stopped before the memory ran out, after ${counted(lines, 'line')} with ${counted(size.requests, 'request')}, while it read ${visibleLine(path, 200)}.`,
            `To judge these takes ${memoryText(judging(size, 1))} or more, and ${memoryText(this.given)} are available.`,
          ]
        : [
            `The scan was stopped before the memory ran out, while it read ${visibleLine(path, 200)}: what its readers held does not fit together into the ${memoryText(this.given)} that are available.`,
          ]),
      ...(size.requests > 0 && bytes > 0 && times > 1
        ? [`All of the logs would take at least ${memoryText(judging(size, times))} if they go on like this.`]
        : []),
      ...(size.requests > 0
        ? [`Most requests are in ${largest(logs)}${busiest === '' ? '' : ` and from the accounts ${busiest}`}.`]
        : []),
      `Nothing was judged${isKept ? '; what was read is kept for the next scan' : ''}.`,
      'prompt-audit map, merge and finish write the report of a scan with less than half of its memory. Or scan each product or period by itself, which loses what links accounts across them. The option --memory of prompt-audit scan sets how much may be used.',
    ].join(' ');
  }
}

/** Bytes for `times` as many requests; most accounts come again. */
function judging({ requests, stored, facts, texts, clauses, accounts }: HeldSize, times: number): number {
  const { program, request, fact, text, clause, account, again, busy } = JUDGING;
  const rows = request * (requests - stored) + JUDGING.stored * stored;
  const rest = fact * facts + text * texts + clause * clauses;
  const more = Math.min(busy * accounts, again * Math.max(0, times * requests - accounts));
  return program + times * (rows + rest) + account * accounts + more;
}
