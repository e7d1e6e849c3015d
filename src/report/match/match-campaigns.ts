/**
 * Which campaigns of different reports are one. A value counts only where none of the reports has it outside of the campaigns, and where
 * it belongs to few of those: what is common in reports that have nothing to do with each other proves nothing.
 */
import { count, counted } from '../../text/numbers.ts';
import { VALUE_KINDS, type HashedCampaign, type HashedReport, type ValueKind } from './campaign-values.ts';

export interface CampaignMatch {
  /** Index of each report among those given, and its campaign. */
  first: { report: number; campaign: string };
  second: { report: number; campaign: string };
  /** `strong` where templates that only campaigns have agree; `weak` where only what others may have too does. */
  grade: 'strong' | 'weak';
  /** Values that both have, by kind. */
  shared: Partial<Record<ValueKind, number>>;
  /** Values that both have and that prove nothing, because ordinary traffic has them too. */
  common: number;
  text: string;
}

/** Wordings. An address or a program may be a provider's, whom many rent from, and what fills a template a public data set's. */
const WORDED: ReadonlySet<ValueKind> = new Set(['template', 'frame']);
/** Reports from which on it can be told that a value is common among campaigns, and share of them from which it is. */
const [FEWEST_REPORTS, COMMON_SHARE] = [4, 0.5];

/** The strongest first. */
export function matchCampaigns(reports: readonly HashedReport[]): CampaignMatch[] {
  const ordinary = new Set(reports.flatMap((report) => report.ordinary));
  const reportsWith = new Map<string, number>();
  for (const { campaigns } of reports)
    for (const hash of new Set(campaigns.flatMap(({ values }) => values.map((one) => one.hash))))
      reportsWith.set(hash, (reportsWith.get(hash) ?? 0) + 1);
  const isCommon = (hash: string): boolean =>
    ordinary.has(hash) || (reports.length >= FEWEST_REPORTS && reportsWith.get(hash)! > COMMON_SHARE * reports.length);
  const matches = reports.flatMap((a, first) =>
    reports.slice(first + 1).flatMap((b, after) =>
      a.campaigns.flatMap((one) =>
        b.campaigns.flatMap((other): CampaignMatch[] => {
          const found = sharedOf(one, other, isCommon);
          if (found === undefined) return [];
          const places = {
            first: { report: first, campaign: one.id },
            second: { report: first + 1 + after, campaign: other.id },
          };
          return [{ ...places, ...found }];
        }),
      ),
    ),
  );
  return matches.sort(
    (x, y) => weightOf(y) - weightOf(x) || x.first.report - y.first.report || x.second.report - y.second.report,
  );
}

function sharedOf(
  one: HashedCampaign,
  other: HashedCampaign,
  isCommon: (hash: string) => boolean,
): Pick<CampaignMatch, 'grade' | 'shared' | 'common' | 'text'> | undefined {
  const theirs = new Set(other.values.map(({ hash }) => hash));
  const both = one.values.filter(({ hash }) => theirs.has(hash));
  const telling = both.filter(({ hash }) => !isCommon(hash));
  if (telling.length === 0) return undefined;
  const shared: CampaignMatch['shared'] = {};
  for (const kind of VALUE_KINDS) {
    const own = telling.filter((value) => value.kind === kind).length;
    if (own > 0) shared[kind] = own;
  }
  const common = both.length - telling.length;
  const grade = telling.some(({ kind }) => WORDED.has(kind)) ? 'strong' : 'weak';
  return { grade, shared, common, text: textOf(shared, common, grade) };
}

const NOUNS: Readonly<Record<ValueKind, [one: string, many: string]>> = {
  template: ['template', 'templates'],
  frame: ['sentence of their templates', 'sentences of their templates'],
  slot: ['text that fills them', 'texts that fill them'],
  address: ['address', 'addresses'],
  program: ['program', 'programs'],
};

function textOf(shared: CampaignMatch['shared'], common: number, grade: CampaignMatch['grade']): string {
  const parts = VALUE_KINDS.flatMap((kind) =>
    shared[kind] === undefined ? [] : [counted(shared[kind], ...NOUNS[kind])],
  );
  const besides = common === 0 ? '' : `; ${count(common)} more that ordinary traffic has too prove nothing`;
  const weak =
    grade === 'weak'
      ? '; others may rent the same servers or draw on the same data set, so this alone proves little'
      : '';
  return `they share ${parts.join(', ')} that no other traffic of these reports has${besides}${weak}`;
}

const weightOf = ({ grade, shared }: CampaignMatch): number =>
  (grade === 'strong' ? 1e6 : 0) + Object.values(shared).reduce((sum, own) => sum + own, 0);
