/**
 * The shape of the decisions file. Its types, its reader and the published `media/triage.schema.json` are all derived
 * from it; the comment on a field becomes its description there.
 */
import * as v from 'valibot';
import { DAY, isDay } from '../../text/times.ts';
import { LONGEST_NAME } from '../../schema/shapes.ts';
import { written } from '../../schema/written.ts';

export const MAX_ENTRIES = 100_000;
export const MAX_NOTE = 2000;

const aName = (says: string) => v.pipe(v.string(says), v.minLength(1, says), v.maxLength(LONGEST_NAME, says));

const Name = aName(`is a text of 1 to ${LONGEST_NAME} characters.`);
const Names = v.pipe(
  v.array(aName('contains something that is not a name.'), 'is a list of names.'),
  v.maxLength(MAX_ENTRIES, 'is a list of names.'),
);

const DAY_SAYS = 'is a day such as 2026-11-25.';
/** A day of the calendar. */
export const Day = v.pipe(v.string(DAY_SAYS), v.regex(DAY, DAY_SAYS), v.check(isDay, DAY_SAYS));

const NOTE = `says why, in 1 to ${MAX_NOTE} characters.`;
/** What people write about what they did. */
export const Note = v.pipe(v.string(NOTE), v.maxLength(MAX_NOTE, NOTE), v.regex(/\S/, NOTE));
const AUTHOR = 'is a name of at most 200 characters.';
/** A person or a team. */
export const Author = v.pipe(v.string(AUTHOR), v.maxLength(200, AUTHOR));

/** Who decided what until when. */
const DECISION = {
  /** Why, in words for whoever reviews this file. */
  note: Note,
  /** Who decided. */
  author: v.exactOptional(Author),
  /** Who answers for it: the person or team to ask when it expires or is doubted. */
  owner: v.exactOptional(Author),
  /** The day of the decision, such as 2026-11-25. */
  date: v.exactOptional(Day),
  /** The last day on which the decision holds. After it the finding counts again. */
  expires: v.exactOptional(Day),
};

/** The fields of which exactly one must be there, as JSON Schema says it. */
const oneOf = (...names: string[]) => ({ oneOf: names.map((name) => ({ required: [name] })) });

/** Accounts that are never counted, and why. */
export const AllowEntry = v.pipe(
  written(
    {
      /** The name of an account, its `sha256:` hash, or a pattern in which `*` stands for any text: `eval-*`. */
      account: v.exactOptional(v.pipe(Name, v.regex(/[^*]/, '"*" alone would allow every account.'))),
      /** All accounts of an organisation, as the log or the account directory names it. */
      organisation: v.exactOptional(Name),
      ...DECISION,
    },
    'An entry of "allow" is an object.',
  ),
  v.check(
    ({ account, organisation }) => (account === undefined) !== (organisation === undefined),
    'An entry of "allow" names an "account" or an "organisation".',
  ),
  v.metadata({
    ...oneOf('account', 'organisation'),
    defaultSnippets: [
      { label: 'allowed account', body: { account: '${1:eval-*}', note: '${2:why}' } },
      { label: 'allowed organisation', body: { organisation: '${1:org-own}', note: '${2:why}' } },
    ],
  }),
);
export type AllowEntry = v.InferOutput<typeof AllowEntry>;

export const MARK_STATES = ['confirmed', 'benign', 'watch'] as const;
/**
 * `confirmed`: it is what the finding says. `benign`: it is not, and need not be counted. `watch`: not decided, to be looked
 * at again; it still counts.
 */
export const MarkState = v.picklist(MARK_STATES, `is one of ${MARK_STATES.join(', ')}.`);
export type MarkState = v.InferOutput<typeof MarkState>;

const SAYS = 'is 32 hexadecimal digits.';
const Says = v.pipe(v.string(SAYS), v.regex(/^[0-9a-f]{32}$/, SAYS));
const SAYS_OF = 'says of each of "templates" what it says, or nothing.';

const CAMPAIGN = 'A campaign is an object with "accounts" and "templates", and may have a "key" and a "score".';
const SCORE = 'is a number from 0 to 1.';

