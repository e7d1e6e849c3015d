/** Tools that models call: those of coding agents, those of other people's services, and those that move a mouse. */
import type { Random } from '../../../../src/math/random.ts';
import type { ToolCall, ToolSpec } from '../exchange.ts';
import { CODE_LANGUAGES, code, type CodeLanguage, name, output, path } from '../text/code.ts';
import { capital, coined, type Subject } from '../text/lexicon.ts';
import { columns, record, table } from '../text/tables.ts';

/** A tool, what it is called with and what comes back. */
export interface Tool {
  spec: ToolSpec;
  arguments: (random: Random, subject: Subject) => Record<string, unknown>;
  result: (random: Random, subject: Subject) => string;
}

const spec = (
  names: readonly string[],
  random: Random,
  description: string,
  fields: Readonly<Record<string, string>>,
): ToolSpec => ({
  name: random.pick(names),
  description,
  schema: {
    type: 'object',
    properties: Object.fromEntries(Object.entries(fields).map(([field, type]) => [field, { type }])),
    required: Object.keys(fields).slice(0, 1),
  },
});

export function codingTools(plan: Random, language: CodeLanguage): Tool[] {
  const file = plan.pick(['path', 'file_path', 'target_file', 'filename']);
  const all: Tool[] = [
    {
      spec: spec(['read_file', 'Read', 'view_file', 'open_file'], plan, 'Reads a file of the workspace.', {
        [file]: 'string',
      }),
      arguments: (random, subject) => ({ [file]: path(random, subject, language) }),
      result: (random, subject) => code(random, subject, language, 6 + random.below(26)),
    },
    {
      spec: spec(['edit_file', 'Edit', 'str_replace', 'apply_patch'], plan, 'Changes a part of a file.', {
        [file]: 'string',
        old: 'string',
        new: 'string',
      }),
      arguments: (random, subject) => ({
        [file]: path(random, subject, language),
        old: code(random, subject, language, 3),
        new: code(random, subject, language, 5),
      }),
      result: (random) => random.pick(['ok', 'File updated.', 'The edit was applied.']),
    },
    {
      spec: spec(['bash', 'run_command', 'execute', 'terminal'], plan, 'Runs a command in the shell.', {
        command: 'string',
      }),
      arguments: (random, subject) => ({
        command: random.pick([
          `grep -rn "${subject.rare(random)}" .`,
          'npm test',
          'pytest -q',
          'git diff',
          `ls ${path(random, subject, language)}`,
          'cargo build',
        ]),
      }),
      result: (random, subject) => output(random, subject, language),
    },
    {
      spec: spec(['search', 'Grep', 'codebase_search', 'find'], plan, 'Searches the code.', { query: 'string' }),
      arguments: (random, subject) => ({ query: subject.thing(random) }),
      result: (random, subject) =>
        Array.from(
          { length: 1 + random.below(9) },
          () => `${path(random, subject, language)}:${random.below(400)}: ${subject.clause(random, 6)}`,
        ).join('\n'),
    },
    {
      spec: spec(['todo_write', 'update_plan', 'plan'], plan, 'Keeps the list of what is to be done.', {
        items: 'array',
      }),
      arguments: (random, subject) => ({
        items: Array.from({ length: 2 + random.below(4) }, () => subject.clause(random, 5)),
      }),
      result: () => 'Plan updated.',
    },
  ];
  return all.slice(0, 3 + plan.below(3));
}

const VERBS = ['get', 'list', 'create', 'update', 'search', 'cancel', 'check', 'send', 'book', 'lookup'];

/** Functions of a service of some firm. */
export function serviceTools(plan: Random, subject: Subject, count: number): Tool[] {
  const camel = plan.chance(0.3);
  return Array.from({ length: count }, () => {
    const shape = columns(plan, subject, 2 + plan.below(5));
    const fields = columns(plan, subject, 1 + plan.below(4));
    const [verb, noun] = [plan.pick(VERBS), name(plan, subject)];
    return {
      spec: {
        name: camel ? verb + capital(noun) : `${verb}_${noun}`,
        description: subject.sentence(plan),
        schema: {
          type: 'object',
          properties: Object.fromEntries(
            fields.names.map((field) => [field, { type: 'string', description: subject.clause(plan, 4) }]),
          ),
          required: fields.names.slice(0, 1),
        },
      },
      arguments: (random: Random, about: Subject) =>
        JSON.parse(record(random, about, fields)) as Record<string, unknown>,
      result: (random: Random, about: Subject) =>
        random.chance(0.15)
          ? `{"error":"${about.clause(random, 4)}"}`
          : random.chance(0.5)
            ? record(random, about, shape)
            : table(random, about, 'json', 1 + random.below(4), shape),
    };
  });
}

const ACTIONS = ['left_click', 'type', 'key', 'scroll', 'screenshot', 'double_click', 'wait'];

/** A mouse, a keyboard and a screen. */
export function computerTools(plan: Random): Tool[] {
  const title = plan.pick(['computer', 'browser', 'desktop', 'computer_use']);
  return [
    {
      spec: {
        name: title,
        description: `Controls the ${title}.`,
        schema: {
          type: 'object',
          properties: {
            action: { type: 'string', enum: ACTIONS },
            coordinate: { type: 'array' },
            text: { type: 'string' },
          },
          required: ['action'],
        },
      },
      arguments: (random, subject) => {
        const action = random.pick(ACTIONS);
        if (action === 'type') return { action, text: subject.thing(random) };
        return action === 'key'
          ? { action, text: 'Return' }
          : { action, coordinate: [random.below(1280), random.below(800)] };
      },
      result: (random, subject) => random.pick(['', `Page: ${subject.clause(random, 4)} - ${capital(coined(random))}`]),
    },
  ];
}

export const anyLanguage = (random: Random): CodeLanguage => random.pick(CODE_LANGUAGES);

/** A call of a tool. */
export function callOf(tool: Tool, random: Random, subject: Subject): ToolCall {
  return {
    id: `call_${random.below(2 ** 31).toString(36)}${random.below(1296).toString(36)}`,
    name: tool.spec.name,
    arguments: tool.arguments(random, subject),
  };
}
