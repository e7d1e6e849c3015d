import { CHOOSE_ACCOUNT } from '../../engine/accounts/lone-accounts.ts';
import { count } from '../../text/numbers.ts';
import { MAPPED_FIELDS } from '../../reader/mapping/mapping-schema.ts';
import type { RequestRecord } from '../../reader/records/fields/request.ts';
import type { CoveredField, DetectorNeed, Inspection } from './inspection.ts';

/** A part of what is told about a log; a terminal and an editor show it each in its own way. */
export interface InspectionSection {
  title: string;
  /** Sentences, one a paragraph. */
  text: string[];
  /** Rows of a table; the first one is its head. */
  rows?: string[][];
  /** JSON to show as it is. */
  json?: unknown;
}

/** How the reader of the text calls for what it advises. */
export interface Advice {
  /** Words that tell how to keep the proposed mapping. */
  save: string;
}

/** Above the profile that is proposed. */
export const MAPPING_HEADING = 'The mapping as a profile';

/** What was found out about a log, in words. */
export function inspectionSections(inspection: Inspection, advice: Advice): InspectionSection[] {
  return [
    overview(inspection),
    formats(inspection),
    fields(inspection),
    requests(inspection),
    detectors(inspection),
    techniques(inspection),
    unread(inspection),
    ...proposal(inspection, advice),
  ].filter(({ text, rows, json }) => text.length > 0 || (rows?.length ?? 0) > 1 || json !== undefined);
}

function overview({ container, bytes, counts, complete, error }: Inspection): InspectionSection {
  const kind = [CONTAINERS[container.container], COMPRESSIONS[container.compression], ENCODINGS[container.encoding]];
  const extent = complete ? 'Read to its end' : 'Only the beginning was read';
  const { lines, records, rejected, skipped } = counts;
  const sum = `${count(lines)} lines = ${count(records)} with requests + ${count(rejected)} rejected + ${count(skipped)} skipped`;
  return {
    title: 'File',
    text: [
      `${kind.filter((word) => word !== '').join(', ')}, ${count(bytes)} bytes.`,
      `${extent}: ${sum}; ${count(counts.requests)} requests.`,
      ...(error === undefined ? [] : [error]),
    ],
  };
}

const CONTAINERS = { file: '', zip: 'In a zip archive', tar: 'In a tar archive', parquet: 'Parquet' } as const;
const COMPRESSIONS = { none: 'Not compressed', gzip: 'gzip', zstd: 'zstd' } as const;
const ENCODINGS = {
  utf8: 'UTF-8',
  utf16le: 'UTF-16 (little-endian)',
  utf16be: 'UTF-16 (big-endian)',
  cr: 'UTF-8 with carriage returns between lines',
} as const;

function formats({ formats: found }: Inspection): InspectionSection {
  return {
    title: 'Formats',
    text: found.length === 0 ? ['No format fits.'] : [],
    rows: [
      ['format', 'requests', 'what it is'],
      ...found.map(({ name, requests: sent, title }) => [name, count(sent), title]),
    ],
  };
}

function fields(inspection: Inspection): InspectionSection {
  const { fields: covered, records, counts } = inspection;
  const rows = covered
    .filter(({ share }) => share > 0)
    .map(({ name, share, origin, note }) => [FIELD_NAMES[name], percent(share), origin?.path ?? '', note ?? '']);
  const absent = covered.filter(({ share }) => share === 0).map(({ name }) => FIELD_NAMES[name]);
  if (records.length === 0 && rows.length === 0) return { title: 'Fields', text: inspection.gaps };
  return {
    title: counts.requests === 0 ? 'Fields with the proposed mapping' : 'Fields',
    text: [
      ...(absent.length === 0 ? [] : [`Not in this log: ${absent.join(', ')}.`]),
      ...accountText(inspection),
      ...inspection.gaps,
    ],
    rows: [['field', 'requests', 'found at', ''], ...rows],
  };
}

/** Most fields that are named as possible accounts. */
const HINTS = 3;

function accountText({ fields: covered, accountHints: hints, loneAccounts }: Inspection): string[] {
  const named = hints.slice(0, HINTS).map(({ path, why }) => `${path} (${why})`);
  const choice = named.length === 0 ? '' : ` It may be in ${named.join(' or ')}: ${CHOOSE_ACCOUNT}.`;
  if (loneAccounts === true) {
    const path = covered.find(({ name }) => name === 'account')?.origin?.path;
    const other =
      named.length === 0
        ? ` Where another field names the customer, ${CHOOSE_ACCOUNT}.`
        : ` The customer may be in another field.${choice}`;
    return [
      `Nearly every request has an account of its own${path === undefined ? '' : `, found at ${path}`}: nobody is seen twice.${other}`,
    ];
  }
  return choice === '' ? [] : [`Some requests name no account under a usual name.${choice}`];
}

