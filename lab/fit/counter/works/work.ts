/** Systematic work on an assistant. Teams do it with permission, people out of habit, and campaigns to harvest. */
import type { Random } from '../../../../src/math/random.ts';
import type { Assistant } from '../assistants/assistant.ts';
import type { Turn } from '../counter.ts';
import type { Matter } from '../language/matter.ts';

/** Whoever works says a matter in a wording of his own. */
export type Say = (matter: Matter) => string;

/** The turns of one conversation about a matter. */
export type Job = (random: Random, matter: Matter, say: Say) => Turn[];

/** Draws how one instance of the work is done. */
export type Work = (random: Random, assistant: Assistant) => Job;
