/** The row of the findings tree on a file that was read. */
import type { FileSummary } from '../../../report/shape/report.ts';
import { bytes, count, counted } from '../../../text/numbers.ts';
import { fileWord } from '../words.ts';
import type { TreeText } from './tree-node.ts';

export function fileText(file: FileSummary): TreeText {
  const formats = Object.keys(file.formats).join(', ');
  const read = `${counted(file.requests, 'request')} · ${bytes(file.bytes)}`;
  return {
    label: fileWord(file.path),
    description: file.error ?? (formats === '' ? read : `${read} · ${formats}`),
    tooltip: [
      file.path,
      file.error ??
        `${counted(file.lines, 'line')}: ${count(file.records)} read, ${count(file.rejected)} rejected, ${count(file.skipped)} skipped.`,
      ...(file.note === undefined ? [] : [file.note]),
    ],
    icon: file.error === undefined ? 'file' : 'error',
    opens: false,
  };
}
