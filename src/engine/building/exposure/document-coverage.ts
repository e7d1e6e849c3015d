/** How much of the documents of a log each account and group got: its curve, beside what others get with as many requests. */
import { addTo } from '../../../math/lists/many.ts';
import { wilson } from '../../../math/wilson.ts';
import type { DocumentCoverage, DocumentReader } from '../../../report/shape/exposure/document-coverage.ts';
import type { NumberedCampaign } from '../campaign-reports.ts';
import type { DetectionResult } from '../detection-result.ts';
import { type AnsweredDocuments, answeredDocuments } from './answered-documents.ts';
import { ExpectedOfOthers } from './expected-documents.ts';

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
  drawn: ExpectedOfOthers;
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
  const drawn = new ExpectedOfOthers(answered);
  const asked = new Uint32Array(titles.length);
  const seen = new Map<number, number>();
  for (const account of ofAccount.keys())
    seen.set(
      account,
      answered.seenBy(account, (document) => asked[document]!++),
    );
  const accounts = [...ofAccount]
    .filter(([, [from, to]]) => to - from >= FEWEST)
    .map(([number]): Reader => {
      const { account: name } = found.profiles.get(number)!;
      return { name, kind: 'account', numbers: [number], seen: seen.get(number)! };
    });
  const narrowness = drawn.narrowness(FEWEST);
  const named = asked.reduce((sum, count) => sum + Number(count > 0), 0);
  const all: Readers = { answered, drawn, asked, left: asked.slice(), named };
  const told = [
    ...largest(groupsOf(found, campaigns, answered), LISTED.group),
    ...largest(accounts, LISTED.account),
  ].map((one) => readerOf(one, all, one.kind === 'account' ? narrowness(one.numbers[0]!) : () => 1));
  return {
    documents: total,
    ...(total > titles.length && { sampled: titles.length }),
    requests: times.length,
    accounts: ofAccount.size,
    judged: accounts.length,
    readers: told,
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
      const seen = new Set<number>();
      for (const number of numbers) answered.seenBy(number, (document) => seen.add(document));
      return { name, kind, numbers, seen: seen.size };
    })
    .filter(({ numbers }) => answered.answers(numbers) >= FEWEST);
}

const largest = (readers: readonly Reader[], most: number): Reader[] =>
  readers.toSorted((a, b) => b.seen - a.seen || (a.name < b.name ? -1 : 1)).slice(0, most);

function readerOf(
  { name, kind, numbers, seen }: Reader,
  { answered, asked, left, named, drawn }: Readers,
  narrow: (requests: number) => number,
): DocumentReader {
  const { titles, total, times } = answered;
  const answers = answered.answersOf(numbers);
  const own: number[] = [];
  for (const number of numbers)
    answered.seenBy(number, (document) => {
      if (left[document]!-- === asked[document]) own.push(document);
    });
  const alone = own.filter((document) => left[document] === 0);
  for (const document of own) left[document] = asked[document]!;
  const others = named - alone.length;
  const seenToo = own.length - alone.length;
  const scale = total / titles.length;
  const scaled = (documents: number): number => Math.round(scale * documents);
  const points = pointsOf(answers.length);
  const expected = drawn.expected(points, new Set(numbers), `${kind} ${name}`)?.map(({ low, middle, high }, at) => ({
    low: Math.floor(scale * Math.min(low, narrow(points[at]!) * middle)),
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
