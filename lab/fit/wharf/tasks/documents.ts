/** Work on documents and pictures: the daily bread of products, and now and then of harvests. */
import { reply } from '../text/answers.ts';
import { LANGUAGES } from '../text/languages.ts';
import { capital, coined } from '../text/lexicon.ts';
import { problem } from '../text/problems.ts';
import { columns, letter, page, record, table, transcript } from '../text/tables.ts';
import { type Recipe, length } from './recipe.ts';

export const summarise: Recipe = {
  kind: 'summarise',
  phrases: {
    roles: [
      'You {summarise|condense} {documents|calls|articles|threads}.',
      'You are {a note taker|an executive assistant|an editor}.',
    ],
    asks: [
      '{Summarise|Sum up} the {text|conversation|document} {in three sentences|in bullet points|for a busy reader|}.',
      '{Write|Give} {a summary|the key points|action items|minutes} of {the following|this}.',
    ],
    rules: [
      '{At most|Use} {50|80|120} words.',
      '{Keep|Mention} {names|dates|numbers}.',
      '{List|Include} {next steps|open questions}.',
    ],
  },
  items(plan, { size }) {
    const spoken = plan.chance(0.4);
    const names = [
      plan.pick(['Agent', 'Caller', 'Speaker 1', 'Host']),
      plan.pick(['Customer', 'Client', 'Speaker 2', 'Guest']),
    ] as const;
    return ({ content }, subject) => ({
      parts: [
        spoken
          ? ['Transcript', transcript(content, subject, length(content, 18 * size), names)]
          : ['Text', page(content, subject, length(content, 260 * size))],
      ],
      answer: ({ random, manner }) => reply(random, subject, length(random, 55 * size), manner),
    });
  },
};

export const extract: Recipe = {
  kind: 'extract',
  phrases: {
    roles: [
      'You {extract|pull} {fields|data|entities} {from|out of} {documents|e-mails|invoices}.',
      'You are a {parser|data entry clerk}.',
    ],
    asks: [
      '{Extract|Return|Find} {these fields|the fields}: $fields.',
      '{Turn|Convert} the {text|document} into {JSON|a record} with {keys|the keys} $fields.',
    ],
    rules: [
      '{Use|Put} null {where|if} {a field is missing|unknown}.',
      'Dates {as|in} {ISO 8601|YYYY-MM-DD}.',
      'No {comments|prose}, {only JSON|JSON only}.',
    ],
  },
  parameters: { json: true },
  items(plan, { subjects, size }) {
    const fields = columns(plan, plan.pick(subjects), 3 + plan.below(7));
    return ({ content }, subject) => ({
      parts: [
        [
          'Document',
          `${letter(content, subject, length(content, 90 * size))}\n${table(content, subject, 'lines', 1, fields)}`,
        ],
      ],
      values: { fields: fields.names.join(', ') },
      answer: ({ random }) => record(random, subject, fields),
    });
  },
};

export const translate: Recipe = {
  kind: 'translate',
  phrases: {
    roles: [
      'You are {a translator|a professional translator|a localisation expert}.',
      'You translate {from $from to $to|texts}.',
    ],
    asks: [
      '{Translate|Render} {the following|this} {text|segment|string} {from $from into $to|into $to}.',
      '$from to $to:',
      '{Give|Write} the $to {translation|version}.',
    ],
    rules: [
      '{Keep|Preserve} {placeholders|formatting|the tone}.',
      '{Return|Output} only the translation.',
      'Use {formal|informal} address.',
    ],
  },
  items(plan, { subjects, size }) {
    const other = plan.pick(LANGUAGES);
    const many = plan.chance(0.4);
    return ({ content }, subject) => {
      const from = subject.language?.name ?? 'English';
      const target = many ? content.pick(LANGUAGES) : other;
      const spoken = subjects.find(({ language }) => language?.code === target.code);
      return {
        parts: [['Text', subject.prose(content, length(content, 35 * size))]],
        values: { from, to: target.name },
        answer: ({ random }) =>
          spoken?.prose(random, length(random, 35 * size)) ??
          Array.from({ length: length(random, 30 * size) }, () =>
            random.chance(0.35)
              ? random.pick(target.little)
              : random.pick(target.syllables) + random.pick(target.syllables),
          ).join(target.gap),
      };
    };
  },
};

export const retrieve: Recipe = {
  kind: 'retrieve',
  phrases: {
    roles: [
      'You are {the assistant of|a support agent at} $firm.',
      'You {answer|help} {customers|staff|readers} {from|with} {documents|the knowledge base}.',
    ],
    asks: [
      '{Answer|Reply to} the question {using only the context|from the passages|with the documents} {below|given}.',
      '{Use|Consider} {the following|these} {pieces of context|search results} to answer.',
    ],
    rules: [
      '{If|When} the {answer is not there|context is silent}, say {you do not know|so}.',
      '{Cite|Quote} {the source|passage numbers}.',
      'Answer in {two sentences|one paragraph}.',
    ],
  },
  items(plan, { size }) {
    const firm = capital(coined(plan));
    const chunks = 2 + plan.below(4);
    return ({ content }, subject) => ({
      parts: [
        [
          'Context',
          Array.from(
            { length: chunks },
            (_, at) => `[${at + 1}] ${subject.prose(content, length(content, 70 * size))}`,
          ).join('\n\n'),
        ],
        ['Question', problem(content, subject, 'explanation')],
      ],
      values: { firm },
      answer: ({ random, manner }) => reply(random, subject, length(random, 50 * size), manner, 'prose'),
    });
  },
};

export const look: Recipe = {
  kind: 'look',
  phrases: {
    roles: [
      'You {describe|caption|read} {images|photos|screenshots|charts}.',
      'You are {a vision assistant|an accessibility tool}.',
    ],
    asks: [
      '{Describe|Caption} {this image|the picture}{ in detail|| for someone who cannot see it}.',
      '{What|List what} {is shown|can be seen} in the {image|photo}? {Mention|Include} $thing.',
      '{Read|Transcribe} the {text|chart|table} in the {image|screenshot}.',
    ],
    rules: [
      '{Mention|Note} {colours|positions|counts}.',
      '{Do not guess|Skip} {names|brands}.',
      '{One paragraph|JSON|Alt text under 120 characters}.',
    ],
  },
  items(plan, { size }) {
    const images = plan.chance(0.8) ? 1 : 2 + plan.below(3);
    return ({ content }, subject) => ({
      parts: [],
      values: { thing: subject.thing(content) },
      images,
      answer: ({ random, manner }) => reply(random, subject, length(random, 90 * size), manner, 'prose'),
    });
  },
};
