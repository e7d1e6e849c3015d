/** What a template says and what it asks for. */
import { withoutPictures } from '../../../reader/records/fields/pictures.ts';
import { partReadBack } from '../../table/turns/open-turn.ts';
import { undisguised } from '../../table/text-kernel.ts';
import { saidClauses } from '../words/said-clauses.ts';
import { promptWords, type PromptWords } from '../words/prompt-words.ts';
import { classifyIntent, type IntentResult } from './intent.ts';
import type { TemplatePart } from './template-part.ts';
import { templateParts, textWithMarks } from './template-text.ts';

export interface TemplateMeaning {
  parts: TemplatePart[];
  /** Absent where pictures are all that the template is of: what they ask for is not read. */
  intent?: IntentResult;
  /** What the prompts to compare say beyond the template, in their order; undefined where one could not be read. */
  words: (PromptWords | undefined)[];
  /** What its fixed clauses say: see `saidClauses`. */
  says: ReadonlyMap<number, string>;
}

/**
 * From a few of its prompts; undefined when none of them could be read.
 * @param compared prompts to compare with each other
 * @param isOpen whether the template is one of open turns
 * @param fixed hashes of its fixed clauses
 */
export function meaningOf(
  shown: readonly (string | undefined)[],
  compared: readonly (string | undefined)[] = [],
  isOpen = false,
  fixed: Float64Array = new Float64Array(),
): TemplateMeaning | undefined {
  const read = (text: string): string => undisguised(partReadBack(text, isOpen));
  const prompts = shown.filter((prompt) => prompt !== undefined).map(read);
  if (prompts.length === 0) return undefined;
  const parts = templateParts(prompts);
  const asked = askedIn(prompts, parts);
  return {
    parts,
    ...(asked !== undefined && { intent: classifyIntent(asked) }),
    words: promptWords(compared.map((prompt) => prompt && withoutPictures(read(prompt)))),
    says: saidClauses(prompts, fixed),
  };
}

/** The text that says what is asked for; undefined where pictures leave no word of it. */
function askedIn(prompts: readonly string[], parts: readonly TemplatePart[]): string | undefined {
  const texts = prompts.map(withoutPictures);
  if (texts.every((text, at) => text === prompts[at])) return textWithMarks(parts);
  const own = templateParts(texts);
  const letters = own.reduce((sum, part) => sum + ('text' in part ? (part.text.match(LETTER)?.length ?? 0) : 0), 0);
  return letters < LETTERS ? undefined : textWithMarks(own);
}

const LETTER = /\p{L}/gu;
/** Beside a picture fewer letters are a greeting, and say nothing of what is asked for. */
const LETTERS = 40;
