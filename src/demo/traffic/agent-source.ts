import { codeText, codingTask, diff, filePath, shellOutput } from '../words/code.ts';
import { prose } from '../words/prose.ts';
import { LogRandom } from '../random.ts';
import type { ChatMessage, ToolCall, TrafficSource } from './source.ts';
import { callArguments, CODING_TOOLS, toolResult, type ToolSchema } from '../words/tool-worlds.ts';

export interface AgentOptions {
  system: string;
  /** The task of an item. */
  task(random: LogRandom): string;
  /** The tools of an item; most agents have the same for all. */
  tools(item: number): readonly ToolSchema[];
  /** The result of a call. */
  result(schema: ToolSchema, random: LogRandom): string;
  /** The arguments of a call; by default values derived from the names of the arguments. */
  input?: (schema: ToolSchema, random: LogRandom) => string;
  longest: number;
  parameters?: Record<string, unknown>;
}

/** An agent's loop: each turn sends the whole history again, plus one more tool call and its result. */
export function agentSource(seed: number, options: AgentOptions): TrafficSource {
  const turns = (item: number) =>
    new LogRandom(seed, item, 'turns').between(Math.min(2, options.longest), options.longest);
  const step = (item: number, turn: number) => {
    const random = new LogRandom(seed, item, turn, 'step');
    const schema = random.pick(options.tools(item));
    const call: ToolCall = {
      id: `call_${random.hex(16)}`,
      type: 'function',
      function: { name: schema.function.name, arguments: (options.input ?? callArguments)(schema, random) },
    };
    const said = random.chance(0.6) ? prose(random.between(20, 120), random) : null;
    const assistant: ChatMessage = { role: 'assistant', content: said, tool_calls: [call] };
    const result: ChatMessage = { role: 'tool', tool_call_id: call.id, content: options.result(schema, random) };
    return { assistant, result };
  };
  return {
    turns,
    exchange(item, turn, copy) {
      const messages: ChatMessage[] = [
        { role: 'system', content: options.system },
        { role: 'user', content: options.task(new LogRandom(seed, item, 'task')) },
      ];
      for (let k = 0; k < turn; k++) {
        const { assistant, result } = step(item, k);
        messages.push(assistant, result);
      }
      const last = turn >= turns(item) - 1;
      const random = new LogRandom(seed, item, copy, 'end');
      const answer: ChatMessage = last
        ? { role: 'assistant', content: prose(random.between(120, 500), random) }
        : step(item, turn).assistant;
      return { messages, answer, tools: options.tools(item), parameters: options.parameters ?? {} };
    },
  };
}

/** System prompt of the coding agent; everyone who uses the program sends it unchanged. */
const CODING_SYSTEM = [
  "You are Tern, a programming assistant that works in the user's project through tools.",
  'Read before you write: open the files a change touches and the tests that cover them. Follow the style you find there.',
  'Make the smallest change that solves the task. Run the tests after it. If they fail for another reason, say so and stop.',
  'Never run commands that delete files outside the project, push to a remote, or install packages without being asked.',
  'Answer in the language of the user. Show file names with line numbers. Do not repeat whole files.',
  'When the task is unclear, ask one question. When you are done, say in two sentences what changed and how you checked it.',
].join('\n');

/** Values for the calls of a coding tool. */
function codingInput(schema: ToolSchema, random: LogRandom): string {
  const values: Record<string, string> = {
    path: filePath(random),
    first_line: String(random.between(1, 200)),
    last_line: String(random.between(201, 400)),
    old: codeText(1, random).split('\n')[1] ?? '',
    new: codeText(1, random).split('\n')[1] ?? '',
    command: random.pick(['pytest -q', 'npm test', 'git diff --stat', 'ls -la', 'make lint', 'go test ./...']),
    pattern: filePath(random).split('/').at(-1) ?? '',
    folder: filePath(random).split('/')[0] ?? '',
  };
  return JSON.stringify(
    Object.fromEntries(Object.keys(schema.function.parameters.properties).map((key) => [key, values[key] ?? ''])),
  );
}

function codingResult(schema: ToolSchema, random: LogRandom): string {
  if (schema.function.name === 'shell') return shellOutput(random);
  if (schema.function.name === 'replace_text') return 'done';
  return random.chance(0.4) ? diff(random) : codeText(random.between(1, 3), random);
}

/** The coding agent as one person uses it. */
export function codingAgent(seed: number): TrafficSource {
  return agentSource(seed, {
    system: CODING_SYSTEM,
    task: codingTask,
    tools: () => CODING_TOOLS,
    input: codingInput,
    result: codingResult,
    longest: 6,
  });
}

/** A product's agent with the product's own tools. */
export function productAgent(
  seed: number,
  system: string,
  task: (random: LogRandom) => string,
  tools: readonly ToolSchema[],
): TrafficSource {
  return agentSource(seed, {
    system,
    task,
    tools: () => tools,
    result: (_schema, random) => toolResult(random),
    longest: 4,
  });
}
