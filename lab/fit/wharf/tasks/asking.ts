/** Work that asks for knowledge, thought or new questions. */
import { reply } from '../text/answers.ts';
import { code, CODE_LANGUAGES, name } from '../text/code.ts';
import { capital, coined } from '../text/lexicon.ts';
import { PROBLEM_KINDS, problem } from '../text/problems.ts';
import { columns, table, TABLE_FORMS } from '../text/tables.ts';
import { type Recipe, length } from './recipe.ts';

const EXPERTS = [
  'You are {an expert|a careful|a world-class|a patient} {problem solver|analyst|scientist|teacher|tutor|assistant}.',
  'You are {a helpful|a knowledgeable|an honest} assistant{ that thinks before it answers|| who shows the work}.',
];

export const reason: Recipe = {
  kind: 'reason',
  phrases: {
    roles: EXPERTS,
    asks: [
      '{Solve|Work through|Answer} {this|the following} {problem|question|task} {step by step|showing all reasoning|with full working}.',
      '{Think|Reason} {aloud|carefully|step by step} {before|and then} {answering|give the answer}.',
      '{Show|Write out|Lay open} your {reasoning|chain of thought|working} {and|, then} {the final answer|conclude}.',
    ],
    rules: [
      'Put the {final answer|result} {in \\boxed{}|after "Answer:"|in <answer> tags|on the last line}.',
      '{Check|Verify} {each step|your result}{ twice|}.',
      '{Number|Label} the steps.',
      'Write {thoughts|reasoning} in <think> tags.',
    ],
  },
  items(plan, { size }) {
    const kinds = plan.shuffle([...PROBLEM_KINDS]).slice(0, 1 + plan.below(4));
    const tagged = plan.chance(0.35);
    return ({ content }, subject) => {
      const asked = problem(content, subject, content.pick(kinds));
      return {
        parts: [['Problem', asked]],
        answer: ({ random, manner }) => {
          const steps = reply(random, subject, length(random, 190 * size), manner, 'steps');
          const result = random.chance(0.5) ? String(random.below(900)) : subject.thing(random);
          return tagged ? `<think>\n${steps}\n</think>\n${result}` : `${steps}\n\nAnswer: ${result}`;
        },
      };
    };
  },
};

/** A question and nothing else, or hardly more. */
export const question: Recipe = {
  kind: 'question',
  phrases: {
    roles: [...EXPERTS, 'You are a helpful assistant.'],
    asks: ['', '', '{Answer|Please answer}:'],
    rules: [],
  },
  items(plan, { size }) {
    const kinds = plan.shuffle([...PROBLEM_KINDS]).slice(0, 1 + plan.below(4));
    return ({ content }, subject) => ({
      parts: [['Question', problem(content, subject, content.pick(kinds))]],
      answer: ({ random, manner }) => reply(random, subject, length(random, 150 * size), manner),
    });
  },
};

export const sweep: Recipe = {
  kind: 'sweep',
  phrases: {
    roles: [
      'You {write|compile} {a reference work|an encyclopaedia|a knowledge base|study notes} on $field.',
      ...EXPERTS,
    ],
    asks: [
      '{Write|Give} {everything you know|a detailed entry|a thorough overview} {about|on} "$topic"{ in $field|}.',
      '{List|Enumerate} {the key facts|ten facts|common misconceptions|exam questions with answers} {about|on} "$topic".',
      '{Define|Explain} "$topic" {for a $field handbook|with examples and exceptions}.',
    ],
    rules: ['{Include|Give} {numbers|definitions|examples|sources}.', 'Cover {history|limits|applications}.'],
  },
  items(_, { size }) {
    return ({ content }, subject) => {
      const topic = subject.thing(content);
      return {
        parts: [],
        values: { field: subject.field, topic },
        answer: ({ random, manner }) => reply(random, subject, length(random, 240 * size), manner),
      };
    };
  },
};

export const evolve: Recipe = {
  kind: 'evolve',
  phrases: {
    roles: ['You {rewrite|improve|create} {prompts|instructions|exercises|questions}.', ...EXPERTS],
    asks: [
      '{Rewrite|Turn} the {given|following} {prompt|instruction|exercise} {into a more complex version|to make it harder|so that it needs more reasoning}.',
      '{Create|Write} a {new|brand-new|rarer} {prompt|instruction|question} {inspired by|in the same domain as} the {given|sample} one.',
      '{Add|Introduce} {one more constraint|a realistic detail|a condition} to the {instruction|question}.',
    ],
    rules: [
      'It must {be answerable|stand alone|make sense to people}.',
      'Do not make it {longer than|exceed} {20|30|50} words{ more|}.',
      'Return the {new prompt|question} only.',
    ],
  },
  items(_, { size }) {
    return ({ content }, subject) => ({
      parts: [['Instruction', problem(content, subject, content.pick(PROBLEM_KINDS))]],
      answer: ({ random }) =>
        `${problem(random, subject, random.pick(PROBLEM_KINDS))} ${subject.prose(random, length(random, 18 * size))}`,
    });
  },
};

