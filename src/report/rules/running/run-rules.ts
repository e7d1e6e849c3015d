import { type ReadingOptions, readRequests } from '../../../reader/convert/read-requests.ts';
import { NO_TEMPLATE, type RequestIndex } from '../../shape/request-index.ts';
import type { Report } from '../../shape/report.ts';
import type { RuleOutcome } from '../../shape/rule-outcome.ts';
import type { Rule } from '../rule.ts';
import { RuleRun } from '../rule-run.ts';
import { RowFinder } from './row-finder.ts';
import type { RuleMemory } from './rule-memory.ts';
import type { SeenRequest } from './seen-requests.ts';
import { placeOf, slicesOf } from './slices.ts';

/**
 * Runs rules over logs that were scanned: in a pass of its own, because a scan keeps no text. Requests are read one by one,
 * each with the template that the scan gave it. Memory grows with the groups that rules count, up to a limit, not with the
 * logs; with a memory of earlier runs also with the requests that are judged.
 * @param paths what was scanned; not standard input, which cannot be read twice
 * @param memory of earlier runs of these rules: only what is new is read, and they come to the same
 */
export async function runRules(
  rules: readonly Rule[],
  paths: readonly string[],
  { report, index }: { report: Pick<Report, 'templates'>; index: RequestIndex },
  options: ReadingOptions = {},
  memory?: RuleMemory,
): Promise<RuleOutcome[]> {
  const run = new RuleRun(rules);
  if (rules.some((rule) => rule.kind === 'event' && rule.category === 'request'))
    await readAll(run, paths, index, options, memory);
  for (const { slice, time, place } of slicesOf(report, index)) run.add({ kind: 'slice', slice }, time, place);
  return run.finish();
}

async function readAll(
  run: RuleRun,
  paths: readonly string[],
  index: RequestIndex,
  options: ReadingOptions,
  memory: RuleMemory | undefined,
): Promise<void> {
  const finder = new RowFinder(index);
  /** Another log may have taken its place since the scan: nobody may be charged with somebody else's text. */
  const rowOf = (file: string, { offset, part, account }: Pick<SeenRequest, 'offset' | 'part' | 'account'>) => {
    const row = finder.find(file, offset, part);
    return row !== undefined && index.accounts[index.account[row]!] === account ? row : undefined;
  };
  const last = { file: '', offset: 0, part: 0 };
  await readRequests(
    paths,
    (request, { file, offset }) => {
      // Requests of one line come in their order, one directly after the other.
      last.part = file === last.file && offset === last.offset ? last.part + 1 : 0;
      [last.file, last.offset] = [file, offset];
      const where = { offset, part: last.part, account: request.account?.value ?? '' };
      const row = rowOf(file, where);
      if (row === undefined && memory === undefined) return;
      const judged = run.judge({
        kind: 'request',
        request,
        get template() {
          memory?.turnOff();
          const template = row === undefined ? NO_TEMPLATE : index.template[row]!;
          return template === NO_TEMPLATE ? undefined : index.templates[template];
        },
      });
      memory?.add({ ...where, ...judged, time: request.time });
      if (row !== undefined) run.count(judged, request.time, placeOf(index, row));
    },
    {
      ...options,
      ...(memory && {
        beginAt: async (source) => {
          const { seen, start } = await memory.open(source, finder.firstOf(source.path));
          seen.handTo((request) => {
            const row = rowOf(source.path, request);
            if (row !== undefined) run.count(request, request.time, placeOf(index, row));
            return row !== undefined;
          });
          return start;
        },
        onRead: (source, isWhole) => memory.close(source, isWhole),
      }),
    },
  );
  memory?.end();
}