const FIELD_NAMES: Readonly<Record<CoveredField, string>> = {
  time: 'time',
  account: 'account',
  organisation: 'organisation',
  endUser: 'end user',
  session: 'session',
  address: 'address',
  userAgent: 'user agent',
  id: 'id',
  model: 'model',
  system: 'system prompt',
  messages: 'messages',
  tools: 'tools',
  parameters: 'parameters',
  answer: 'answer',
  inputTokens: 'input tokens',
  outputTokens: 'output tokens',
  latency: 'latency',
  cost: 'cost',
  status: 'status',
};

function requests({ records, counts }: Inspection): InspectionSection {
  const title = counts.requests === 0 ? 'First requests with the proposed mapping' : 'First requests';
  return { title, text: [], ...(records.length > 0 && { json: records.map(shorten) }) };
}

/** Longest text that is shown of a prompt or an answer. */
const MAX_SHOWN_LENGTH = 300;

function shorten(record: RequestRecord & { line: number }): unknown {
  const cut = (text: string): string =>
    text.length > MAX_SHOWN_LENGTH ? `${text.slice(0, MAX_SHOWN_LENGTH)}… (${count(text.length)} characters)` : text;
  return {
    ...record,
    system: cut(record.system),
    messages: record.messages.map((message) => ({ ...message, text: cut(message.text) })),
    tools: record.tools.map(({ name, schema }) => ({ name, schema: cut(schema) })),
    ...(record.answer && {
      answer: { ...record.answer, text: cut(record.answer.text), toolCalls: cut(record.answer.toolCalls) },
    }),
    ...(record.time !== undefined && { time: new Date(record.time).toISOString() }),
  };
}

function detectors({ detectors: found }: Inspection): InspectionSection {
  if (found.length === 0) return { title: 'Detectors', text: [] };
  const fed = found.filter((detector) => detector.fed === 'yes').length;
  return {
    title: 'Detectors',
    text: [`${count(fed)} of ${count(found.length)} have the data they need in this log.`],
    rows: [['detector', '', 'missing', 'needs'], ...unfed(found)],
  };
}

function techniques({ techniques: found }: Inspection): InspectionSection {
  if (found.length === 0) return { title: 'Techniques', text: [] };
  const unasked = unfed(found);
  return {
    title: 'Techniques',
    text: [
      `${count(found.length - unasked.length)} of ${count(found.length)} can be looked for in these requests. To the others the log is blind, which is not the same as clean.`,
    ],
    rows: [['technique', '', 'missing', 'needs'], ...unasked],
  };
}

const unfed = (found: readonly DetectorNeed[]): string[][] =>
  found
    .filter(({ fed }) => fed !== 'yes')
    .map(({ name, fed, needs, missing }) => [
      name,
      fed === 'no' ? 'will abstain' : 'has little to go by',
      missing.join(', '),
      needs,
    ]);

function unread({ reasons, fieldsSeen }: Inspection): InspectionSection {
  return {
    title: 'Lines without requests',
    text: fieldsSeen.length === 0 ? [] : [`Fields of the records that fit no format: ${fieldsSeen.join(', ')}.`],
    rows: [
      ['', 'lines', 'why', 'for example'],
      ...reasons.map(({ outcome, reason, count: lines, examples }) => [
        outcome,
        count(lines),
        reason,
        examples.map(({ line, text }) =>
          text === undefined ? `line ${line}` : `line ${line}: ${text.slice(0, 80)}`,
        )[0] ?? '',
      ]),
    ],
  };
}

function proposal({ proposal: found, fieldsSeen, counts }: Inspection, { save }: Advice): InspectionSection[] {
  if (found === undefined) {
    if (fieldsSeen.length === 0 || counts.requests > 0) return [];
    const text =
      'No prompt or answer was recognised among these fields, so no mapping is proposed. If they are there, write one by hand: see docs/formats.md.';
    return [{ title: 'Proposed mapping', text: [text] }];
  }
  const { profile, guesses, records, requests: read, doubts, examples } = found;
  const order = (field: (typeof guesses)[number]['field']): number => MAPPED_FIELDS.indexOf(field);
  return [
    {
      title: 'Proposed mapping',
      text: [
        `Derived from ${count(records)} records, in which it would read ${count(read)} requests. Check each line before you trust it.`,
      ],
      rows: [
        ['field', 'path', 'sure', 'why', 'for example'],
        ...[...guesses]
          .sort((a, b) => order(a.field) - order(b.field))
          .map(({ field, path, confidence, why, examples }) => [
            field,
            path,
            percent(confidence),
            why,
            examples.length === 0 ? '' : JSON.stringify(examples[0]).slice(0, 60),
          ]),
      ],
    },
    {
      title: 'As the mapping reads them',
      text: doubts,
      rows: [
        ['line', 'time', 'account', 'prompt', 'answer'],
        ...examples.map(({ line, time, account, prompt, answer }) => [count(line), time, account, prompt, answer]),
      ],
    },
    { title: MAPPING_HEADING, text: [save], json: profile },
  ];
}

const percent = (share: number): string => `${Math.round(100 * share)}%`;
