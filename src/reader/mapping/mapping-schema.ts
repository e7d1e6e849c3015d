/**
 * The shape of a mapping profile. Its types, its reader and the published `media/mapping.schema.json` are all derived
 * from it; the comment on a field becomes its description there.
 */
import * as v from 'valibot';
import { Probability } from '../../schema/shapes.ts';
import { withoutLists, written } from '../../schema/written.ts';

/** Longest path and most rules that are taken: more is no description of a log. */
export const MAX_PATH = 500;
export const MAX_PROFILES = 100;

const RULE = 'Give a path, a list of paths, or an object with "path".';

const aPath = (says: string) => v.pipe(v.string(says), v.minLength(1, says), v.maxLength(MAX_PATH, says));
const somePaths = (says: string) =>
  v.pipe(v.array(aPath(says), says), v.minLength(1, says), v.maxLength(MAX_PROFILES, says), v.readonly());

const Path = aPath(RULE);
const Paths = somePaths(RULE);

const Located = {
  /** Path of the value, for example `caller.id`; of several paths the first with a value counts. */
  path: v.union([aPath('is missing or no path.'), somePaths('is missing or no path.')], 'is missing or no path.'),
};

export const TIME_UNITS = ['s', 'ms', 'us', 'ns'] as const;
const TimeUnit = v.picklist(TIME_UNITS, `is one of ${TIME_UNITS.join(', ')}.`);
export type TimeUnit = v.InferOutput<typeof TimeUnit>;

export const ROLES = ['user', 'assistant', 'system', 'tool'] as const;
const Role = v.picklist(ROLES, `is one of ${ROLES.join(', ')}.`);
export type Role = v.InferOutput<typeof Role>;

/** A path, or several of which the first with a value counts. */
export const PlainRule = v.union([Path, Paths, written(Located, RULE)], RULE);

export const TimeRule = v.union(
  [
    Path,
    Paths,
    written(
      {
        ...Located,
        /** Unit of a number. Without it the unit is told by the size. */
        unit: v.exactOptional(TimeUnit),
      },
      RULE,
    ),
  ],
  RULE,
);

export const LatencyRule = v.union(
  [
    Path,
    Paths,
    written(
      {
        ...Located,
        /** Unit of the number; ms without it. */
        unit: v.exactOptional(TimeUnit),
      },
      RULE,
    ),
  ],
  RULE,
);

const FIELD_NAME = 'takes the name of a field.';

/** A prompt may be a list of turns. */
export const PromptRule = v.union(
  [
    Path,
    Paths,
    written(
      {
        ...Located,
        /** Name of the field of a turn that says who speaks. */
        role: v.exactOptional(aPath(FIELD_NAME)),
        /** Name of the field of a turn that holds what is said. */
        text: v.exactOptional(aPath(FIELD_NAME)),
        /** What the log calls each role, for example `{ "bot": "assistant" }`. */
        roles: v.exactOptional(v.pipe(withoutLists(v.record(v.string(), Role, 'takes an object.')), v.readonly())),
      },
      RULE,
    ),
  ],
  RULE,
);

/** A path, or a path with what else must be known to read the value. */
export type FieldRule = v.InferOutput<typeof PlainRule | typeof TimeRule | typeof LatencyRule | typeof PromptRule>;

/** A rule as an object, with all that any field may need. */
export type DetailedRule = Exclude<v.InferOutput<typeof PromptRule>, string | readonly string[]> & { unit?: TimeUnit };

