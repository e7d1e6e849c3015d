/** Where public prompts are taken from: repositories, files of each, and how prompts stand in these. */
import { parse } from 'yaml';

export interface Source {
  repository: string;
  /** What its prompts are called. */
  name: string;
  files: RegExp;
  prompts: (text: string) => string[];
}

const whole = (text: string): string[] => [text];
/** Long strings in triple quotes of Python that are a value and no comment, and block values of YAML. */
const quoted = (text: string): string[] =>
  [...text.matchAll(/(?:[=(,]|\breturn)\s*(?:f|r|fr)?("""|''')([^]{120,12000}?)\1/g)].map(([, , own]) => own!);
const blocks = (text: string): string[] =>
  [...text.matchAll(/^( *)\w+: [|>]-?\n((?:\1 +.*\n|\n)+)/gm)].map(([, , own]) => own!);
/** Prompts of lines of JSON. */
const lines = (text: string): string[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .map(({ system_prompt: system, prompt_template: prompt }) => [system, prompt].filter(isText).join('\n'));
/** Long strings of one line of Python. */
const literals = (text: string): string[] =>
  [...text.matchAll(/"((?:[^"\\\n]|\\.){200,12000})"/g)].map(([, own]) =>
    own!.replaceAll('\\n', '\n').replaceAll('\\"', '"'),
  );

/** What the functions of a Python file are made to say, line by line. */
const functions = (text: string): string[] =>
  text
    .split(/^def /m)
    .map((part) => [...part.matchAll(/f?"((?:[^"\\\n]|\\.){20,2000})"/g)].map(([, own]) => own!).join('\n'));

/** What a task of lm-evaluation-harness says around its question: a description first, and then a frame in Jinja. */
function tasks(text: string): string[] {
  let task: unknown;
  try {
    task = parse(text, { logLevel: 'silent' });
  } catch {
    return [];
  }
  const { description, doc_to_text: frame } = { ...(task as Record<string, unknown> | null) };
  // A frame that names a column of the data alone, or a function, says nothing.
  const own = isText(frame) && frame.includes('{{') ? frame : '';
  const said = [description, own].filter(isText).map((part) => part.replaceAll(/\{\{.*?\}\}|\{%.*?%\}/gs, '{}'));
  return [said.join('\n')];
}

/** What the functions of HELM put around their questions, a prompt for each adapter that they make. */
const adapters = (text: string): string[] =>
  text.split(/adapter_?spec\(/i).map((part) =>
    [
      ...part.matchAll(
        /\b(?:instructions|global_prefix|global_suffix|input_prefix)=\(?((?:\s*f?"(?:[^"\\\n]|\\.)*")+)/g,
      ),
    ]
      .map(([, strings]) => [...strings!.matchAll(/"((?:[^"\\\n]|\\.)*)"/g)].map(([, own]) => own!).join(''))
      .join('\n')
      .replaceAll('\\n', '\n'),
  );

/** Long template strings of TypeScript that speak to a model, and what they are filled with as holes; no code between two of them. */
const templates = (text: string): string[] =>
  [...text.matchAll(/`((?:[^`\\]|\\.){400,40000})`/g)]
    .map(([, own]) => own!.replaceAll(/\$\{[^{}]*\}/g, '{}').replaceAll('\\`', '`'))
    .filter((own) => /\byour?\b/i.test(own) && !/^\s*(const|return|import|export|if) .*[;{]$/m.test(own));

/** Long values of JSON, however deep. */
function values(text: string): string[] {
  const long: string[] = [];
  JSON.parse(text, (_, value: unknown) => {
    if (isText(value) && value.length >= 120) long.push(value);
    return value;
  });
  return long;
}

const isText = (value: unknown): value is string => typeof value === 'string';

export const SOURCES: readonly Source[] = [
  {
    repository: 'lm-sys+FastChat',
    name: 'MT-bench judge',
    files: /llm_judge\/data\/judge_prompts\.jsonl$/,
    prompts: lines,
  },
  {
    repository: 'tatsu-lab+alpaca_eval',
    name: 'AlpacaEval judge',
    files: /evaluators_configs\/.*\.txt$/,
    prompts: whole,
  },
  {
    repository: 'lmarena+arena-hard-auto',
    name: 'Arena-Hard judge',
    files: /utils\/judge_utils\.py$/,
    prompts: literals,
  },
  { repository: 'openai+simple-evals', name: 'simple-evals', files: /^\w+\.py$/, prompts: quoted },
  {
    repository: 'openai+evals',
    name: 'OpenAI Evals judge',
    files: /registry\/modelgraded\/.*\.yaml$/,
    prompts: blocks,
  },
  { repository: 'TIGER-AI-Lab+MMLU-Pro', name: 'MMLU-Pro question', files: /cot_prompt_lib\/.*\.txt$/, prompts: whole },
  {
    repository: 'SWE-bench+SWE-bench',
    name: 'SWE-bench task',
    files: /make_datasets\/create_instance\.py$/,
    prompts: functions,
  },
  // WildBench is what these rules are judged with.
  {
    repository: 'stanford-crfm+helm',
    name: 'HELM judge',
    files: /benchmark\/annotation\/(?!wildbench).*\.(py|txt)$/,
    prompts: (text) => [...quoted(text), ...(text.includes('import ') ? [] : [text])],
  },
  {
    repository: 'stanford-crfm+helm',
    name: 'HELM question',
    files: /benchmark\/(run_specs\/\w+|\w+_run_specs)\.py$/,
    prompts: adapters,
  },
  {
    repository: 'EleutherAI+lm-evaluation-harness',
    name: 'lm-evaluation-harness question',
    files: /lm_eval\/tasks\/.*ya?ml$/,
    prompts: tasks,
  },
  { repository: 'explodinggradients+ragas', name: 'Ragas metric', files: /src\/ragas\/.*\.py$/, prompts: quoted },
  {
    repository: 'confident-ai+deepeval',
    name: 'DeepEval metric',
    files: /deepeval\/metrics\/.*\.(py|txt|md)$/,
    prompts: quoted,
  },
  {
    repository: 'danielmiessler+fabric',
    name: 'Fabric pattern',
    files: /patterns\/[^/]+\/system\.md$/,
    prompts: whole,
  },
  {
    repository: 'google-gemini+gemini-cli',
    name: 'Gemini CLI',
    files: /packages\/core\/src\/(?!.*\.test).*\.ts$/,
    prompts: templates,
  },
  { repository: 'Aider-AI+aider', name: 'Aider', files: /^aider\/.*prompts\.py$/, prompts: quoted },
  {
    repository: 'All-Hands-AI+OpenHands',
    name: 'OpenHands',
    files: /^openhands\/.*\.j2$/,
    prompts: (text) => [text.replaceAll(/\{\{.*?\}\}|\{%.*?%\}/gs, '{}')],
  },
  { repository: 'crewAIInc+crewAI', name: 'CrewAI', files: /translations\/en\.json$/, prompts: values },
];
