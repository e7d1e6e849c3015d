/** What the pages of a campaign and of an account get as proof in the view tests. */
import type { AccountUse, CaseRequest, CaseThread, CaseView, LineText } from '../../src/protocol/case-data.ts';
import type { LineRef } from '../../src/protocol/view-model.ts';
import type { Questions } from '../../src/protocol/messages.ts';
import { END, START } from './synthetic.ts';
import type { Scan } from './synthetic.ts';

const STEP = 21_000;

export function caseView(scan: Scan, campaign: string): CaseView {
  const members = scan.accounts.filter((row) => row.campaign === campaign).slice(0, 40);
  const accounts = members.slice(0, 4).map(({ account }) => account);
  const request = (index: number): CaseRequest => ({
    line: scan.line(index),
    time: START + index * STEP,
    account: accounts[index % accounts.length] ?? '',
    template: scan.templates[0]?.id ?? '',
  });
  const thread = (length: number, from: number): CaseThread => ({
    turns: Array.from({ length: Math.min(12, length) }, (_, turn) => request(Math.floor((turn + from) / 2))),
    from,
    length,
  });
  return {
    campaign,
    accounts,
    rounds: Array.from({ length: 6 }, (_, round) =>
      accounts.map((_, at) => (round === 2 && at === 1 ? null : request(round * accounts.length + at))),
    ),
    pool: Array.from({ length: 12 }, (_, index) => request(index)),
    members: members.map(({ account, verdict, score, requests, why }, at) => ({
      account,
      verdict,
      score,
      member: at < members.length - 1 || at === 0,
      requests,
      templates: 1 + (at % 3),
      ownTemplates: at % 5 === 0 ? 1 : 0,
      turns: 0.8,
      belongs: 0.97,
      weight: -0.1,
      text: why,
    })),
    events: members.slice(0, 10).flatMap(({ account }, at) => [
      {
        kind: 'joins' as const,
        time: START + at * 86_400_000,
        text: `${account} sends its first request`,
        subject: account,
      },
      {
        kind: 'stops' as const,
        time: END - at * 86_400_000,
        text: `${account} sends its last request`,
        subject: account,
      },
    ]),
    threads: { conversations: 41, moves: 96, accounts: 12, gap: 9200, shown: [thread(6, 0), thread(30, 4)] },
  };
}

/** The same questions come again under other accounts, with another number. */
export function texts(scan: Scan, lines: readonly LineRef[]): { texts: (LineText | null)[] } {
  return {
    texts: lines.map((line, at) =>
      at === 7
        ? null
        : {
            account: scan.accounts[line.line % 4]?.account ?? '',
            time: START + line.line * STEP,
            model: 'claude-sonnet-4-5',
            prompt: [
              { text: scan.name('Solve the following problem step by step.\n\nProblem: '), kind: 'fixed' },
              { text: scan.name(`if x is ${line.line % 3}, what is the square of x plus one?`), kind: 'slot', slot: 1 },
              { text: ' End with the answer in a box.', kind: 'fixed' },
            ],
            latest: line.line % 5 === 1 ? '' : scan.name('Check the last step once more.'),
            answer: scan.name('First we square x. Then we add one.'),
          },
    ),
  };
}

export function use(scan: Scan, account: string): AccountUse {
  const requests = (factor: number): number[] =>
    Array.from({ length: 120 }, (_, bin) => (bin % 7 < 5 ? Math.round(factor * (1 + Math.sin(bin / 9)) * 4) : 0));
  const rows = [...scan.templates.slice(0, 3).map(({ id }) => id), ''].map((template, at) => {
    const own = requests(4 - at);
    return { template, requests: own, total: own.reduce((sum, value) => sum + value, 0) };
  });
  return {
    account,
    from: START,
    to: END,
    rows,
    alone: { templates: 1, requests: 12 },
    measures: [
      { name: 'Requests', unit: 'count', own: 1400, campaign: 1320, ordinary: 1390 },
      { name: 'Share of its largest template', unit: 'share', own: 0.94, campaign: 0.9, ordinary: 0.2 },
      { name: 'Hours of the day with requests', unit: 'hours', own: 24, campaign: 24, ordinary: 11 },
    ],
    nearest: scan.accounts.slice(-3).map(({ account: name, requests: sent }) => ({ account: name, requests: sent })),
  };
}

export function cleared(scan: Scan): Questions['cleared']['answer'] {
  const near = scan.accounts.slice(-4).map(({ account, requests }, at) => ({
    account,
    campaign: scan.campaigns[0]?.id ?? '',
    score: 0.3,
    verdict: 'none' as const,
    requests,
    belongs: 0.4 - at / 10,
    text: 'It sends 3 of the campaign\u2019s requests among 400 of its own.',
  }));
  const group = {
    score: 0.04,
    accounts: scan.accounts.slice(-3).map(({ account }) => account),
    size: 15,
    templates: scan.templates.slice(-1).map(({ id }) => id),
    requests: 400,
    summary: scan.name('15 accounts sent 400 requests of one shared template.'),
    evidence: [{ detector: 'turn-taking', text: 'The accounts take turns.', weight: 1.2 }],
    clearedBy: [{ detector: 'tenure', text: 'They have used it for 80 days, as customers do.', weight: -3.1 }],
  };
  const like = { group: 'G2', distance: 1.4, detector: 'tenure', text: 'They are new.', weight: 0.4 };
  return {
    near,
    considered: {
      total: 12,
      groups: [
        { ...group, id: 'G1', lookAlikes: [like] },
        { ...group, id: 'G2', lookAlikes: [] },
      ],
    },
  };
}