/** Fields of a request that a profile can fill, in the order in which they are shown. */
const FIELDS = {
  /**
   * Start of the request: seconds to nanoseconds since 1970, ISO 8601, or a date and time without a zone, which is read as
   * UTC.
   */
  time: v.exactOptional(TimeRule),
  /** Id of the call. */
  id: v.exactOptional(PlainRule),
  /** API key or its digest. It names the account before all other fields. A live key is replaced by its digest. */
  key: v.exactOptional(PlainRule),
  /** User or customer that the call is made for. It names the account where there is no key. */
  user: v.exactOptional(PlainRule),
  /** The customer's own end user. */
  endUser: v.exactOptional(PlainRule),
  /** Project or application. It names the account where there is neither key nor user. */
  project: v.exactOptional(PlainRule),
  /** Organisation or team of the account. */
  organisation: v.exactOptional(PlainRule),
  /** Session or conversation. */
  session: v.exactOptional(PlainRule),
  /** IP address of the caller. */
  address: v.exactOptional(PlainRule),
  /** User agent of the caller. */
  userAgent: v.exactOptional(PlainRule),
  /** Requested model. */
  model: v.exactOptional(PlainRule),
  /** System prompt: text, or a list of parts. */
  system: v.exactOptional(PlainRule),
  /** What was asked: text, a list of messages, or the body of an API call; also as JSON in a string. */
  prompt: v.exactOptional(PromptRule),
  /** What the model answered: text, a message, or the body of an API response; also as JSON in a string. */
  answer: v.exactOptional(PlainRule),
  /** List of tool definitions. */
  tools: v.exactOptional(PlainRule),
  /** Sampling temperature. */
  temperature: v.exactOptional(PlainRule),
  /** Nucleus sampling. */
  topP: v.exactOptional(PlainRule),
  /** Maximum number of tokens in the answer. */
  maxTokens: v.exactOptional(PlainRule),
  /** Number of answers requested. */
  choices: v.exactOptional(PlainRule),
  /** True when the answer was streamed. */
  stream: v.exactOptional(PlainRule),
  /** Tokens of the prompt, cached ones included. */
  inputTokens: v.exactOptional(PlainRule),
  /** Tokens of the answer. */
  outputTokens: v.exactOptional(PlainRule),
  /** Time the call took. */
  latency: v.exactOptional(LatencyRule),
  /** What the call cost, in US dollars. */
  cost: v.exactOptional(PlainRule),
  /** HTTP status, `ok` or `error`, or true and false. */
  status: v.exactOptional(PlainRule),
  /** Anything here means that the call failed. */
  error: v.exactOptional(PlainRule),
};

export type MappedField = keyof typeof FIELDS;
export const MAPPED_FIELDS = Object.keys(FIELDS) as readonly MappedField[];

const NAME = 'It needs a "name" of letters, digits, dots and dashes.';

/** Where a log that no known format fits keeps what. */
export const MappingProfile = v.pipe(
  written(
    {
      $schema: v.exactOptional(v.string()),
      /** Shown as `mapping:NAME` where a format's name stands. */
      name: v.pipe(v.string(NAME), v.regex(/^[\w.-]{1,60}$/, NAME)),
      /** Paths that a record must have to be read with this mapping. Without them: a prompt or an answer. */
      when: v.exactOptional(somePaths('takes a list of paths.')),
      /** Path of a list of records inside each value of the log. */
      records: v.exactOptional(aPath('takes a path.')),
      /** True reads matching records with this mapping even where a known format would take them. */
      override: v.exactOptional(v.pipe(v.boolean('is true or false.'), v.metadata({ default: false }))),
      /**
       * Paths of the fields of a request. A path leads through objects, lists (`choices.0.text`) and JSON in strings; keys
       * may hold dots themselves.
       */
      fields: v.pipe(
        written(
          FIELDS,
          'It has no "fields".',
          (name) => `There is no field "${name}". Fields: ${MAPPED_FIELDS.join(', ')}.`,
        ),
        v.check(
          ({ prompt, answer }) => prompt !== undefined || answer !== undefined,
          'It names neither a prompt nor an answer: nothing could be judged.',
        ),
        v.metadata({ anyOf: [{ required: ['prompt'] }, { required: ['answer'] }] }),
      ),
      /** How sure a proposal is of each field. For people: nothing depends on it. */
      confidence: v.exactOptional(withoutLists(v.record(v.string(), Probability))),
    },
    'This is not an object.',
  ),
  v.metadata({
    defaultSnippets: [
      {
        label: 'mapping',
        body: {
          name: '${1:my-gateway}',
          fields: { time: '${2:timestamp}', user: '${3:user}', prompt: '${4:prompt}', answer: '${5:answer}' },
        },
      },
    ],
  }),
);
export type MappingProfile = Omit<v.InferOutput<typeof MappingProfile>, '$schema'>;

/** One mapping or a list of them: how to read request logs that no known format fits. */
export const MappingFile = v.union([MappingProfile, v.pipe(v.array(MappingProfile), v.maxLength(MAX_PROFILES))]);
