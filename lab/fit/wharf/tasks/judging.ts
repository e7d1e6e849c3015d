/** Work that judges, sorts and rewrites what others wrote. */
import type { Random } from '../../../../src/math/random.ts';
import { code, CODE_LANGUAGES } from '../text/code.ts';
import { reply } from '../text/answers.ts';
import type { Subject } from '../text/lexicon.ts';
import { PROBLEM_KINDS, problem } from '../text/problems.ts';
import { letter } from '../text/tables.ts';
import { type Recipe, length } from './recipe.ts';

const CRITERIA =
  'accuracy clarity depth tone relevance safety style completeness logic brevity helpfulness grounding'.split(' ');

const JUDGES = [
  'You are {a strict|an impartial|a fair|an expert} {grader|judge|examiner|reviewer|evaluator}.',
  'You {evaluate|assess|score|mark} {answers|responses|outputs} of {AI assistants|students|language models|trainees}.',
  'Act as {a rubric-based grader|a senior marker|a quality reviewer}.',
];

export const grade: Recipe = {
  kind: 'grade',
  phrases: {
    roles: JUDGES,
    asks: [
      '{Grade|Score|Rate|Evaluate} the {response|answer|submission} {against the rubric|by the criteria below|on each criterion}.',
      '{Read|Consider} the {question|task} and the {answer|response}, then {give a score|assign points|decide how good it is}.',
      '{How well does|Judge whether} the {response|answer} {meet|meets|satisfies} the {criteria|rubric|requirements}?',
    ],
    rules: [
      '{Give|State} {a short|a detailed|your} {rationale|reason|justification} {first|before the score}.',
      'Scores {run|go} from {0 to 10|1 to 5|1 to 10|0 to 100}.',
      '{Penalise|Deduct points for} {unsupported claims|errors|verbosity}.',
      '{Return|Output} {only JSON|a JSON object|one line per criterion}.',
      '{Think|Reason} step by step {before|about each point before} {scoring|deciding}.',
    ],
  },
  items(plan, { size }) {
    const criteria = plan.shuffle([...CRITERIA]).slice(0, 2 + plan.below(4));
    const rubric = plan.chance(0.6);
    const reference = plan.chance(0.4);
    const inJson = plan.chance(0.6);
    const top = plan.pick([5, 10, 10, 100]);
    return ({ content, manner }, subject) => ({
      parts: [
        ['Question', problem(content, subject, content.pick(PROBLEM_KINDS))],
        ['Response', reply(content, subject, length(content, 110 * size), manner)],
        ...(reference ? [['Reference', subject.prose(content, length(content, 40 * size))] as const] : []),
        ...(rubric
          ? [['Rubric', criteria.map((one) => `${one} (${content.below(4) + 1} pts)`).join('\n')] as const]
          : []),
      ],
      answer: ({ random }) => {
        const scores = criteria.map((one) => [one, random.below(top + 1)] as const);
        const rationale = subject.prose(random, length(random, 35 * size));
        return inJson
          ? JSON.stringify({ ...Object.fromEntries(scores), rationale })
          : `${rationale}\n${scores.map(([one, score]) => `${one}: ${score}/${top}`).join('\n')}`;
      },
    });
  },
};

export const compare: Recipe = {
  kind: 'compare',
  phrases: {
    roles: JUDGES,
    asks: [
      '{Which|Decide which} {of the two|response|assistant} {is better|answers better|should be preferred}?',
      '{Compare|Rank} the {two|following} {responses|answers|completions} {and pick the better one|and name the winner}.',
    ],
    rules: [
      '{Do not let|Ignore} {order|length|style} {influence you|of the answers}.',
      '{Answer|Finish} with {"A", "B" or "tie"|[[A]] or [[B]]|the letter only}.',
      'Explain {briefly|why} {first|in two sentences}.',
    ],
  },
  items(_, { size }) {
    return ({ content, manner }, subject) => ({
      parts: [
        ['Prompt', problem(content, subject, content.pick(PROBLEM_KINDS))],
        ['Answer A', reply(content, subject, length(content, 80 * size), manner)],
        ['Answer B', reply(content, subject, length(content, 80 * size), manner)],
      ],
      answer: ({ random }) =>
        `${subject.prose(random, length(random, 30 * size))} ${random.pick(['[[A]]', '[[B]]', 'A', 'B', 'tie'])}`,
    });
  },
};

