/** Work in many steps: the model calls tools, and every request sends again all that went before. */
import type { Random } from '../../../../src/math/random.ts';
import type { Answer, Exchange, Parameters, Turn } from '../exchange.ts';
import { path } from '../text/code.ts';
import { capital, coined, type Subject } from '../text/lexicon.ts';
import { PROBLEM_KINDS, problem } from '../text/problems.ts';
import { spin } from '../text/spin.ts';
import { type Brief, length, settings, type Task } from './recipe.ts';
import { anyLanguage, callOf, codingTools, computerTools, serviceTools, type Tool } from './tools.ts';

const MANUAL: readonly string[] = [
  '{Always|Usually} {use|call|prefer} `$tool` {before|instead of|right after} `$other`{ when the user asks for changes|}.',
  '{Never|Do not} {guess|invent} {paths|values|arguments}{; call `$tool` first|}.',
  '{Keep|Make} {replies|messages} {short|under four lines}{ unless asked for detail|}.',
  '{If|When} `$tool` {fails|returns an error}, {try once more|explain why|ask the user}.',
  '{Plan|Think} {before you act|step by step} and {tell|show} the user {the plan|what changes}.',
  '{Stop|Finish} {as soon as|when} the {task|goal} is {done|verified}.',
  '{Respect|Follow} the {conventions|style} of the {project|workspace|account}.',
  '{Ask|Request} {permission|confirmation} before {destructive|costly} {steps|calls}.',
  'Today is {Monday|Wednesday|Friday}. The {platform|system} is {linux|darwin|windows}.',
];

/** The prompt of an agent: long, the same for everyone who uses it, about its tools. */
function manual(plan: Random, words: Random, tools: readonly Tool[], subject: Subject, size: number): string {
  const title = capital(coined(plan));
  const parts = [
    spin(
      words,
      `You are ${title}, {an agent|an assistant|an AI} {that works in|for} {the user's editor|a terminal|a service|a browser}.`,
    ),
  ];
  for (let sections = Math.max(1, Math.round(length(plan, 4 * size, 0.4))); sections > 0; sections--) {
    const rules = Array.from({ length: 2 + plan.below(5) }, () =>
      spin(words, words.pick(MANUAL))
        .replaceAll('$tool', words.pick(tools).spec.name)
        .replaceAll('$other', words.pick(tools).spec.name),
    );
    parts.push(`# ${capital(subject.clause(words, 2))}\n${rules.map((rule) => `- ${rule}`).join('\n')}`);
    if (plan.chance(0.5)) parts.push(subject.prose(words, length(plan, 45 * size)));
  }
  return parts.join('\n\n');
}

interface Steps {
  system: string | undefined;
  tools: readonly Tool[];
  parameters: Parameters;
  first: Turn;
  subject: Subject;
  steps: number;
  /** Whether each result comes with a picture of the screen. */
  screens: boolean;
}

/** The requests of one run: each holds the run so far. */
function run(random: Random, { system, tools, parameters, first, subject, steps, screens }: Steps): Exchange[] {
  const turns: Turn[] = [first];
  const specs = tools.map(({ spec }) => spec);
  return Array.from({ length: steps }, (_, at) => {
    const last = at === steps - 1;
    const used = Array.from({ length: random.chance(0.12) ? 2 : 1 }, () => random.pick(tools));
    const calls = used.map((tool) => callOf(tool, random, subject));
    const answer: Answer = last
      ? { text: subject.prose(random, length(random, 45)) }
      : { text: random.chance(0.6) ? subject.sentence(random) : '', calls };
    const exchange = {
      ...(system === undefined ? {} : { system }),
      turns: [...turns],
      tools: specs,
      parameters,
      answers: [answer],
    };
    if (!last) {
      turns.push({ role: 'assistant', text: answer.text, calls });
      calls.forEach((call, which) => {
        const text = used[which]!.result(random, subject).slice(0, 1500);
        turns.push({ role: 'tool', text, call: call.id, ...(screens ? { images: 1 } : {}) });
      });
      if (random.chance(0.06)) turns.push({ role: 'user', text: subject.clause(random, 4 + random.below(10)) });
    }
    return exchange;
  });
}

const steps = (random: Random, middle: number): number => Math.min(14, 1 + Math.round(length(random, middle, 0.5) / 4));

const CODING_ASKS = [
  '{Fix|Look into} {the failing test|this bug|the crash} in $path: $thing',
  '{Add|Implement} $thing {to|in} $path{. Write tests too.|}',
  '{Refactor|Clean up|Port} $path{ so that it uses $thing|}.',
  '{Resolve|Work on} {this issue|the ticket}:\n\n$problem',
  'why does $path {fail|hang} when $thing',
];

