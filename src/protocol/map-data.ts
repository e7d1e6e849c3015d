/** The map of the prompts: which templates are similar, as topics of topics. */
import * as v from 'valibot';
import { Count, Finite, Names } from '../schema/shapes.ts';
import { Nothing, type QuestionShapes } from './exchange.ts';

export const MapTopic = v.object({
  /** Index of the topic that it is part of; -1 for the first, which contains everything. */
  parent: Finite,
  /** Words that its templates have and others do not, at most three; they are log text. */
  words: Names,
  /** What most of it asks for; empty if unknown. */
  intent: v.string(),
});
export type MapTopic = v.InferOutput<typeof MapTopic>;

export const PromptMap = v.object({
  /** A topic comes after the one that it is part of. */
  topics: v.array(MapTopic),
  /** At most 400 templates, ordered so that similar ones are next to each other, each with the index of its topic. */
  leaves: v.array(v.object({ template: v.string(), topic: Count })),
  /** Number of templates that are not on the map. */
  more: Count,
  /** Requests without a template. */
  freeRequests: Count,
});
export type PromptMap = v.InferOutput<typeof PromptMap>;

export const mapQuestions = { promptMap: { ask: Nothing, answer: PromptMap } } satisfies QuestionShapes;