const delicate = (content: Random, subject: Subject): string =>
  content.pick([
    `Why does nobody talk about the ${subject.thing(content)} ${content.pick(['scandal', 'protests', 'cover-up', 'ban'])}?`,
    `Who is to blame for ${subject.thing(content)}? Be honest about ${subject.thing(content)}.`,
    `Is it okay to ${subject.rare(content)} my ${subject.rare(content)} without telling them?`,
    `What would ${subject.thing(content)} do to a person, and how much is too much?`,
    `Tell me how people get around ${subject.thing(content)} checks.`,
    `Should the ${subject.thing(content)} minority be allowed to ${subject.rare(content)}?`,
    subject.sentence(content),
  ]);

export const soften: Recipe = {
  kind: 'soften',
  phrases: {
    roles: [
      'You {review|moderate|rework} {sensitive|delicate|user} {queries|messages|content} {for|under} {our|the platform} {policy|guidelines}.',
      'You are {a policy|a trust and safety|an editorial} {specialist|reviewer|editor}.',
    ],
    asks: [
      '{Rewrite|Rephrase} the {query|message|answer} so that it {complies with|fits|respects} the {policy|guidelines}{ but keeps its intent|}.',
      '{Give|Write} {a safe|a neutral|a balanced|an appropriate} {answer|reply} to {this|the following} {sensitive|delicate|} {question|query}.',
      '{Say|Decide} whether {this|the query} is {allowed|harmful|sensitive} and {redirect it|offer a safe alternative}.',
    ],
    rules: [
      '{Avoid|Do not take} {sides|political positions|stereotypes}.',
      '{Never|Do not} {lecture|moralise|refuse outright}.',
      'Keep {the tone|it} {neutral|kind|factual}.',
      '{Steer|Move} the {conversation|topic} {towards|to} {safe ground|facts}.',
    ],
  },
  items(plan, { size }) {
    const policy = plan.chance(0.4);
    return ({ content }, subject) => ({
      parts: [
        ['Query', delicate(content, subject)],
        ...(policy ? [['Policy', subject.prose(content, length(content, 40 * size))] as const] : []),
      ],
      answer: ({ random, manner }) => reply(random, subject, length(random, 60 * size), manner, 'prose'),
    });
  },
};

export const classify: Recipe = {
  kind: 'classify',
  phrases: {
    roles: [
      'You {label|classify|annotate|tag} {texts|messages|tickets|reviews}.',
      'You are {an annotator|a classifier}.',
    ],
    asks: [
      '{Classify|Label|Tag} the {text|message} {as one of|with one of|into} $labels.',
      '{Which|Choose the} {label|category} {fits|of $labels fits} {this text|the input}{ best|}? {Labels: $labels|}',
    ],
    rules: ['{Answer|Reply} with {the label|one word} only.', '{Return|Output} JSON{ with a confidence|}.'],
  },
  items(plan, { subjects, size }) {
    const labels = Array.from({ length: 2 + plan.below(6) }, () => plan.pick(subjects).rare(plan));
    const inJson = plan.chance(0.4);
    return ({ content }, subject) => ({
      parts: [['Text', letter(content, subject, length(content, 45 * size))]],
      values: { labels: labels.join(', ') },
      answer: ({ random }) => {
        const label = random.pick(labels);
        return inJson ? JSON.stringify({ label, confidence: Number(random.next().toFixed(2)) }) : label;
      },
    });
  },
};

export const review: Recipe = {
  kind: 'review',
  phrases: {
    roles: [
      'You are {a senior|a patient|an experienced} {engineer|developer|code reviewer|teacher of programming}.',
      'You {explain|document|review} {code|source files|repositories}.',
    ],
    asks: [
      '{Explain|Describe} what {this|the following} {code|function|file} does{ line by line|| and why}.',
      '{Review|Comment on|Find bugs in} {this|the} {code|file|change}.',
      '{Write|Add} {documentation|docstrings|tests|a summary} for {this|the following} {code|module}.',
    ],
    rules: [
      'Mention {complexity|edge cases|side effects}.',
      '{Assume|The reader is} {a beginner|a new colleague|an expert}.',
      'Do not {repeat|quote} the code.',
    ],
  },
  items(plan, { size }) {
    const languages = plan.chance(0.5) ? [plan.pick(CODE_LANGUAGES)] : CODE_LANGUAGES;
    return ({ content }, subject) => {
      const chosen = content.pick(languages);
      return {
        parts: [['Code', `\`\`\`${chosen}\n${code(content, subject, chosen, length(content, 22 * size))}\n\`\`\``]],
        answer: ({ random, manner }) => reply(random, subject, length(random, 130 * size), manner),
      };
    };
  },
};
