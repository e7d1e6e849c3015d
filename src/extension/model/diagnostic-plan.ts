import type { Finding, LineRef } from '../../report/shape/report.ts';
import { clearedRows } from './cleared-rows.ts';
import type { Results } from './results.ts';

/** One log line to mark. `row` is absent for a line that a finding names though the request itself is not flagged. */
export interface MarkedLine {
  line: LineRef;
  score: number;
  row?: number;
  finding: Finding | undefined;
}

/** What to mark in one file: the most certain lines of each finding in file order, and how many were left out. */
export interface FileMarks {
  file: string;
  marks: MarkedLine[];
  left: number;
  /** Flagged lines not marked because people decided that their account or template does not count. */
  cleared: number;
}

/** VS Code shows at most 1,000 diagnostics a file and draws only the first 500 of them in the text. */
const MAX_DIAGNOSTICS_A_FILE = 1000;
/** Over all files: the Problems panel gets slow well before it gets full. */
const MAX_DIAGNOSTICS = 20_000;

/** Chooses the lines to mark in each file, at most `perFile` in each, the most certain of each finding first. */
export function planDiagnostics(results: Results, perFile: number): FileMarks[] {
  const files = results.index.files;
  const share = Math.max(1, Math.floor(MAX_DIAGNOSTICS / Math.max(1, files.length)));
  const most = Math.max(1, Math.min(perFile, MAX_DIAGNOSTICS_A_FILE, share));
  const named = linesOfFindings(results);
  const isCleared = clearedRows(results);
  const plan: FileMarks[] = [];
  files.forEach((file, number) => {
    const { from, to } = results.rowsOfFile(number);
    const { marks, cleared } = markRows(results, from, to, named.get(file) ?? [], isCleared);
    if (marks.length + cleared > 0) plan.push({ file, cleared, ...mostCertain(marks, most) });
  });
  return plan;
}

/** Each line once: a log line may hold several requests and be named by several findings. */
function markRows(
  results: Results,
  from: number,
  to: number,
  named: MarkedLine[],
  isCleared: (row: number) => boolean,
): { marks: MarkedLine[]; cleared: number } {
  const marks = new Map<number, MarkedLine>();
  const cleared = new Set<number>();
  for (const mark of named) marks.set(mark.line.line, mark);
  for (let row = from; row < to; row++) {
    if (!results.isFlagged(row)) continue;
    const line = results.index.line[row] ?? 0;
    const score = results.index.score[row] ?? 0;
    const known = marks.get(line);
    if (isCleared(row)) {
      if (known?.row === undefined) marks.delete(line);
      cleared.add(line);
      continue;
    }
    if (known?.row !== undefined && known.score >= score) continue;
    marks.set(line, { line: results.lineOf(row), score, row, finding: results.findingOf(row) });
  }
  return { marks: [...marks.values()], cleared: [...cleared].filter((line) => !marks.has(line)).length };
}

/** Findings take turns, each with its most certain line next: a large campaign leaves room for the others. */
function mostCertain(marks: MarkedLine[], most: number): { marks: MarkedLine[]; left: number } {
  const turns = new Map<MarkedLine['finding'], number>();
  const inTurn = marks
    .sort((a, b) => b.score - a.score || at(a) - at(b))
    .map((mark) => {
      const turn = turns.get(mark.finding) ?? 0;
      turns.set(mark.finding, turn + 1);
      return { mark, turn };
    })
    .sort((a, b) => a.turn - b.turn);
  const kept = inTurn.slice(0, most).map(({ mark }) => mark);
  return { marks: kept.sort((a, b) => at(a) - at(b)), left: marks.length - kept.length };
}

function at(mark: MarkedLine): number {
  return mark.line.line;
}

/** A line of a member's other work helps to judge the campaign, and is itself no part of it. */
function shows(results: Results, { verdict }: Finding, line: LineRef): boolean {
  if (verdict !== 'distillation') return true;
  const row = results.rowAtLine(line.file, line.line);
  return row !== undefined && results.isFlagged(row);
}

function linesOfFindings(results: Results): Map<string, MarkedLine[]> {
  const lines = new Map<string, MarkedLine[]>();
  for (const finding of results.triaged.findings) {
    for (const line of finding.lines) {
      if (!shows(results, finding, line)) continue;
      const marks = lines.get(line.file) ?? [];
      marks.push({ line, score: finding.score, finding });
      lines.set(line.file, marks);
    }
  }
  return lines;
}
