/**
 * Prompts that a team lists because everybody can have them. Apart from what else it knows: pages read that, and these are checked by
 * hashes that only Node has.
 */
import * as v from 'valibot';
import { written } from '../../schema/written.ts';
import { publicPrompt, saysEnough } from '../templates/public/public-prompts.ts';
import { aText } from './team-context.ts';

const [MAX_PROMPT, MAX_PROMPTS] = [20_000, 1000];

const PROMPT =
  'is a prompt of at most 20,000 characters, with at least 32 letters of fixed text in clauses of 16 or more.';

/** A prompt that many unrelated people can have: of a course, a starter kit, a library or a benchmark. */
const PublicPrompt = written(
  {
    /** What people call it. */
    name: aText('says what people call the prompt.'),
    /** Its text, with `{…}` where anything may stand. */
    prompt: v.pipe(
      v.string(PROMPT),
      v.maxLength(MAX_PROMPT, PROMPT),
      v.check((prompt) => saysEnough(publicPrompt('', prompt)), PROMPT),
    ),
  },
  'Give "name" and "prompt".',
);
export type OwnPublicPrompt = v.InferOutput<typeof PublicPrompt>;

const PROMPTS = 'is a list of at most 1,000 prompts, each with "name" and "prompt".';
export const OwnPublicPrompts = v.pipe(v.array(PublicPrompt, PROMPTS), v.maxLength(MAX_PROMPTS, PROMPTS));
