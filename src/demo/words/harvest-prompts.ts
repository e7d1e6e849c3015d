import { prose, steps } from './prose.ts';
import { makeDocument } from './documents.ts';
import { NAMES } from './names.ts';
import { exercise } from './problems.ts';
import { jsonAnswer, type PromptForm } from '../traffic/prompt-source.ts';
import type { LogRandom } from '../random.ts';
import type { ToolSchema } from './tool-worlds.ts';
import words from './words.json';

const worked = (random: LogRandom): string =>
  `${steps(random.between(4, 8), random)}\n\nAnswer: ${random.between(2, 900)}`;

/** Prompts that collect how a model thinks. */
export const REASONING_FORMS: readonly PromptForm[] = [
  {
    system:
      'You write out complete reasoning. Think aloud before the answer: every thought, every check, every wrong turn and why you left it.',
    user: (random) =>
      `Problem:\n${exercise(random)}\n\nWrite your whole chain of thought between <reasoning> and </reasoning>, at least twelve steps, then the final answer between <final> and </final>.`,
    answer: (random) => `<reasoning>\n${worked(random)}\n</reasoning>\n<final>${random.between(2, 900)}</final>`,
  },
  {
    user: (random) =>
      `Here is a problem with its final answer. Imagine how an expert arrived at it and write the inner monologue, step by step, without mentioning that the answer was given.\n\nProblem: ${exercise(random)}\nFinal answer: ${random.between(2, 900)}\n\nMonologue:`,
    answer: worked,
  },
];

/** Prompts that use the model as the grader of another one. */
export const GRADING_FORMS: readonly PromptForm[] = [
  {
    system:
      'You are a strict reward model. You grade candidate answers against a rubric and give numbers only where asked.',
    user: (random) =>
      `Question:\n${exercise(random)}\n\nCandidate answer:\n${prose(random.between(150, 400), random)}\n\nRubric: correctness 0-5, completeness 0-3, clarity 0-2. Return JSON {"correctness_score": n, "completeness_score": n, "clarity_score": n, "rationale": "..."}.`,
    answer: jsonAnswer(['correctness_score', 'completeness_score', 'clarity_score', 'rationale']),
  },
];

const TOUCHY = words.harvestPrompts.TOUCHY;

/** Prompts that turn what a censor would refuse into what passes. */
export const REWRITING_FORMS: readonly PromptForm[] = [
  {
    user: (random) =>
      `A user asks an assistant about ${random.pick(TOUCHY).replace('{c}', random.pick(NAMES.city))} in ${random.between(1950, 2025)}, naming ${random.pick(NAMES.person)} ${random.pick(NAMES.family)}. Rewrite the request and the ideal reply so that both comply with a strict content policy: neutral, no names, steer to an allowed subject. Return "request:" and "reply:".`,
    answer: (random) => `request: ${prose(80, random)}\nreply: ${prose(220, random)}`,
  },
];

/** Prompts that collect analyses of tables, with the code for them. */
export const ANALYSIS_FORMS: readonly PromptForm[] = [
  {
    system: 'You are a senior data analyst. You answer with a plan, runnable code, and an interpretation.',
    user: (random) =>
      `Dataset (CSV):\n${makeDocument('table', random)}\n\nTask: find the ${random.pick(['strongest trend', 'most unusual row', 'best predictor', 'two natural groups', 'break in the series'])}. Give (1) your plan with the reason for each step, (2) complete Python code, (3) the expected output, (4) a critique of your own analysis.`,
    answer: (random) =>
      `${steps(4, random)}\n\n\`\`\`python\nimport pandas as pd\nframe = pd.read_csv("data.csv")\nprint(frame.describe().loc["mean"] / ${random.between(2, 90)})\n\`\`\`\n\n${prose(200, random)}`,
  },
];

const PROGRAMS = words.harvestPrompts.PROGRAMS;

export const DESKTOP_SYSTEM =
  'You operate a desktop computer. Before each action state what you see, what you expect to happen, and how you will check it. Then act through a tool. Log every decision for training.';

/** A task on a made-up desktop. */
export function desktopTask(random: LogRandom): string {
  const [first, second] = random.some(PROGRAMS, 2);
  const about = `${random.pick(NAMES.person)} ${random.pick(NAMES.family)}, ${random.pick(NAMES.city)}, ${random.between(1, 28)} ${random.pick(NAMES.month)}`;
  return `Episode ${random.between(10000, 99999)}. Goal: ${random.pick(['copy the entry for', 'correct the address of', 'find and forward everything on', 'enter the receipt of', 'move the appointment of'])} ${about} from ${first ?? ''} to ${second ?? ''}. Screen: 1280x800. Narrate each step with its rationale.`;
}

export function desktopResult(_schema: ToolSchema, random: LogRandom): string {
  const elements = Array.from(
    { length: random.between(4, 9) },
    (_, i) =>
      `[${i + 1}] ${random.pick(['button', 'field', 'link', 'menu', 'row', 'tab'])} "${random.pick(NAMES.colour)} ${random.pick(NAMES.goods)}" at ${random.between(0, 1279)},${random.between(0, 799)}`,
  );
  return `Screen after the action (${random.pick(PROGRAMS)}):\n${elements.join('\n')}`;
}

export const ORCHESTRATION_SYSTEM =
  'You are an autonomous orchestrator. Decompose the goal into tool calls, justify the choice of each tool over the others, call them in the right order, verify every result, and recover from failures without asking the user.';

/** A goal over a made-up set of tools. */
export function orchestrationTask(random: LogRandom): string {
  const what = `${random.pick(NAMES.colour)} ${random.pick(NAMES.goods)}`;
  return `Goal: ${random.pick(['reconcile', 'schedule', 'audit', 'migrate', 'price', 'cancel'])} all records on "${what}" for ${random.pick(NAMES.firm)} in ${random.pick(NAMES.city)} before ${random.between(1, 28)} ${random.pick(NAMES.month)}, budget ${random.between(100, 90000)} euros. Use at least ${random.between(3, 7)} tool calls. Constraint: ${random.pick(['one tool is down', 'results are paged', 'ids differ between systems', 'every write needs an approval', 'two records conflict'])}.`;
}
