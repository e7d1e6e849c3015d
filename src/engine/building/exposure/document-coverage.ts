/** How much of the documents of a log each account and group got: its curve, beside what others get with as many requests. */
import { wilson } from '../../../math/wilson.ts';
import type { DocumentCoverage, DocumentReader } from '../../../report/shape/exposure/document-coverage.ts';
import type { NumberedCampaign } from '../campaign-reports.ts';
import type { DetectionResult } from '../detection-result.ts';
import { type AnsweredDocuments, answeredDocuments, type DocumentRequest, seenAfter } from './answered-documents.ts';
import { DrawnRequests } from './expected-documents.ts';

/** Requests below which a curve says nothing. */
const FEWEST = 20;
const LISTED = { group: 10, account: 20 } as const;
const POINTS = 12;
const TITLES = 5;
const WHOLE = 0.95;
const DAY = 86_400_000;
/** Further ahead than this nothing is foretold. */
const AHEAD = 730 * DAY;

type Reader = Pick<DocumentReader, 'name' | 'kind'> & { numbers: readonly number[]; requests: DocumentRequest[] };

/** Undefined where no answer of the log names a document. */
export function documentCoverage(
  found: Pick<DetectionResult, 'table' | 'profiles'>,
  campaigns: readonly Pick<NumberedCampaign, 'report' | 'accounts'>[],
): DocumentCoverage | undefined {
  const answered = answeredDocuments(found);
  if (answered === undefined) return undefined;
  const { titles, total, requests, ofAccount } = answered;
  const drawn = new DrawnRequests(ofAccount, titles.length);
  const accounts = [...ofAccount]
    .filter(([, own]) => own.length >= FEWEST)
    .map(([number, own]): Reader => ({
      name: found.profiles.get(number)!.account,
      kind: 'account',
      numbers: [number],
      requests: own,
    }));
  const narrowness = drawn.narrowness(FEWEST);
  const groups = groupsOf(found, campaigns, ofAccount);
  const asked = askedBy(answered);
  const told = [...largest(groups, LISTED.group), ...largest(accounts, LISTED.account)].map((one) =>
    readerOf(one, answered, asked, drawn, one.kind === 'account' ? narrowness(new Set(one.numbers)) : () => 1),
  );
  return {
    documents: total,
    ...(total > titles.length && { sampled: titles.length }),
    requests,
    accounts: ofAccount.size,
    judged: accounts.length,
    readers: told,
  };
}

/** Campaigns, and organisations of several accounts. */
function groupsOf(
  { profiles }: Pick<DetectionResult, 'profiles'>,
  campaigns: readonly Pick<NumberedCampaign, 'report' | 'accounts'>[],
  ofAccount: AnsweredDocuments['ofAccount'],
): Reader[] {
  const organisations = new Map<string, number[]>();
  for (const number of ofAccount.keys()) {
    const { organisation } = profiles.get(number)!;
    if (organisation !== '') organisations.set(organisation, [...(organisations.get(organisation) ?? []), number]);
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
    .map(([name, kind, numbers]): Reader => ({
      ...{ name, kind, numbers: numbers.filter((number) => ofAccount.has(number)) },
      requests: numbers.flatMap((number) => ofAccount.get(number) ?? []).sort((a, b) => a.time - b.time || 0),
    }))
    .filter(({ requests }) => requests.length >= FEWEST);
}

const seenBy = (requests: readonly DocumentRequest[]): Set<number> =>
  new Set(requests.flatMap(({ documents }) => documents));

function largest(readers: readonly Reader[], most: number): Reader[] {
  return readers
    .map((reader) => ({ reader, seen: seenBy(reader.requests).size }))
    .sort((a, b) => b.seen - a.seen || (a.reader.name < b.reader.name ? -1 : 1))
    .slice(0, most)
    .map(({ reader }) => reader);
}

/** How many accounts got each document. */
function askedBy({ titles, ofAccount }: AnsweredDocuments): Uint32Array {
  const asked = new Uint32Array(titles.length);
  for (const requests of ofAccount.values()) for (const document of seenBy(requests)) asked[document]!++;
  return asked;
}

function readerOf(
  { name, kind, numbers, requests }: Reader,
  { titles, total, ofAccount }: AnsweredDocuments,
  asked: Uint32Array,
  drawn: DrawnRequests,
  narrow: (requests: number) => number,
): DocumentReader {
  const own = new Uint32Array(titles.length);
  for (const number of numbers) for (const document of seenBy(ofAccount.get(number)!)) own[document]!++;
  let [seen, seenToo, others] = [0, 0, 0];
  const alone: number[] = [];
  own.forEach((count, document) => {
    const isOthers = asked[document]! > count;
    if (isOthers) others++;
    if (count === 0) return;
    seen++;
    if (isOthers) seenToo++;
    else alone.push(document);
  });
  const scale = total / titles.length;
  const scaled = (documents: number): number => Math.round(scale * documents);
  const points = pointsOf(requests.length);
  const expected = drawn.expected(points, new Set(numbers), `${kind} ${name}`)?.map(({ low, middle, high }, at) => ({
    ...{ low: scale * Math.min(low, narrow(points[at]!) * middle), middle: scale * middle, high: scale * high },
  }));
  const documentsAt = seenAfter(requests, points);
  const curve = points.map((at, point): DocumentReader['curve'][number] => {
    const { time } = requests[at - 1]!;
    return {
      ...{ requests: at, time: Number.isNaN(time) ? null : time, documents: scaled(documentsAt[point]!) },
      ...(expected && { expected: expected[point]! }),
    };
  });
  const [low, high] = wilson(seenToo, others);
  const reaches = reachesAt(requests, titles.length, seen);
  return {
    ...{ name, kind, accounts: numbers.length, requests: requests.length },
    ...{ documents: scaled(seen), share: seen / titles.length },
    ...(others > 0 && { others: { seen: scaled(seenToo), total: scaled(others), low, high } }),
    alone: { documents: scaled(alone.length), titles: titlesOf(alone, titles) },
    ...(expected && { expected: expected.at(-1)! }),
    curve,
    ...(reaches !== undefined && { reaches }),
  };
}

const titlesOf = (documents: readonly number[], titles: readonly string[]): string[] =>
  documents
    .map((document) => titles[document]!)
    .sort()
    .slice(0, TITLES);

const pointsOf = (requests: number): number[] => [
  ...new Set(Array.from({ length: POINTS }, (_, at) => Math.round(((at + 1) * requests) / POINTS))),
];

/** When nearly all of the documents would be had, if the second half of the requests were the pace. */
function reachesAt(requests: readonly DocumentRequest[], all: number, seen: number): number | undefined {
  const half = requests.length >> 1;
  const [from, to] = [requests[half]!.time, requests.at(-1)!.time];
  const fresh = seen - seenAfter(requests, [half])[0]!;
  const left = WHOLE * all - seen;
  // No sign of a pace within less than a day.
  if (!(to - from >= DAY) || fresh === 0 || left <= 0) return undefined;
  const ahead = (left * (to - from)) / fresh;
  return ahead > AHEAD ? undefined : Math.round(to + ahead);
}
