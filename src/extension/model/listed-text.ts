/** What the scan knows of each request of a log, on the line that it has in the log: a text for logs that no editor shows. */
import { NO_TEMPLATE } from '../../report/shape/request-index.ts';
import { isoTime } from '../../report/shape/records-csv.ts';
import { probability } from '../../text/numbers.ts';
import { visibleLine } from '../../text/visible.ts';
import type { Results } from './results.ts';

/** Characters of the document: windows of a remote machine open 10 MB. */
const MAX_CHARACTERS = 8_000_000;
const NAME = 60;

/**
 * One line for each line of the log up to the last request, empty where there is none. Where all would be too much, lines of
 * flagged requests only.
 */
export function listedText(results: Results, file: string, most = MAX_CHARACTERS): string {
  return (
    textOf(results, file, most, () => true) ?? textOf(results, file, Infinity, (row) => results.isFlagged(row)) ?? ''
  );
}

function textOf(results: Results, file: string, most: number, isListed: (row: number) => boolean): string | undefined {
  const number = results.index.files.indexOf(file);
  const { from, to } = number < 0 ? { from: 0, to: 0 } : results.rowsOfFile(number);
  const parts: string[] = [];
  let [line, size] = [1, 0];
  for (let row = from; row < to; row++) {
    const at = results.index.line[row] ?? line;
    // A line may hold several requests: the first one speaks for it.
    if (at < line || !isListed(row)) continue;
    parts.push('\n'.repeat(at - line), factsOf(results, row), '\n');
    size += at - line + parts.at(-2)!.length + 1;
    if (size > most) return undefined;
    line = at + 1;
  }
  return parts.join('');
}

function factsOf(results: Results, row: number): string {
  const { index } = results;
  const time = index.time[row] ?? NaN;
  const template = index.template[row] ?? NO_TEMPLATE;
  const facts = [
    Number.isNaN(time) ? 'no time' : isoTime(time),
    index.accounts[index.account[row] ?? 0] || 'unknown account',
    template === NO_TEMPLATE ? 'no template' : (index.templates[template] ?? ''),
    index.models[index.model[row] ?? 0] || 'unknown model',
    ...(results.isFlagged(row) ? [`score ${probability(index.score[row] ?? 0)}`] : []),
  ];
  return facts.map((fact) => visibleLine(fact, NAME)).join('  ');
}