/** A campaign in terms that later scans still know: its number changes from scan to scan. */
export const CampaignEntry = v.pipe(
  written(
    {
      /** Key of the campaign in a report. */
      key: v.exactOptional(Name),
      /** Accounts of the campaign, by name or `sha256:` hash. */
      accounts: v.pipe(Names, v.minLength(1, 'A campaign has accounts.')),
      /** Ids of its templates; none for a group that relays. */
      templates: Names,
      /** Of each template, in their order, what it says; empty where that is not known. */
      says: v.exactOptional(
        v.pipe(v.array(v.union([v.literal(''), Says], SAYS_OF), SAYS_OF), v.maxLength(MAX_ENTRIES, SAYS_OF)),
      ),
      /** Its score when it was decided on: what a benign mark holds up to, and what is learnt of scores from. */
      score: v.exactOptional(v.pipe(v.number(SCORE), v.minValue(0, SCORE), v.maxValue(1, SCORE))),
    },
    CAMPAIGN,
  ),
  v.check(
    ({ templates, says }) => says === undefined || says.length === templates.length,
    '"says" has an entry for each of "templates".',
  ),
);

/** What was decided about one account, template or campaign. */
export const MarkEntry = v.pipe(
  written(
    {
      /**
       * The name of the account as the log has it, or `sha256:` and the SHA-256 of that name in hexadecimal, to keep the name
       * out of this file.
       */
      account: v.exactOptional(Name),
      /** The id of the template. The same fixed text has the same id in every log. */
      template: v.exactOptional(Name),
      /**
       * 128 bits of SHA-256 of what the template says: nobody can write another of the same. Written by the extension. A mark without it,
       * by hand, holds for whatever has the id, which is 32 bits.
       */
      says: v.exactOptional(Says),
      /**
       * Hashes of sentences of the template, by which it is known again when its text changed a little. Written by the
       * extension.
       */
      sketch: v.exactOptional(Names),
      /**
       * A campaign is known again by its key, its accounts and its templates: its number changes from scan to scan. A benign mark no
       * longer counts when more than a fifth of the accounts or half of the templates are new, or when its odds have doubled.
       */
      campaign: v.exactOptional(CampaignEntry),
      state: v.pipe(
        MarkState,
        v.metadata({
          enumDescriptions: [
            'The finding is right, and counts.',
            'The finding is wrong, and no longer counts. Reports always say how many these are.',
            'Undecided: look at it again later. It counts.',
          ],
        }),
      ),
      ...DECISION,
    },
    'A mark is an object.',
  ),
  v.check(
    ({ account, template, campaign }) => [account, template, campaign].filter((one) => one !== undefined).length === 1,
    'A mark names one thing: "account", "template" or "campaign".',
  ),
  v.check(({ sketch, template }) => sketch === undefined || template !== undefined, '"sketch" belongs to a template.'),
  v.check(({ says, template }) => says === undefined || template !== undefined, '"says" belongs to a template.'),
  v.metadata({
    ...oneOf('account', 'template', 'campaign'),
    dependencies: { sketch: ['template'], says: ['template'] },
    defaultSnippets: [
      { label: 'marked account', body: { account: '$1', state: '${2|benign,watch,confirmed|}', note: '${3:why}' } },
      { label: 'marked template', body: { template: '$1', state: '${2|benign,watch,confirmed|}', note: '${3:why}' } },
    ],
  }),
);
export type MarkEntry = v.InferOutput<typeof MarkEntry>;

const TOO_MANY = `has more than ${MAX_ENTRIES} entries.`;

/**
 * What people decided about accounts, templates and campaigns. The extension and `prompt-audit scan` read it; benign and
 * allowed ones are not counted as findings, and how many that are is always said.
 */
export const TriageFile = written(
  {
    $schema: v.exactOptional(v.string()),
    /** Accounts of your own, such as evaluation runs. They are never counted. */
    allow: v.exactOptional(v.pipe(v.array(AllowEntry, 'is a list.'), v.maxLength(MAX_ENTRIES, TOO_MANY))),
    /** One decision for each account, template or campaign. */
    marks: v.exactOptional(v.pipe(v.array(MarkEntry, 'is a list.'), v.maxLength(MAX_ENTRIES, TOO_MANY))),
  },
  'The file must contain an object with "marks" and "allow".',
);
export type TriageFile = v.InferOutput<typeof TriageFile>;
