/** How much of the documents of a log each account and group got: its curve, beside what others get with as many requests. */
import { addTo } from '../../../math/lists/many.ts';
import { wilson } from '../../../math/wilson.ts';
import type { DocumentCoverage, DocumentReader } from '../../../report/shape/exposure/document-coverage.ts';
import type { NumberedCampaign } from '../campaign-reports.ts';
import type { DetectionResult } from '../detection-result.ts';
import type { AnsweredDocuments } from './answered-documents.ts';
import { answeredDocuments } from './gather-documents.ts';
import { type ExpectedDocuments, ExpectedOfOthers } from './expected-documents.ts';

/** Requests below which a curve says nothing. */
const FEWEST = 20;
const LISTED = { group: 10, account: 20 } as const;
const POINTS = 12;
const TITLES = 5;
const WHOLE = 0.95;
const DAY = 86_400_000;
/** Further ahead than this nothing is foretold. */
const AHEAD = 730 * DAY;

interface Reader extends Pick<DocumentReader, 'name' | 'kind'> {
  /** Its accounts with documents. */
  numbers: readonly number[];
  /** Different documents of these. */
  seen: number;
}

/** What all readers are held against. */
interface Readers {
  answered: AnsweredDocuments;
  /** How many accounts got each document, and the same to be taken from: it is put back. */
  asked: Uint32Array;
  left: Uint32Array;
  /** Documents that any got. */
  named: number;
}

/** Undefined where no answer of the log names a document. */
export function documentCoverage(
  found: Pick<DetectionResult, 'table' | 'profiles'>,
  campaigns: readonly Pick<NumberedCampaign, 'report' | 'accounts'>[],
): DocumentCoverage | undefined {
  const answered = answeredDocuments(found);
  if (answered === undefined) return undefined;
  const { titles, total, times, ofAccount } = answered;
  const asked = new Uint32Array(titles.length);
  for (const account of ofAccount.keys()) putIn(answered.of(account), asked);
  const accounts: Reader[] = [];
  for (const [number, [from, to]] of ofAccount)
    if (to - from >= FEWEST) {
      const { account: name } = found.profiles.get(number)!;
      accounts.push({ name, kind: 'account', numbers: [number], seen: answered.seenBy([number]) });
    }
  const all: Readers = { answered, asked, left: asked.slice(), named: different(asked) };
  const told = [...largest(groupsOf(found, campaigns, answered), LISTED.group), ...largest(accounts, LISTED.account)];
  const ofOthers = new ExpectedOfOthers(answered);
  const narrowness = ofOthers.narrowness(FEWEST);
  const curves = told.map(({ numbers }) => ({ own: numbers, points: pointsOf(answered.answers(numbers)) }));
  const bands = ofOthers.expected(curves).map((band, at) => {
    const { kind, numbers } = told[at]!;
    const narrow = kind === 'account' ? narrowness(numbers[0]!) : () => 1;
    return band?.map((one, point) => ({
      ...one,
      low: Math.min(one.low, narrow(curves[at]!.points[point]!) * one.middle),
    }));
  });
  return {
    documents: total,
    ...(total > titles.length && { sampled: titles.length }),
    requests: times.length,
    accounts: ofAccount.size,
    judged: accounts.length,
    readers: told.map((one, at) => readerOf(one, all, bands[at])),
  };
}

/** Campaigns, and organisations of several accounts. */
function groupsOf(
  { profiles }: Pick<DetectionResult, 'profiles'>,
  campaigns: readonly Pick<NumberedCampaign, 'report' | 'accounts'>[],
  answered: AnsweredDocuments,
): Reader[] {
  const { ofAccount } = answered;
  const organisations = new Map<string, number[]>();
  for (const number of ofAccount.keys()) {
    const { organisation } = profiles.get(number)!;
    if (organisation !== '') addTo(organisations, organisation, number);
  }
  const named: [string, Reader['kind'], readonly number[]][] = [
    ...campaigns.map(({ report, accounts }): [string, Reader['kind'], readonly number[]] => [
      report.id,
      'campaign',
      accounts,
    ]),
    ...[...organisations]
      .filter(([, own]) => own.length > 1)
      .map(([name, own]): [string, Reader['kind'], readonly number[]] => [name, 'organisation', own]),
  ];
  return named
    .map(([name, kind, all]): Reader => {
      const numbers = all.filter((number) => ofAccount.has(number));
      return { name, kind, numbers, seen: answered.seenBy(numbers) };
    })
    .filter(({ numbers }) => answered.answers(numbers) >= FEWEST);
}

