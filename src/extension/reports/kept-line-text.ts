import { shownText } from '../../report/export/kept-text.ts';
import type { KeptText, LineRef, Report } from '../../report/shape/report.ts';
import type { LineText } from '../../protocol/case-data.ts';
import type { PromptSegment } from '../../protocol/explorer-messages.ts';

/** What a report keeps of a line, for pages that show the text of log lines; null where it keeps nothing of it. */
export function keptLineText({ kept = [] }: Pick<Report, 'kept'>, { file, offset }: LineRef): LineText | null {
  const found = kept.find(({ line }) => line.file === file && line.offset === offset);
  if (found === undefined) return null;
  const { account, time = null, model = '', prompt = [], answer } = found;
  return { account, time, model, prompt: segmentsOf(prompt), latest: '', answer: answer ? textOf(answer) : '' };
}

/** What stands beside fixed text fills the template; without fixed text there is none. */
function segmentsOf(pieces: readonly KeptText[]): PromptSegment[] {
  const other = pieces.some(({ fixed }) => fixed) ? 'slot' : 'plain';
  return pieces.map((piece) => ({ text: textOf(piece), kind: piece.fixed ? 'fixed' : other }));
}

const textOf = (piece: KeptText): string => shownText([piece], 'full') ?? '';
