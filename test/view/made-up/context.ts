/** What is next to the made-up scan: decisions of every kind, and the report of the day before. */
import { markSubject } from '../../../src/report/triage/mark-subject.ts';
import type { Mark, MarkState, Triage } from '../../../src/report/triage/triage.ts';
import type { Report } from '../../../src/report/shape/report.ts';
import type { AnswerContext } from '../../../src/extension/model/answers/answer-context.ts';

/** @param otherLog the report of the day before is on a log of its own */
export function madeUpContext(report: Report, otherLog = false): AnswerContext {
  const before = dayBefore(report);
  return {
    decisions: {
      triage: decisionsOn(report),
      file: '/work/abuse/.prompt-audit/triage.json',
      problem: undefined,
      me: { author: 'mw', owner: '' },
    },
    pair: { before: { name: 'yesterday.json', report: otherLog ? elsewhere(before) : before } },
  };
}

/** The second campaign is benign with its members; one account each is confirmed, on watch and allowed. */
function decisionsOn(report: Report): Triage {
  const benign = report.campaigns[1];
  const members = new Set(benign?.accounts);
  const [, first, second, third] = report.accounts.filter(({ account }) => !members.has(account));
  const by = { author: 'mw', owner: 'Abuse team', date: '2025-03-20' };
  const mark = (kind: 'campaign' | 'account', id: string | undefined, state: MarkState, note: string): Mark[] => {
    const subject = markSubject(report, kind, id ?? '');
    return subject === undefined ? [] : [{ subject, state, note, ...by }];
  };
  return {
    marks: [
      ...mark('campaign', benign?.id, 'benign', 'A class of the university, ticket 4711'),
      ...mark('account', first?.account, 'confirmed', 'seen by the abuse team'),
      ...mark('account', second?.account, 'watch', 'asked the customer'),
      {
        subject: { kind: 'account', account: 'key-old' },
        state: 'benign',
        note: 'Migration of a customer',
        date: '2025-01-07',
        expires: '2025-03-01',
      },
    ],
    allow: [
      { subject: { account: third?.account ?? '' }, note: 'our own evaluation runs', ...by },
      { subject: { account: 'eval-*' }, note: 'Nightly evaluation', author: 'mw', date: '2025-02-11' },
    ],
  };
}

/** The same but for a campaign and accounts that were not found yet, some that are gone since, and a group that was suspected. */
function dayBefore(report: Report): Report {
  const found = report.accounts.filter(({ verdict }) => verdict === 'distillation');
  const later = new Set(found.slice(0, 8).map(({ account }) => account));
  const gone = found.slice(8, 14).map((one) => ({ ...one, account: `${one.account}-old` }));
  const cleared = new Set(
    report.accounts.filter(({ verdict, campaign }) => verdict === 'none' && !campaign).slice(0, 3),
  );
  const [first, ...others] = report.campaigns;
  const suspected = first && {
    ...{ ...first, id: 'C99', verdict: 'suspected' as const, score: 0.4, templates: [] },
    accounts: [...cleared].map(({ account }) => account),
  };
  return {
    ...report,
    settings: { ...report.settings, threshold: 0.9 },
    campaigns: [
      ...others.map((one, at) => (at === 0 ? { ...one, score: 0.91, requests: 120 } : one)),
      ...(suspected ? [suspected] : []),
    ],
    accounts: [
      ...gone,
      ...report.accounts.map((one) => {
        if (cleared.has(one)) return { ...one, campaign: 'C99', score: 0.4 };
        return later.has(one.account) ? { ...one, verdict: 'none' as const, score: 0.02, flaggedRequests: 0 } : one;
      }),
    ],
    templates: report.templates.slice(2),
  };
}

/** The same of another gateway: its log and its accounts have other names. */
function elsewhere(report: Report): Report {
  return {
    ...report,
    inputs: {
      ...report.inputs,
      files: report.inputs.files.map((file) => ({ ...file, path: '/elsewhere/other.jsonl' })),
    },
    accounts: report.accounts.map((one) => ({ ...one, account: `elsewhere-${one.account}` })),
  };
}
