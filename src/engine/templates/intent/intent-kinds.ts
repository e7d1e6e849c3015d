/**
 * What a prompt template can ask for. `harvest` marks the kinds whose answers can be used as training data for another
 * model. That says nothing about guilt: evaluation suites, LLM judges in a build and teaching material ask for the
 * same.
 */
export const INTENTS = [
  { id: 'reasoning-trace', title: 'Reasoning written out', harvest: true },
  { id: 'reasoning-reconstruction', title: 'Hidden reasoning reconstructed', harvest: true },
  { id: 'grading', title: 'Answers graded or compared', harvest: true },
  { id: 'policy-safe-rewrite', title: 'Sensitive requests rewritten', harvest: true },
  { id: 'instruction-synthesis', title: 'Instructions and dialogues generated', harvest: true },
  { id: 'code-synthesis', title: 'Programming tasks generated', harvest: true },
  { id: 'tool-use-synthesis', title: 'Tool use simulated', harvest: true },
  { id: 'computer-use', title: 'Screens operated', harvest: true },
  { id: 'vision', title: 'Images described', harvest: true },
  { id: 'data-analysis', title: 'Data analysed', harvest: true },
  { id: 'knowledge-sweep', title: 'Knowledge listed topic by topic', harvest: true },
  { id: 'system-prompt-extraction', title: 'System prompt asked for', harvest: true },
  { id: 'chat', title: 'Conversation', harvest: false },
  { id: 'rag-answering', title: 'Answers from given documents', harvest: false },
  { id: 'extraction', title: 'Fields extracted', harvest: false },
  { id: 'classification', title: 'Text classified', harvest: false },
  { id: 'summarisation', title: 'Text summarised', harvest: false },
  { id: 'translation', title: 'Text translated', harvest: false },
  { id: 'writing', title: 'Text written', harvest: false },
  { id: 'support', title: 'Customers supported', harvest: false },
  { id: 'coding-assistant', title: 'Help with code', harvest: false },
  { id: 'code-review', title: 'Code reviewed', harvest: false },
  { id: 'tutoring', title: 'Teaching', harvest: false },
  { id: 'moderation', title: 'Content moderated', harvest: false },
  { id: 'evaluation-item', title: 'Exam or benchmark question', harvest: false },
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
