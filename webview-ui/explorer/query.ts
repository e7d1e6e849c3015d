/**
 * The query line: a filter written as `account:… -verdict:none text:"…"`, and read back. What is written without a field is
 * the text that lines must contain. Longer text than a field takes is the field's matter: nothing here throws.
 */
import type { FacetField, LogFilter } from '../../src/protocol/explorer-messages.ts';
import { TRAIT_KINDS } from '../../src/protocol/entity-kinds.ts';
import { ANSWER_LENGTHS, TOOL_COUNTS } from '../../src/protocol/request-groups.ts';
import type { Called } from '../../src/protocol/view-model.ts';
import { VERDICTS } from '../parts/findings/verdict.ts';
import { english, type Speech } from '../../src/text/speech.ts';
import { t } from '../parts/words.ts';

export const NO_FILTER: LogFilter = {
  kind: 'requests',
  account: '',
  template: '',
  campaign: '',
  flagged: false,
  text: '',
};

export type QueryField = FacetField | 'is' | 'from' | 'to' | 'text';

/** Values of the fields that have only these. */
export const FIXED_VALUES = {
  // No account is suspected by itself.
  verdict: (Object.keys(VERDICTS) as Called[]).filter((one) => one !== 'suspected'),
  answer: ANSWER_LENGTHS,
  tools: TOOL_COUNTS,
  is: ['flagged'],
} as const;

/** A part of the line, by its place in it. */
export interface QueryPart {
  start: number;
  end: number;
  /** A minus sign before a field: not these. */
  isLeftOut: boolean;
  /** Undefined for text without a field. */
  field: QueryField | undefined;
  value: string;
}

/** In the order in which they are offered. */
const QUERY_FIELDS: Readonly<Record<QueryField, string>> = {
  account: 'who is billed',
  template: 'prompts with the same fixed text',
  campaign: 'accounts that act together',
  verdict: 'what the account is called',
  model: 'the model that answered',
  answer: 'length of the answer',
  tools: 'tools offered to the model',
  address: 'where the request came from',
  client: 'the program that sent it',
  organisation: 'who the account belongs to',
  payment: 'means of payment, by the account directory',
  signup: 'hour of sign-up, by the account directory',
  toolset: 'the same set of tools, by its number',
  is: 'flagged requests only',
  from: 'first time, UTC: 2026-05-03T09:30',
  to: 'time, UTC, before which they were sent',
  text: 'what the line contains',
};

export const FIELDS = Object.keys(QUERY_FIELDS) as readonly QueryField[];

/** What a field is, in a few words. */
export const fieldHelp = (field: QueryField): string => t(QUERY_FIELDS[field]);

const isField = (name: string): name is QueryField => Object.hasOwn(QUERY_FIELDS, name);
const isSpace = (letter: string | undefined): boolean => letter !== undefined && letter.trim() === '';

export function partsOf(query: string): QueryPart[] {
  const parts: QueryPart[] = [];
  let at = 0;
  while (at < query.length) {
    if (isSpace(query[at])) {
      at++;
      continue;
    }
    const start = at;
    const isMinus = query[at] === '-';
    const colon = query.indexOf(':', at);
    const name = colon < 0 ? '' : query.slice(at + (isMinus ? 1 : 0), colon);
    const field = isField(name) ? name : undefined;
    const read = valueAt(query, field === undefined ? at : colon + 1);
    at = read.end;
    parts.push({ start, end: at, isLeftOut: isMinus && field !== undefined, field, value: read.value });
  }
  return parts;
}

/** A value up to the next space, or to its closing quotation mark. */
function valueAt(query: string, start: number): { value: string; end: number } {
  if (query[start] !== '"') {
    let end = start;
    while (end < query.length && !isSpace(query[end])) end++;
    return { value: query.slice(start, end), end };
  }
  let value = '';
  let at = start + 1;
  for (; at < query.length && query[at] !== '"'; at++) {
    if (query[at] === '\\' && at + 1 < query.length) at++;
    value += query[at] ?? '';
  }
  return { value, end: Math.min(query.length, at + 1) };
}

const quoted = (value: string): string =>
  value === '' || value.startsWith('"') || [...value].some((letter) => isSpace(letter))
    ? `"${value.replace(/["\\]/g, '\\$&')}"`
    : value;

export const partText = (field: QueryField, value: string, isLeftOut = false): string =>
  `${isLeftOut ? '-' : ''}${field}:${quoted(value)}`;