export const coding: Task = (plan, words, brief) => {
  const language = anyLanguage(plan);
  const tools = codingTools(plan, language);
  const system = manual(plan, words, tools, plan.pick(brief.subjects), brief.size);
  const parameters = settings(plan, { n: 1, stream: plan.chance(0.6) });
  const environment = plan.chance(0.5);
  const middle = 10 + plan.below(16);
  return {
    kind: 'coding',
    pace: 'machine',
    requests: 1 + middle / 4,
    ask({ content, random, subject: own }) {
      const subject = own ?? content.pick(brief.subjects);
      const ask = spin(content, content.pick(CODING_ASKS))
        .replace('$path', path(content, subject, language))
        .replace('$thing', subject.clause(content, 4))
        .replace('$problem', subject.prose(content, length(content, 60)));
      const around = `<env>\ncwd: /home/${coined(content)}/${coined(content)}\nfiles:\n${Array.from({ length: 3 + content.below(8) }, () => path(content, subject, language)).join('\n')}\n</env>\n`;
      const first: Turn = { role: 'user', text: environment ? around + ask : ask };
      return run(random, { system, tools, parameters, first, subject, steps: steps(random, middle), screens: false });
    },
  };
};

/** A run over functions of a service. In some pipelines every item has functions of its own. */
export const orchestrate: Task = (plan, words, brief) => {
  const shared = plan.chance(0.5) ? serviceTools(plan, plan.pick(brief.subjects), 3 + plan.below(9)) : undefined;
  const prompted = plan.chance(0.75);
  const parameters = settings(plan, { n: 1 });
  const middle = 6 + plan.below(12);
  const system =
    shared === undefined
      ? spin(
          words,
          'You {are|act as} {a tool-using assistant|an agent with functions}. {Call|Use} {the functions|tools} {as needed|until the task is done}{, then answer|}.',
        )
      : manual(plan, words, shared, plan.pick(brief.subjects), brief.size * 0.5);
  return {
    kind: 'orchestrate',
    pace: 'machine',
    requests: 1 + middle / 4,
    ask({ content, random, subject: own }) {
      const subject = own ?? content.pick(brief.subjects);
      const tools = shared ?? serviceTools(content, subject, 2 + content.below(6));
      const first: Turn = {
        role: 'user',
        text: `${problem(content, subject, content.pick(PROBLEM_KINDS))} ${subject.sentence(content)}`,
      };
      return run(random, {
        system: prompted ? system : undefined,
        tools,
        parameters,
        first,
        subject,
        steps: steps(random, middle),
        screens: false,
      });
    },
  };
};

const SCREEN_ASKS = [
  '{Open|Go to} {the site of|the settings of} $name and {find|change|download} $thing.',
  '{Book|Order|Fill in} $thing {on|at} $name{ for two people| with the usual address|}.',
  '{Look up|Copy} $thing {and put it into the spreadsheet|from the mail}.',
];

export const operate: Task = (plan, words, brief) => {
  const tools = computerTools(plan);
  const system = plan.chance(0.8) ? manual(plan, words, tools, plan.pick(brief.subjects), brief.size * 0.4) : undefined;
  const parameters = settings(plan, { n: 1 });
  const middle = 12 + plan.below(16);
  return {
    kind: 'operate',
    pace: 'machine',
    requests: 1 + middle / 4,
    ask({ content, random, subject: own }) {
      const subject = own ?? content.pick(brief.subjects);
      const text = spin(content, content.pick(SCREEN_ASKS))
        .replace('$name', capital(coined(content)))
        .replace('$thing', subject.thing(content));
      const first: Turn = { role: 'user', text, images: 1 };
      return run(random, { system, tools, parameters, first, subject, steps: steps(random, middle), screens: true });
    },
  };
};

/** A bare agent loop in text, as small frameworks have it: thoughts, actions, observations. */
export const react: Task = (plan, words, brief: Brief) => {
  const tools = serviceTools(plan, plan.pick(brief.subjects), 2 + plan.below(4));
  const [thought, action, seen] = plan.pick([
    ['Thought', 'Action', 'Observation'],
    ['THINK', 'ACT', 'RESULT'],
    ['Plan', 'Tool', 'Output'],
  ] as const);
  const system = `${spin(words, '{Answer|Solve} the {question|task} {as best you can|with the tools below}.')}\n${tools.map(({ spec }) => `${spec.name}: ${spec.description}`).join('\n')}\n${thought}: ...\n${action}: ...\n${seen}: ...`;
  const parameters = settings(plan, { n: 1, stop: [`\n${seen}:`] });
  return {
    kind: 'react',
    pace: 'machine',
    requests: 2.5,
    ask({ content, random, subject: own }) {
      const subject = own ?? content.pick(brief.subjects);
      let text = `Question: ${problem(content, subject, content.pick(PROBLEM_KINDS))}\n`;
      return Array.from({ length: steps(random, 6) }, () => {
        const tool = random.pick(tools);
        const answer = `${thought}: ${subject.sentence(random)}\n${action}: ${tool.spec.name}[${subject.thing(random)}]`;
        const exchange: Exchange = { system, turns: [{ role: 'user', text }], parameters, answers: [{ text: answer }] };
        text += `${answer}\n${seen}: ${tool.result(random, subject).slice(0, 900)}\n`;
        return exchange;
      });
    },
  };
};
