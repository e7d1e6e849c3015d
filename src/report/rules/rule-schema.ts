/** The shape of a rule file: a subset of Sigma. Anything not named here is an error, not a hint. */
import * as v from 'valibot';
import { withoutLists, written } from '../../schema/written.ts';
import { LEVELS } from '../shape/rule-outcome.ts';

const aText = (says: string, most = 4000) => v.pipe(v.string(says), v.regex(/\S/, says), v.maxLength(most, says));
const someTexts = (says: string) => v.pipe(v.array(aText(says), says), v.maxLength(100, says));

const ID = 'is 1 to 64 lower-case letters, digits and dashes.';
const TAG = 'contains something that is not a tag such as atlas.aml.t0024.002 or owasp.llm06.2026.';
const SPAN = 'is a time such as 30s, 10m, 2h or 7d.';
const COUNT = 'is a whole number from 1 to 1000000.';
const FIELD = 'names a field.';

const aCount = v.pipe(v.number(COUNT), v.safeInteger(COUNT), v.minValue(1, COUNT), v.maxValue(1_000_000, COUNT));

/** What a rule says of itself. */
const HEAD = {
  /** One line that says what was found. */
  title: aText('says what was found.', 200),
  /** Name of the rule in findings: `rule/ID`. */
  id: v.pipe(v.string(ID), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, ID)),
  /** How ripe the rule is. */
  status: v.exactOptional(v.picklist(['stable', 'test', 'experimental'], 'is stable, test or experimental.')),
  /** What the rule looks for, and why. */
  description: v.exactOptional(aText('is text.')),
  /** What the rule is based on. */
  references: v.exactOptional(someTexts('is a list of addresses.')),
  author: v.exactOptional(aText('is a name.', 200)),
  date: v.exactOptional(aText('is a day.', 40)),
  modified: v.exactOptional(aText('is a day.', 40)),
  /** Techniques of MITRE ATLAS and risks of OWASP. */
  tags: v.exactOptional(
    v.pipe(
      v.array(v.pipe(v.string(TAG), v.regex(/^(?:atlas\.aml|owasp)\.[a-z0-9.]{1,40}$/, TAG)), TAG),
      v.maxLength(30, TAG),
    ),
  ),
  /** What else looks like this. */
  falsepositives: v.exactOptional(someTexts('is a list of texts.')),
  /** How serious a match is. */
  level: v.picklist(LEVELS, `is one of ${LEVELS.join(', ')}.`),
};

/** A rule on single requests or slices. */
export const EventRuleFile = written(
  {
    ...HEAD,
    /** What the rule looks at. */
    logsource: written(
      {
        product: v.exactOptional(v.literal('prompt-audit', 'is prompt-audit.')),
        /** `request`: each request; `slice`: all that an account sends of one template. */
        category: v.picklist(['request', 'slice'], 'is request or slice.'),
      },
      '"logsource" needs a "category": request or slice.',
    ),
    /** Selections of fields, and a condition on them. */
    detection: withoutLists(v.record(v.string(), v.unknown(), '"detection" needs selections and a "condition".')),
  },
  'A rule is an object with "title", "id", "level", "logsource" and "detection".',
  (name) => `A rule has no "${name}" here.`,
);
export type EventRuleFile = v.InferOutput<typeof EventRuleFile>;

/** A rule on how often other rules match. */
export const CorrelationFile = written(
  {
    ...HEAD,
    /** What is counted. */
    correlation: written(
      {
        /** `event_count`: matches; `value_count`: different values of a field; `temporal`: whether all rules match. */
        type: v.picklist(['event_count', 'value_count', 'temporal'], 'is event_count, value_count or temporal.'),
        /** Ids of the rules whose matches are counted. */
        rules: v.pipe(someTexts('is a list of rule ids.'), v.minLength(1, 'is a list of rule ids.')),
        /** Fields that must be the same in matches that are counted together. */
        'group-by': v.pipe(
          v.array(aText(FIELD), 'is a list of fields.'),
          v.minLength(1, 'is a list of fields.'),
          v.maxLength(5, 'has at most five fields.'),
        ),
        /** Length of the window. */
        timespan: v.pipe(v.string(SPAN), v.regex(/^[1-9]\d{0,5}[smhd]$/, SPAN)),
        /** From which count on the rule matches. */
        condition: v.exactOptional(
          written(
            {
              /** At least so many. */
              gte: v.exactOptional(aCount),
              /** More than this many. */
              gt: v.exactOptional(aCount),
              /** For `value_count`: the field whose values are counted. */
              field: v.exactOptional(aText(FIELD)),
            },
            'A condition needs "gte" or "gt".',
            (name) =>
              /^(?:lt|lte|eq|neq)$/.test(name)
                ? `"${name}" is not supported here: a window without a match is never looked at, so only gte and gt make sense.`
                : `A condition has no "${name}" here.`,
          ),
        ),
      },
      '"correlation" holds "type", "rules", "group-by", "timespan" and "condition".',
      (name) => `A correlation has no "${name}" here.`,
    ),
  },
  'A correlation is an object with "title", "id", "level" and "correlation".',
  (name) => `A correlation has no "${name}" here.`,
);
export type CorrelationFile = v.InferOutput<typeof CorrelationFile>;
