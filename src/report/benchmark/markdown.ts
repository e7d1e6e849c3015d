/** Markdown tables. */

export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Three decimals, `-` for what does not exist. */
export const decimal = (value: number): string =>
  Number.isNaN(value) ? '-' : Number.isInteger(value) ? String(value) : value.toFixed(3);

export const share = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${part}/${whole} (${((100 * part) / whole).toFixed(part === whole ? 0 : 1)}%)`;