const largest = (readers: readonly Reader[], most: number): Reader[] =>
  readers.toSorted((a, b) => b.seen - a.seen || (a.name < b.name ? -1 : 1)).slice(0, most);

function readerOf(
  { name, kind, numbers, seen }: Reader,
  { answered, asked, left, named }: Readers,
  band: readonly ExpectedDocuments[] | undefined,
): DocumentReader {
  const { titles, total, times } = answered;
  const answers = answered.answersOf(numbers);
  for (const number of numbers) takeOut(answered.of(number), left);
  const alone = numbers.flatMap((number) => putBack(answered.of(number), left, asked));
  const others = named - alone.length;
  const seenToo = seen - alone.length;
  const scale = total / titles.length;
  const scaled = (documents: number): number => Math.round(scale * documents);
  const points = pointsOf(answers.length);
  const expected = band?.map(({ low, middle, high }) => ({
    low: Math.floor(scale * low),
    ...{ middle: scaled(middle), high: Math.ceil(scale * high) },
  }));
  const documentsAt = answered.seenAfter(answers, points);
  const curve = points.map((at, point): DocumentReader['curve'][number] => {
    const time = times[answers[at - 1]!]!;
    return {
      ...{ requests: at, time: Number.isNaN(time) ? null : time, documents: scaled(documentsAt[point]!) },
      ...(expected && { expected: expected[point]! }),
    };
  });
  const [low, high] = wilson(seenToo, others);
  const reaches = reachesAt(answered, answers, seen);
  return {
    ...{ name, kind, accounts: numbers.length, requests: answers.length },
    ...{ documents: scaled(seen), share: seen / titles.length },
    ...(others > 0 && { others: { seen: scaled(seenToo), total: scaled(others), low, high } }),
    alone: { documents: scaled(alone.length), titles: titlesOf(alone, titles) },
    ...(expected && { expected: expected.at(-1)! }),
    curve,
    ...(reaches !== undefined && { reaches }),
  };
}

// Loops over documents stand on their own: the larger a function is, the longer it takes to compile.

function putIn(documents: Uint32Array, asked: Uint32Array): void {
  for (let at = 0; at < documents.length; at++) asked[documents[at]!]!++;
}

function different(asked: Uint32Array): number {
  let count = 0;
  for (let at = 0; at < asked.length; at++) if (asked[at]! > 0) count++;
  return count;
}

function takeOut(documents: Uint32Array, left: Uint32Array): void {
  for (let at = 0; at < documents.length; at++) left[documents[at]!]!--;
}

/** Gives those of which none was left. */
function putBack(documents: Uint32Array, left: Uint32Array, asked: Uint32Array): number[] {
  const gone: number[] = [];
  for (let at = 0; at < documents.length; at++) {
    const document = documents[at]!;
    if (left[document] === 0) gone.push(document);
    left[document] = asked[document]!;
  }
  return gone;
}

const titlesOf = (documents: readonly number[], titles: readonly string[]): string[] =>
  documents
    .filter((document) => titles[document] !== '')
    .map((document) => titles[document]!)
    .sort()
    .slice(0, TITLES);

const pointsOf = (requests: number): number[] => [
  ...new Set(Array.from({ length: POINTS }, (_, at) => Math.round(((at + 1) * requests) / POINTS))),
];

/** When nearly all of the documents would be had, if the second half of the requests were the pace. */
function reachesAt(answered: AnsweredDocuments, answers: Uint32Array, seen: number): number | undefined {
  const half = answers.length >> 1;
  const [from, to] = [answered.times[answers[half]!]!, answered.times[answers.at(-1)!]!];
  const fresh = seen - answered.seenAfter(answers, [half])[0]!;
  const left = WHOLE * answered.titles.length - seen;
  // No sign of a pace within less than a day.
  if (!(to - from >= DAY) || fresh === 0 || left <= 0) return undefined;
  const ahead = (left * (to - from)) / fresh;
  return ahead > AHEAD ? undefined : Math.round(to + ahead);
}
