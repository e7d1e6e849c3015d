/** Whose field a path leads to: what clients and models wrote never says who sends, however it is called. */
import type { FieldStatistics } from './field-statistics.ts';
import { wordsInStep } from './field-words.ts';
import type { MappedField } from './mapping-profile.ts';

/** Fields that say who sends, which only the log itself knows. */
const IDENTITY: ReadonlySet<MappedField> = new Set(['key', 'user', 'endUser', 'project', 'organisation']);

/** Words in the name of an object that a client or a model filled, and of fields that are about a model or a program. */
const OF_OTHERS: ReadonlySet<string> = new Set([
  ...['tool', 'function', 'argument', 'arg', 'param', 'parameter', 'kwarg', 'body', 'payload', 'message', 'prompt'],
  ...['input', 'question', 'turn', 'conversation', 'dialogue', 'document', 'chunk', 'context', 'example', 'extracted'],
  ...['answer', 'response', 'resp', 'reply', 'completion', 'output', 'result', 'choice', 'generation', 'generated'],
  ...['assistant', 'bot', 'model', 'llm', 'engine', 'deployment', 'provider', 'vendor', 'sdk', 'library'],
  // What is said of somebody or of a program is not who it is.
  ...['version', 'type', 'tier', 'plan', 'role', 'locale', 'country'],
]);

/** What a body of a call has beside a name of a user: then the user is what the client says. */
const OF_BODIES = ['messages', 'prompt', 'contents', 'input', 'max_tokens', 'maxTokens', 'temperature'];

/** Whether a path may name who sends. */
export function saysWho(field: MappedField, path: string, paths: ReadonlySet<string>): boolean {
  if (!IDENTITY.has(field)) return true;
  const steps = path.split('.');
  if (steps.some((step) => wordsInStep(step).some((word) => OF_OTHERS.has(word)))) return false;
  const outer = steps.slice(0, -1).join('.');
  return outer === '' || !OF_BODIES.some((name) => paths.has(`${outer}.${name}`));
}

/** The paths of all fields of a log. */
export const pathsOf = (fields: readonly FieldStatistics[]): ReadonlySet<string> =>
  new Set(fields.map(({ path }) => path));
