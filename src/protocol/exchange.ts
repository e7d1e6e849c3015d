/** How a view asks its host and is answered: the same for all views, whatever they ask. */
import type { Guard } from './guards.ts';
import { isCount, isObject, isString } from './guards.ts';

/** What can be asked, by kind: `ask` is what a question brings along, `answer` what it gets. */
export type Kinds<Q> = { [K in keyof Q]: { ask: unknown; answer: unknown } };

/** A question carries an `id`, what answers it the same id as `replyTo`. */
export type Question<Q extends Kinds<Q>> = {
  [K in keyof Q]: { type: 'question'; id: number; kind: K; body: Q[K]['ask'] };
}[keyof Q];

export type Answer<Q extends Kinds<Q>> = {
  [K in keyof Q]: { type: 'answer'; replyTo: number; kind: K; body: Q[K]['answer'] };
}[keyof Q];

export interface Failure {
  type: 'failure';
  replyTo: number;
  error: string;
}

/** @param asks a guard of each kind of question */
export function isQuestion<Q extends Kinds<Q>>(asks: { [K in keyof Q]: Guard<Q[K]['ask']> }): Guard<Question<Q>> {
  return (value): value is Question<Q> =>
    isObject(value) && value['type'] === 'question' && isCount(value['id']) && isOfKind(asks, value);
}

/** @param answers a guard of the answer to each kind of question */
export function isAnswer<Q extends Kinds<Q>>(answers: { [K in keyof Q]: Guard<Q[K]['answer']> }): Guard<Answer<Q>> {
  return (value): value is Answer<Q> =>
    isObject(value) && value['type'] === 'answer' && isCount(value['replyTo']) && isOfKind(answers, value);
}

export const isFailure: Guard<Failure> = (value): value is Failure =>
  isObject(value) && value['type'] === 'failure' && isCount(value['replyTo']) && isString(value['error']);

function isOfKind(guards: object, { kind, body }: Record<string, unknown>): boolean {
  return isString(kind) && Object.hasOwn(guards, kind) && (guards as Record<string, Guard<unknown>>)[kind]!(body);
}