export function queryOf(filter: LogFilter, isByRequest: boolean): string {
  const { text, from, to, flagged } = filter;
  const values = (
    ['campaign', 'account', 'template', 'model', 'verdict', 'answer', 'tools', ...TRAIT_KINDS] as const
  ).flatMap((field) => (filter[field] ? [partText(field, filter[field])] : []));
  const fields = [
    ...(flagged ? ['is:flagged'] : []),
    ...values,
    ...(filter.except ?? []).map(({ field, value }) => partText(field, value, true)),
    ...(from === undefined ? [] : [partText('from', timeWord(from))]),
    ...(to === undefined ? [] : [partText('to', timeWord(to))]),
  ];
  const isPlain = partsOf(text).every(
    ({ field, value, start, end }) => field === undefined && value.length === end - start,
  );
  const isAsWritten = isPlain && text.split(' ').every((word) => word !== '' && word.trim() === word);
  return [...(isByRequest ? fields : []), ...(text === '' ? [] : [isAsWritten ? text : partText('text', text)])].join(
    ' ',
  );
}

/** A filter, or what is wrong with the query. */
export function filterOf(query: string, kind: LogFilter['kind'], t: Speech = english): LogFilter | string {
  const filter: LogFilter = { ...NO_FILTER, kind };
  const except: NonNullable<LogFilter['except']> = [];
  const text: string[] = [];
  for (const { field, value, isLeftOut } of partsOf(query)) {
    if (field === undefined || (field === 'text' && !isLeftOut)) {
      text.push(value);
      continue;
    }
    // Text is all that lines have.
    filter.kind = 'requests';
    const wrong = wrongValue(field, value, isLeftOut, t);
    if (wrong !== undefined) return wrong;
    if (field === 'is') filter.flagged = true;
    else if (field === 'from' || field === 'to') filter[field] = timeOf(value) ?? 0;
    else if (field === 'text') continue;
    else if (isLeftOut) except.push({ field, value });
    else Object.assign(filter, { [field]: value });
  }
  return { ...filter, text: text.join(' '), ...(except.length > 0 && { except }) };
}

function wrongValue(field: QueryField, value: string, isLeftOut: boolean, t: Speech): string | undefined {
  if (value === '') return t('Write a value after {0}.', `${field}:`);
  if (isLeftOut && (field === 'is' || field === 'from' || field === 'to' || field === 'text'))
    return t('{0} cannot be left out: take the minus sign away.', `${field}:`);
  if (field === 'from' || field === 'to')
    return timeOf(value) === undefined ? t('{0} takes a time such as 2026-05-03T09:30 (UTC).', `${field}:`) : undefined;
  const known: readonly string[] | undefined =
    field in FIXED_VALUES ? FIXED_VALUES[field as keyof typeof FIXED_VALUES] : undefined;
  return known === undefined || known.includes(value)
    ? undefined
    : t('{0} takes one of these: {1}.', `${field}:`, known.join(', '));
}

const TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?)?Z?$/;

function timeOf(value: string): number | undefined {
  if (!TIME.test(value)) return undefined;
  const time = Date.parse(
    value.includes('T') && !value.endsWith('Z') ? `${value}Z` : value.replace(/^([\d-]+)Z$/, '$1'),
  );
  return Number.isNaN(time) ? undefined : time;
}

/** As short as the time allows: a day, a minute, or more. */
const timeWord = (time: number): string =>
  new Date(time)
    .toISOString()
    .replace(/Z$/, '')
    .replace(/\.000$/, '')
    .replace(/:00$/, '')
    .replace(/T00:00$/, '');

/** Without the value of a field, or with it, chosen or left out: what a click on a value asks for. */
export function withValue(filter: LogFilter, field: FacetField, value: string, as: 'only' | 'except'): LogFilter {
  const { except = [], [field]: chosen, ...rest } = filter;
  const isSame = (one: { field: FacetField; value: string }): boolean => one.field === field && one.value === value;
  const others = except.filter((one) => !isSame(one));
  const isBack = as === 'only' ? chosen === value : others.length < except.length;
  const left = as === 'except' && !isBack ? [...others, { field, value }] : others;
  const kept = as === 'except' && chosen !== value ? chosen : isBack || as === 'except' ? undefined : value;
  return {
    ...NO_FILTER,
    ...rest,
    ...(kept !== undefined && { [field]: kept }),
    ...(left.length > 0 && { except: left }),
  };
}

/** Does the filter leave requests out? */
export const isNarrow = ({ kind: _, ...filter }: LogFilter, isByRequest: boolean): boolean =>
  isByRequest ? queryOf({ kind: 'requests', ...filter }, true) !== '' : filter.text !== '';

/** The same filter, whatever the order in which its parts were set. */
export function sameFilter(one: LogFilter | string, other: LogFilter | undefined): boolean {
  if (typeof one === 'string' || other === undefined) return false;
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

const sorted = (filter: LogFilter): unknown => Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1));
