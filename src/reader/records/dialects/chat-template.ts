import { repair } from '../../bytes/framing/decode.ts';
import type { RequestRecord } from '../fields/request.ts';

/**
 * Marks that chat templates of open models put before the text of a role: ChatML (Qwen and many more), Llama 3, Gemma,
 * Phi and Zephyr, DeepSeek, Mistral and Llama 2, and the old form of Anthropic. The part that names the role is a group.
 */
const MARK = new RegExp(
  [
    '<\\|im_start\\|>(system|user|assistant|tool)\\n?',
    '<\\|start_header_id\\|>(system|user|assistant|ipython|tool)<\\|end_header_id\\|>\\s{0,4}',
    '<start_of_turn>(user|model|system)\\n?',
    '<\\|(system|user|assistant)\\|>\\n?',
    '<｜(User|Assistant|System)｜>',
    '\\n\\n(Human|Assistant): ?',
    '(\\[INST\\]) ?',
    '(\\[/INST\\]) ?',
  ].join('|'),
  'g',
);

/** Marks that end a text or stand around all of it. */
const ENDS =
  /<\|im_end\|>|<\|eot_id\|>|<\|eom_id\|>|<end_of_turn>|<\|end\|>|<\|begin_of_text\|>|<\|endoftext\|>|<｜begin▁of▁sentence｜>|<｜end▁of▁sentence｜>|<bos>|<\/?s>/g;

/** What any of the marks has in it: texts without are plain prompts. */
const HINT = /<\||<｜|<start_of_turn>|\[INST\]|\n\nHuman:/;

const ROLES: Readonly<Record<string, 'system' | 'user' | 'assistant' | 'tool'>> = {
  system: 'system',
  System: 'system',
  user: 'user',
  User: 'user',
  Human: 'user',
  '[INST]': 'user',
  assistant: 'assistant',
  Assistant: 'assistant',
  model: 'assistant',
  '[/INST]': 'assistant',
  tool: 'tool',
  ipython: 'tool',
};

/**
 * Adds a prompt that a server has written into the template of its model: split at the marks of the roles, so that the same
 * words read the same whatever the model. A prompt without marks is one message of the user.
 */
export function readTemplatedPrompt(written: string, record: RequestRecord): void {
  // Some marks are not ASCII: they must be read as UTF-8 before they can be seen.
  const prompt = repair(written);
  const marks = HINT.test(prompt) ? [...prompt.matchAll(MARK)] : [];
  if (marks.length === 0) {
    record.messages.push({ role: 'user', text: prompt });
    return;
  }
  addText('system', prompt.slice(0, marks[0]!.index), record);
  for (const [index, mark] of marks.entries()) {
    const role = ROLES[mark.slice(1).find(Boolean) ?? ''] ?? 'user';
    addText(role, prompt.slice(mark.index + mark[0].length, marks[index + 1]?.index), record);
  }
}

/** Llama 2 has its system prompt inside the first text of the user. */
const INNER_SYSTEM = /^\s*<<SYS>>([\s\S]*?)<<\/SYS>>/;

function addText(role: 'system' | 'user' | 'assistant' | 'tool', marked: string, record: RequestRecord): void {
  const inner = INNER_SYSTEM.exec(marked);
  if (inner !== null) {
    addText('system', inner[1]!, record);
    addText(role, marked.slice(inner[0].length), record);
    return;
  }
  const text = marked.replace(ENDS, '').trim();
  // The open turn at the end is where the answer goes.
  if (text === '') return;
  if (role === 'system') record.system = record.system === '' ? text : `${record.system}\n\n${text}`;
  else record.messages.push(role === 'assistant' ? { role, text, toolCalls: '' } : { role, text });
}

/** What a tracer puts before each message of a prompt that it writes as one text. */
const LABEL = /(?:^|\n)(system|developer|user|assistant|tool): /g;

/** Adds a prompt that a tracer wrote as one text with the role before each message; false for a text without such a beginning. */
export function readLabelledPrompt(written: unknown, record: RequestRecord): boolean {
  if (!isLabelled(written)) return false;
  const marks = [...written.matchAll(LABEL)];
  for (const [index, mark] of marks.entries()) {
    const text = written.slice(mark.index + mark[0].length, marks[index + 1]?.index);
    // As Python writes that there is no text: the tool that was called is not told.
    if (text === 'None' && mark[1] === 'assistant')
      record.messages.push({ role: 'assistant', text: '', toolCalls: '' });
    else addText(mark[1] === 'developer' ? 'system' : (ROLES[mark[1]!] ?? 'user'), text, record);
  }
  return true;
}

export function isLabelled(written: unknown): written is string {
  return typeof written === 'string' && /^(?:system|developer|user): /.test(written);
}
