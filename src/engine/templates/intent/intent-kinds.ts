/**
 * What a prompt template can ask for: each title completes “asks for”. `harvest` marks the kinds whose answers can be used as training data for another
 * model. That says nothing about guilt: evaluation suites, LLM judges in a build and teaching material ask for the
 * same.
 */
export const INTENTS = [
  { id: 'reasoning-trace', title: 'Written-out reasoning', harvest: true },
  { id: 'reasoning-reconstruction', title: 'Reconstructed hidden reasoning', harvest: true },
  { id: 'grading', title: 'Graded or compared answers', harvest: true },
  { id: 'policy-safe-rewrite', title: 'Rewritten sensitive requests', harvest: true },
  { id: 'instruction-synthesis', title: 'Generated instructions and dialogues', harvest: true },
  { id: 'code-synthesis', title: 'Generated programming tasks', harvest: true },
  { id: 'tool-use-synthesis', title: 'Simulated tool use', harvest: true },
  { id: 'computer-use', title: 'Screen operation', harvest: true },
  { id: 'vision', title: 'Descriptions of images', harvest: true },
  { id: 'data-analysis', title: 'Data analysis', harvest: true },
  { id: 'knowledge-sweep', title: 'Knowledge, topic by topic', harvest: true },
  { id: 'system-prompt-extraction', title: 'The system prompt', harvest: true },
  { id: 'chat', title: 'Conversation', harvest: false },
  { id: 'rag-answering', title: 'Answers from given documents', harvest: false },
  { id: 'extraction', title: 'Extracted fields', harvest: false },
  { id: 'classification', title: 'Classified text', harvest: false },
  { id: 'summarisation', title: 'Summaries', harvest: false },
  { id: 'translation', title: 'Translations', harvest: false },
  { id: 'writing', title: 'Drafted text', harvest: false },
  { id: 'support', title: 'Customer support', harvest: false },
  { id: 'coding-assistant', title: 'Help with code', harvest: false },
  { id: 'code-review', title: 'Code review', harvest: false },
  { id: 'tutoring', title: 'Tutoring', harvest: false },
  { id: 'moderation', title: 'Content moderation', harvest: false },
  { id: 'evaluation-item', title: 'Answers to exam or benchmark questions', harvest: false },
  { id: 'other', title: 'Something else', harvest: false },
] as const;

export type Intent = (typeof INTENTS)[number]['id'];

export interface IntentScore {
  intent: Intent;
  /** 0 to 1; over all intents of a text the probabilities add up to 1. */
  probability: number;
  /** Pieces of the text, as written, that speak most for this intent; strongest first, at most five. */
  spans: string[];
}

export interface IntentResult {
  /** The three most probable intents, most probable first. */
  intents: IntentScore[];
  /** Probability, 0 to 1, that the text asks for output usable as training data: the sum over those intents. */
  harvest: number;
  top: Intent;
  /** Set when the text says itself that its answers are to train a model. */
  isStated?: true;
}
