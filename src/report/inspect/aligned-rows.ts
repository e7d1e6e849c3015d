/** Longest cell that is shown whole. */
const MAX_CELL_WIDTH = 120;

/** Rows as lines of text with columns of equal width. Cells are put on one line and cut. */
export function alignedRows(rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map((row) => row.map(oneLine));
  const widths: number[] = [];
  for (const row of cells) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, cell.length)));
  return cells.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  );
}

function oneLine(text: string): string {
  const line = text.slice(0, 4 * MAX_CELL_WIDTH).replace(/\s+/g, ' ');
  return line.length > MAX_CELL_WIDTH ? `${line.slice(0, MAX_CELL_WIDTH - 1)}…` : line;
}
