/** What a public prompt is about, by its path and the name it is given: for tables only. */
import type { Side } from './public-sources.ts';

const KINDS: readonly [string, RegExp][] = [
  [
    'judge',
    /judg|eval|grad(?:e|ing)|rat(?:e|ing)|scor|critic|metric|faithful|preference|feedback|quality|filter|verif/i,
  ],
  ['moderation', /moderat|guard|safety|toxic|jailbreak|self_check|harm/i],
  ['unit tests', /unit_?test|qodo-cover|\btests?\b/i],
  ['translation', /translat/i],
  ['summary', /summar|tl_?dr|digest/i],
  ['quiz or exam', /quiz|\bexams?\b|mcq|multiple_choice|flashcard/i],
  ['tutor', /tutor|teach|learn|student|course|lesson|ranedeer|explain/i],
  ['screening', /resume|recruit|\bcv\b|candidate|hiring/i],
  ['picture', /image|vision|caption|alt_?text|visual|llava|vqa/i],
  ['screen or tools', /browser|computer|tool|function|agent|\bapi\b/i],
  ['code', /code|coding|program|\bpr_|commit|review|aider|developer|swe|sql|bug/i],
  ['retrieval', /rag\b|rag[/_]|retriev|search|graph|document|knowledge|memory/i],
  ['persona or role-play', /persona|role|character|story/i],
  ['questions and answers', /question|\bqa\b|qa_|answer/i],
  ['reasoning', /reason|cot\b|math|think|solution|proof/i],
  ['extraction', /extract|parse|entity|schema/i],
  ['instructions', /instruct|evol|seed|task|generat|synth/i],
  ['writing', /writ|blog|post|email|copy|essay|content/i],
];

export function kindOf(side: Side, path: string): string {
  return KINDS.find(([, pattern]) => pattern.test(path))?.[0] ?? (side === 'pipeline' ? 'other pipeline' : 'assistant');
}