const CALLINGS =
  'nurse farmer student clerk engineer parent pilot chef lawyer gardener coach librarian driver potter'.split(' ');

export const persona: Recipe = {
  kind: 'persona',
  phrases: {
    roles: [
      'You {imagine|simulate} {users|people|customers|survey respondents}.',
      'You create {diverse|realistic} {data|content}.',
    ],
    asks: [
      '{Write|Create|Propose} {a question|an instruction|a task|three prompts} that {this person|the persona below} {would|might} {ask|give} {an assistant|a chatbot}.',
      '{Take|Adopt} the {persona|role} {below|given} and {write|ask} what {they|this person} {need|would want to know}.',
    ],
    rules: [
      'Be {specific|realistic|varied}.',
      '{Return|Output} {only the prompt|JSON|one per line}.',
      'Avoid {clichés|yes/no questions}.',
    ],
  },
  items(plan, { size }) {
    const detailed = plan.chance(0.5);
    return ({ content }, subject) => ({
      parts: [
        [
          'Persona',
          `${capital(coined(content))}, a ${20 + content.below(60)}-year-old ${content.pick(CALLINGS)} who cares about ${subject.thing(content)}.${detailed ? ` ${subject.prose(content, length(content, 30 * size))}` : ''}`,
        ],
      ],
      answer: ({ random }) => problem(random, subject, random.pick(PROBLEM_KINDS)),
    });
  },
};

export const program: Recipe = {
  kind: 'program',
  phrases: {
    roles: ['You are {a senior|an expert} {$code|software} {developer|programmer|engineer}.', ...EXPERTS],
    asks: [
      '{Write|Implement} {a function|a script|a program} in $code that {handles|computes|validates} $thing.',
      '{Fix|Complete|Refactor} {this|the following} $code {code|function}.',
      '{Write|Generate} {unit tests|a query|a migration} for $thing{ in $code|}.',
    ],
    rules: [
      '{Only|Return} code.',
      '{Add|Include} {comments|type hints|tests}.',
      '{Explain|Describe} {briefly|your choices}.',
    ],
  },
  items(plan, { size }) {
    const languages = plan.chance(0.6) ? [plan.pick(CODE_LANGUAGES)] : CODE_LANGUAGES;
    const given = plan.chance(0.6);
    return ({ content }, subject) => {
      const chosen = content.pick(languages);
      return {
        parts: given ? [['Code', code(content, subject, chosen, length(content, 12 * size))]] : [],
        values: { code: chosen, thing: name(content, subject) },
        answer: ({ random }) =>
          `\`\`\`${chosen}\n${code(random, subject, chosen, length(random, 24 * size))}\n\`\`\`\n${subject.prose(random, 25)}`,
      };
    };
  },
};

export const analyse: Recipe = {
  kind: 'analyse',
  phrases: {
    roles: [
      'You are {a data analyst|a statistician|a business analyst}.',
      'You {analyse|interpret} {tables|data|spreadsheets}.',
    ],
    asks: [
      '{Analyse|Examine|Interpret} the {data|table|records} and {answer the question|report what stands out|explain the trend}.',
      '{Using|From} the {table|data}{ below|}, {work out|find|compute} {what is asked|the answer} {step by step|}.',
    ],
    rules: [
      '{Show|Give} {the calculation|code for it}.',
      '{Mention|Flag} {outliers|missing values}.',
      '{Return|Write} {a table|JSON|bullets}.',
    ],
  },
  items(plan, { subjects, size }) {
    const form = plan.pick(TABLE_FORMS);
    const fixed = plan.chance(0.5) ? columns(plan, plan.pick(subjects), 3 + plan.below(6)) : undefined;
    return ({ content }, subject) => ({
      parts: [
        [
          'Data',
          table(
            content,
            subject,
            form,
            length(content, 11 * size),
            fixed ?? columns(content, subject, 3 + content.below(6)),
          ),
        ],
        ['Question', problem(content, subject, 'explanation')],
      ],
      answer: ({ random, manner }) => reply(random, subject, length(random, 110 * size), manner),
    });
  },
};
