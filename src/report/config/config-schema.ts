/**
 * The shape of the configuration file. Its types, its reader and the published `media/config.schema.json` are all
 * derived from it; the editor shows the comment on a field as its description.
 */
import * as v from 'valibot';
import { written } from '../../schema/written.ts';
import { KnownClients, ModelPrices, ModelReleases } from '../../engine/accounts/team-context.ts';
import { OwnPublicPrompts } from '../../engine/accounts/own-public-prompts.ts';
import { MappingProfile, MAX_PROFILES } from '../../reader/mapping/mapping-schema.ts';
import { LEVELS } from '../shape/rule-outcome.ts';
import { DEFAULT_SETTINGS, SETTING_RANGES } from '../shape/report.ts';
import { speaks, VERDICTS } from '../shape/verdict.ts';
import * as ranges from './config-ranges.ts';

const MAX_TEXT = 4096;
const MAX_INPUTS = 10_000;

const FILE = 'names a file.';
const aText = (says: string) => v.pipe(v.string(says), v.regex(/\S/, says), v.maxLength(MAX_TEXT, says));
const File = aText(FILE);

function aNumber([low, high]: readonly [number, number], says = `is a number from ${low} to ${high}.`) {
  return v.pipe(v.number(says), v.minValue(low, says), v.maxValue(high, says));
}

const INPUTS = 'is a list of files, folders and globs.';
const FAILING = VERDICTS.filter(speaks);
const MAPPINGS = 'is the name of a file or a list of mappings.';

const Limits = written(
  {
    /** Longest line that is read, in MB. A longer one is rejected and counted. */
    lineMegabytes: v.exactOptional(v.pipe(aNumber(ranges.LINE_MEGABYTES_RANGE), v.metadata({ default: 256 }))),
    /** Maximum unpacked size of a file, as a multiple of its packed size. Reading stops there with a message. */
    unpackRatio: v.exactOptional(v.pipe(aNumber(ranges.UNPACK_RATIO_RANGE), v.metadata({ default: 1000 }))),
  },
  '"limits" holds "lineMegabytes" and "unpackRatio".',
);

const Gates = written(
  {
    /** Minimum share of requests that must be judged. Below it, the log counts as not judged and a scan exits with 3. */
    minJudged: v.exactOptional(aNumber(SETTING_RANGES.minJudged)),
    /** Maximum share of lines that may be unreadable. Above it, the log counts as not judged and a scan exits with 3. */
    maxRejected: v.exactOptional(aNumber(SETTING_RANGES.maxRejected)),
  },
  '"gates" holds "minJudged" and "maxRejected".',
);

const RULE_FILES = 'is a list of rule files and folders, which may include "shipped".';
const Rules = written(
  {
    /** Files and folders of rules that scans run; `shipped` stands for those that come with the program. */
    files: v.exactOptional(v.pipe(v.array(aText(RULE_FILES), RULE_FILES), v.maxLength(100, RULE_FILES))),
    /** File of planted strings, one per line. Prompts that contain one are reported. */
    canaries: v.exactOptional(aText('is a file.')),
    /** End with exit status 1 on a hit of a rule of this level or a more serious one. */
    failOn: v.exactOptional(v.picklist(LEVELS, `is one of ${LEVELS.join(', ')}.`)),
  },
  '"rules" holds "files", "canaries" and "failOn".',
);

/**
 * Settings that the editor and the command line share. What is typed on the command line, or set in the editor, wins over
 * this file. Names of files are relative to it.
 */
export const ConfigFile = written(
  {
    $schema: v.exactOptional(v.string()),
    /** Logs to read when the command line names none: files, folders and globs. */
    inputs: v.exactOptional(v.pipe(v.array(aText(INPUTS), INPUTS), v.maxLength(MAX_INPUTS, INPUTS))),
    /**
     * What identifies the account of a request: `key`, `user`, `end-user`, `session`, `address`, `organisation`, or the path
     * of a field in the log.
     */
    accountBy: v.exactOptional(aText('names a kind of account or the path of a field.')),
    /** CSV file with details about the accounts: `account,created_at,org,...`. */
    accountDirectory: v.exactOptional(File),
    /** File that describes ordinary traffic, written by `prompt-audit baseline`. */
    baseline: v.exactOptional(File),
    /** File of decisions on findings. Without it: `.prompt-audit/triage.json`. */
    decisions: v.exactOptional(File),
    /** How to read logs of no known format: mappings, or the name of a file that holds them. */
    mappings: v.exactOptional(
      v.union([File, v.pipe(v.array(MappingProfile), v.maxLength(MAX_PROFILES, MAPPINGS))], MAPPINGS),
    ),
    /** Score from which an account is flagged as `distillation`. */
    threshold: v.exactOptional(
      v.pipe(aNumber(SETTING_RANGES.threshold), v.metadata({ default: DEFAULT_SETTINGS.threshold })),
    ),
    /** Share of accounts that you expect to take part in distillation before any evidence. */
    accountPrior: v.exactOptional(
      v.pipe(aNumber(SETTING_RANGES.accountPrior), v.metadata({ default: DEFAULT_SETTINGS.accountPrior })),
    ),
    /** False keeps prompt text out of the report. */
    includePrompts: v.exactOptional(v.pipe(v.boolean('is true or false.'), v.metadata({ default: true }))),
    /** End with exit status 1 on this verdict or a more serious one. */
    failOn: v.exactOptional(v.picklist(FAILING, `is one of ${FAILING.join(', ')}.`)),
    /** How much of a log must be readable and judged. */
    gates: v.exactOptional(Gates),
    /**
     * Your own clients, identified by how their user agent or system prompt begins. Campaigns that consist of their requests name
     * them. They do not affect the score.
     */
    knownClients: v.exactOptional(KnownClients),
    /**
     * Days on which models were released. A campaign says how many of its accounts moved to a model within a day of its release,
     * and how many others did. They do not affect the score.
     */
    modelReleases: v.exactOptional(ModelReleases),
    /**
     * List prices of models, in US dollars for a million tokens. A campaign says what its answers would have cost. They do not
     * affect the score. Nothing is looked up: a model without a price here has none.
     */
    modelPrices: v.exactOptional(ModelPrices),
    /**
     * Prompts that many unrelated people can have, beside those of benchmarks and tools that the program knows. A group that sends
     * one names it. They do not affect the score.
     */
    publicPrompts: v.exactOptional(OwnPublicPrompts),
    /** How far a hostile or broken log is followed. */
    limits: v.exactOptional(Limits),
    /** Rules of your own, run over every request. */
    rules: v.exactOptional(Rules),
  },
  'The file holds settings such as "threshold: 0.95".',
  (name) => `There is no setting "${name}".`,
);
export type ConfigFile = v.InferOutput<typeof ConfigFile>;
