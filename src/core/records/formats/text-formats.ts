import { aider } from './agents/aider.ts';
import { lmStudio } from './servers/lm-studio.ts';
import { ollama } from './servers/ollama.ts';
import { pythonLines } from './general/python-lines.ts';
import { sglangText } from './servers/sglang.ts';
import { tgi } from './servers/tgi.ts';
import { vllm } from './servers/vllm.ts';
import type { TextFormat } from './text-format.ts';

/** Server logs in plain text. Adding one is one file in `formats/` and one line here. */
export const TEXT_FORMATS: readonly TextFormat[] = [vllm, sglangText, tgi, ollama, lmStudio, aider, pythonLines];

/** The format whose request a line, or the beginning of one, holds. */
export function requestFormat(line: string): TextFormat | undefined {
  return TEXT_FORMATS.find((format) => format.holdsRequest(line));
}

export function isServerLine(line: string): boolean {
  return TEXT_FORMATS.some((format) => format.isOther(line));
}
