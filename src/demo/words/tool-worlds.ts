import { capital } from './grammar.ts';
import { NAMES } from './names.ts';
import type { LogRandom } from '../random.ts';
import words from './words.json';

/** A function the model may call, in the form of the chat-completions API. */
export interface ToolSchema {
  type: 'function';
  function: {
    name: string;
    description: string;
    parameters: { type: 'object'; properties: Record<string, { type: 'string' }>; required: string[] };
  };
}

function tool(name: string, description: string, keys: readonly string[]): ToolSchema {
  const properties = Object.fromEntries(keys.map((key) => [key, { type: 'string' as const }]));
  return {
    type: 'function',
    function: { name, description, parameters: { type: 'object', properties, required: keys.slice(0, 1) } },
  };
}

/** Tools of the coding agent that many unrelated people use. */
export const CODING_TOOLS: readonly ToolSchema[] = [
  tool('open_file', 'Show a part of a file.', ['path', 'first_line', 'last_line']),
  tool('replace_text', 'Replace one text in a file by another.', ['path', 'old', 'new']),
  tool('shell', 'Run a command in the project folder.', ['command']),
  tool('find_text', 'Search the project.', ['pattern', 'folder']),
];

/** Tools that drive a desktop. */
export const DESKTOP_TOOLS: readonly ToolSchema[] = [
  tool('look', 'Take a picture of the screen.', []),
  tool('click_at', 'Click on an element.', ['element']),
  tool('enter_text', 'Type text into an element.', ['element', 'text']),
  tool('open_program', 'Start a program.', ['name']),
];

const THINGS = words.toolWorlds.THINGS;
const ACTIONS = ['search', 'get', 'create', 'update', 'cancel', 'list', 'export', 'approve', 'estimate', 'archive'];
const KEYS = ['id', 'query', 'date', 'city', 'limit', 'owner', 'status', 'price', 'language', 'reason'];

/** The tools of one product, drawn by a number: the same number gives the same tools. */
export function productTools(random: LogRandom): ToolSchema[] {
  const things = random.some(THINGS, 2);
  return random.some(ACTIONS, random.between(3, 5)).map((action, i) => {
    const thing = things[i % things.length] ?? 'record';
    return tool(
      `${action}_${thing}`,
      `${capital(action)} a ${thing} of the ${random.pick(NAMES.firm)} system.`,
      random.some(KEYS, random.between(1, 4)),
    );
  });
}

/** Arguments for a call, with a value for each key. */
export function callArguments(schema: ToolSchema, random: LogRandom): string {
  const value = (key: string): string => {
    if (key === 'city') return random.pick(NAMES.city);
    if (key === 'date')
      return `2026-${String(random.between(1, 12)).padStart(2, '0')}-${String(random.between(1, 28)).padStart(2, '0')}`;
    if (key === 'id' || key === 'limit' || key === 'price') return String(random.between(1, 99999));
    return `${random.pick(NAMES.person)} ${random.pick(NAMES.goods)}`;
  };
  return JSON.stringify(
    Object.fromEntries(Object.keys(schema.function.parameters.properties).map((key) => [key, value(key)])),
  );
}

/** What a product's function answers. */
export function toolResult(random: LogRandom): string {
  const row = () => ({
    id: random.between(1, 99999),
    name: `${random.pick(NAMES.colour)} ${random.pick(NAMES.goods)}`,
    city: random.pick(NAMES.city),
    status: random.pick(['open', 'done', 'late', 'held']),
    price: random.between(3, 4000),
  });
  return JSON.stringify(
    random.chance(0.15)
      ? { error: `no match in ${random.pick(NAMES.city)}` }
      : { rows: Array.from({ length: random.between(1, 5) }, row) },
  );
}
