import { isObject, listOf } from '../records/fields/json.ts';
import type { Role } from './mapping-profile.ts';

/** Where the turns of conversations keep who speaks and what is said. */
export interface TurnShape {
  role: string;
  text: string;
  /** The log's words for the roles, most of them guessed from their meaning. */
  roles: Record<string, Role>;
}

/** More kinds of speakers than a conversation has; with more the field names something else. */
const MAX_SPEAKERS = 8;
const LONGEST_SPEAKER = 24;

/** Looks at lists that may be conversations: items with a field for who speaks and one for what is said. */
export class TurnStatistics {
  private items = 0;
  private readonly parts = new Map<string, PartStatistics>();

  add(list: readonly unknown[]): void {
    for (const item of list) {
      const parts = Array.isArray(item) ? item.entries() : isObject(item) ? Object.entries(item) : [];
      let any = false;
      for (const [name, value] of parts) {
        any = true;
        this.part(String(name)).add(value);
      }
      if (any) this.items++;
    }
  }

  /** The shape of the turns, or undefined when the lists are no conversations. */
  shape(): TurnShape | undefined {
    if (this.items === 0) return undefined;
    const complete = [...this.parts].filter(([, part]) => part.count >= 0.9 * this.items);
    const role = complete.filter(([, part]) => part.isSpeaker()).sort((a, b) => b[1].known - a[1].known)[0];
    if (role === undefined) return undefined;
    const text = complete
      .filter(([name, part]) => name !== role[0] && part.isText())
      .sort((a, b) => b[1].characters - a[1].characters)[0];
    return text === undefined ? undefined : { role: role[0], text: text[0], roles: rolesOf([...role[1].words]) };
  }

  private part(name: string): PartStatistics {
    let part = this.parts.get(name);
    if (part === undefined) this.parts.set(name, (part = new PartStatistics()));
    return part;
  }
}

/** One field of the turns. */
class PartStatistics {
  count = 0;
  characters = 0;
  /** Values that are a usual word for a speaker. */
  known = 0;
  readonly words = new Set<string>();
  private short = 0;
  private lists = 0;

  add(value: unknown): void {
    this.count++;
    if (listOf(value).length > 0) this.lists++;
    if (typeof value === 'boolean' || (Number.isInteger(value) && Math.abs(Number(value)) < 100)) {
      this.short++;
      if (this.words.size <= MAX_SPEAKERS) this.words.add(String(value));
    }
    if (typeof value !== 'string') return;
    this.characters += value.length;
    if (value === '' || value.length > LONGEST_SPEAKER) return;
    this.short++;
    if (roleOf(value) !== undefined) this.known++;
    if (this.words.size <= MAX_SPEAKERS) this.words.add(value);
  }

  isSpeaker(): boolean {
    const few = this.words.size > 0 && this.words.size <= MAX_SPEAKERS && this.short === this.count;
    return few && (this.known > 0 || (this.words.size === 2 && this.count > 2));
  }

  isText(): boolean {
    return this.lists > 0 || this.characters > 2 * this.count;
  }
}

const SPEAKERS: Readonly<Record<Role, readonly string[]>> = {
  user: ['user', 'human', 'person', 'customer', 'client', 'prompter', 'me', 'caller', 'question', 'visitor', 'u', 'q'],
  assistant: ['assistant', 'bot', 'ai', 'model', 'gpt', 'chatgpt', 'agent', 'machine', 'chatbot', 'llm', 'answer', 'a'],
  system: ['system', 'developer', 'instruction', 'instructions', 'sys'],
  tool: ['tool', 'function', 'observation', 'tool_result', 'function_call_output'],
};

export function roleOf(word: string): Role | undefined {
  const lower = word.toLowerCase();
  return (Object.keys(SPEAKERS) as Role[]).find((role) => SPEAKERS[role].includes(lower));
}

/** Of words without a known meaning the first speaks as the user: a conversation starts with a question. */
function rolesOf(words: readonly string[]): Record<string, Role> {
  const roles: Record<string, Role> = {};
  for (const word of words) {
    const taken = Object.values(roles);
    roles[word] = roleOf(word) ?? (taken.includes('user') ? 'assistant' : 'user');
  }
  return roles;
}
