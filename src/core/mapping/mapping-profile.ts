/**
 * A mapping profile says where a log that no format reads keeps what. It is plain data that a person can write, and can
 * cross threads. Its JSON Schema is `media/mapping.schema.json`.
 */
export interface MappingProfile {
  /** Shown as `mapping:NAME` where a format's name stands. */
  name: string;
  /** Paths that a record must have for the profile to read it. Without them: the paths of the prompt, or of the answer. */
  when?: readonly string[];
  /** Path of a list of records inside each value of the log. */
  records?: string;
  /** True reads matching records with this profile even where a known format would take them. */
  override?: boolean;
  fields: Readonly<Partial<Record<MappedField, FieldRule>>>;
  /** How sure a proposal is of each field, from 0 to 1. For people: nothing depends on it. */
  confidence?: Readonly<Partial<Record<MappedField, number>>>;
}

/** Fields of a request that a profile can fill, in the order in which they are shown. */
export const MAPPED_FIELDS = [
  'time',
  'id',
  'key',
  'user',
  'endUser',
  'project',
  'organisation',
  'session',
  'address',
  'userAgent',
  'model',
  'system',
  'prompt',
  'answer',
  'tools',
  'temperature',
  'topP',
  'maxTokens',
  'choices',
  'stream',
  'inputTokens',
  'outputTokens',
  'latency',
  'cost',
  'status',
  'error',
] as const;

export type MappedField = (typeof MAPPED_FIELDS)[number];

/** A path, or a path with what else must be known to read the value. Of several paths the first with a value counts. */
export type FieldRule = string | readonly string[] | DetailedRule;

export interface DetailedRule {
  path: string | readonly string[];
  /** Unit of `time` (default: told by its size) and of `latency` (default: ms). */
  unit?: TimeUnit;
  /** For a prompt that is a list of turns: the names of the fields that hold who speaks and what is said. */
  role?: string;
  text?: string;
  /** What the log calls each role, for example `{ "bot": "assistant" }`. */
  roles?: Readonly<Record<string, Role>>;
}

export type Role = 'user' | 'assistant' | 'system' | 'tool';
export const ROLES: readonly Role[] = ['user', 'assistant', 'system', 'tool'];

export type TimeUnit = 's' | 'ms' | 'us' | 'ns';
export const TIME_UNITS: readonly TimeUnit[] = ['s', 'ms', 'us', 'ns'];

/** Longest path and most rules that are taken: more is no description of a log. */
export const MAX_PATH = 500;
export const MAX_PROFILES = 100;

/** A rule in its full form. */
export function detailsOf(rule: FieldRule): DetailedRule & { paths: readonly string[] } {
  const details: DetailedRule = typeof rule === 'object' && 'path' in rule ? rule : { path: rule };
  return { ...details, paths: typeof details.path === 'string' ? [details.path] : details.path };
}
