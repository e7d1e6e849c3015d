/** How a view asks its host and gets answers, the same for all views and questions. */
import * as v from 'valibot';
import { type Guard, guardOf } from '../schema/guard.ts';
import { isObject } from '../schema/is-object.ts';
import { Count } from '../schema/shapes.ts';

/**
 * What can be asked, by kind: `ask` is the shape of the question's payload, `answer` that of its answer. One entry here is all
 * that a question needs in the protocol: its types and both guards are derived from it.
 */
export type QuestionShapes = Readonly<Record<string, { ask: v.GenericSchema; answer: v.GenericSchema }>>;

/** Questions and answers as types. */
export type KindsOf<S extends QuestionShapes> = {
  [K in keyof S]: { ask: v.InferOutput<S[K]['ask']>; answer: v.InferOutput<S[K]['answer']> };
};

export type Kinds<Q> = { [K in keyof Q]: { ask: unknown; answer: unknown } };

/** A question has an `id`; its answer has the same id as `replyTo`. */
export type Question<Q extends Kinds<Q>> = {
  [K in keyof Q]: { type: 'question'; id: number; kind: K; body: Q[K]['ask'] };
}[keyof Q];

export type Answer<Q extends Kinds<Q>> = {
  [K in keyof Q]: { type: 'answer'; replyTo: number; kind: K; body: Q[K]['answer'] };
}[keyof Q];

const Failure = v.object({ type: v.literal('failure'), replyTo: Count, error: v.string() });
export type Failure = v.InferOutput<typeof Failure>;

/** For questions without a payload. */
export const Nothing = v.object({});

const isCount = guardOf(Count);
export const isFailure = guardOf(Failure);

export function isQuestion<S extends QuestionShapes>(shapes: S): Guard<Question<KindsOf<S>>> {
  const asks = guardsOf(shapes, 'ask');
  return (value): value is Question<KindsOf<S>> =>
    isObject(value) && value['type'] === 'question' && isCount(value['id']) && isOfKind(asks, value);
}

export function isAnswer<S extends QuestionShapes>(shapes: S): Guard<Answer<KindsOf<S>>> {
  const answers = guardsOf(shapes, 'answer');
  return (value): value is Answer<KindsOf<S>> =>
    isObject(value) && value['type'] === 'answer' && isCount(value['replyTo']) && isOfKind(answers, value);
}

function guardsOf(shapes: QuestionShapes, part: 'ask' | 'answer'): ReadonlyMap<unknown, Guard<unknown>> {
  return new Map(Object.entries(shapes).map(([kind, shape]) => [kind, guardOf(shape[part])]));
}

function isOfKind(
  guards: ReadonlyMap<unknown, Guard<unknown>>,
  { kind, body }: Readonly<Record<string, unknown>>,
): boolean {
  return guards.get(kind)?.(body) === true;
}
