/** Decisions, other settings and another report for the made-up scan: some of everything. */
import type {
  ComparedItem,
  ComparisonView,
  DecidedItem,
  DecisionEntry,
  DecisionList,
  DecisionRequest,
  ItemSide,
  SupposedChange,
  Supposition,
  TriageSummary,
  WhatIf,
} from '../../src/protocol/decision-data.ts';
import type { AccountRow, CampaignReport, Overview } from '../../src/protocol/view-model.ts';

type Decided = Pick<Overview, 'campaigns' | 'accounts' | 'templates'>;

const NOTE = 'A class of the university, ticket 4711';

/** The second campaign is benign with its members, one account each is confirmed, on watch and allowed. */
export function decisionsOf({ campaigns, accounts }: Decided): TriageSummary {
  const benign = campaigns[1];
  const members = new Set(benign?.accounts);
  const others = accounts.filter(({ account }) => !members.has(account));
  const single = (row: AccountRow | undefined, state: DecidedItem['state'], text: string): DecidedItem[] =>
    row === undefined ? [] : [{ kind: 'account', id: row.account, state, counted: state !== 'allowed', text }];
  const items: DecidedItem[] = [
    ...(benign
      ? [
          {
            kind: 'campaign',
            id: benign.id,
            state: 'benign',
            counted: false,
            text: `Marked benign by mw: ${NOTE}`,
          } as const,
        ]
      : []),
    ...[...members].map((id): DecidedItem => ({
      kind: 'account',
      id,
      state: 'benign',
      counted: false,
      text: `Campaign ${benign?.id ?? ''}: Marked benign by mw: ${NOTE}`,
    })),
    ...single(others[0], 'confirmed', 'Confirmed by mw on 2025-03-20: seen by the abuse team'),
    ...single(others[1], 'watch', 'On watch until 2025-05-01: asked the customer'),
    ...single(others[2], 'allowed', 'On the allow-list: our own evaluation runs'),
  ];
  const none = { found: 0, counted: 0, benign: 0, allowed: 0, confirmed: 0, watch: 0 };
  const found = accounts.filter(({ verdict }) => verdict === 'distillation' || verdict === 'relay').length;
  return {
    date: '2025-03-31',
    counts: {
      campaign: { ...none, found: 4, counted: 3, benign: 1 },
      account: {
        found,
        counted: found - members.size - 1,
        benign: members.size,
        allowed: 1,
        confirmed: 1,
        watch: 1,
      },
      template: none,
    },
    items,
    lapsed: [{ subject: 'account key-old', why: 'expired on 2025-03-01' }],
    unseen: 1,
  };
}

export function decisionList(overview: Overview): DecisionList {
  const entry = (item: DecidedItem): DecisionEntry => ({
    subject: `${item.kind} ${item.id}`,
    state: item.state,
    note: item.text.split(': ').at(-1) ?? '',
    author: 'mw',
    owner: 'Abuse team',
    date: '2025-03-20',
    expires: '',
    effect: 'applies',
    item: { kind: item.kind, id: item.id },
  });
  const own = overview.triage.items.filter(({ text }) => !text.startsWith('Campaign '));
  return {
    file: '/work/abuse/.prompt-audit/triage.json',
    problem: null,
    entries: [
      ...own.map(entry),
      {
        subject: 'account key-old',
        state: 'benign',
        note: 'Migration of a customer',
        author: '',
        owner: '',
        date: '2025-01-07',
        expires: '2025-03-01',
        effect: 'expired on 2025-03-01',
        item: null,
      },
      {
        subject: 'allow-list entry eval-*',
        state: 'allowed',
        note: 'Nightly evaluation',
        author: 'mw',
        owner: '',
        date: '2025-02-11',
        expires: '',
        effect: 'not in this scan',
        item: null,
      },
    ],
    summary: overview.triage,
  };
}

/** After a decision, as the host would say it. */
export function decide(triage: TriageSummary, { kind, id, choice, note }: DecisionRequest): TriageSummary {
  const rest = triage.items.filter((item) => item.kind !== kind || item.id !== id);
  if (choice === 'open') return { ...triage, items: rest };
  const item: DecidedItem = {
    kind,
    id,
    state: choice,
    counted: choice === 'watch' || choice === 'confirmed',
    text: `${choice}: ${note}`,
  };
  return { ...triage, items: [item, ...rest] };
}

/** A lower threshold or a higher prior calls more accounts distillation, an allow-list takes some away. */
export function whatIf({ accounts }: Overview, { accountPrior, threshold, allow }: Supposition): WhatIf {
  const shift = Math.log(accountPrior / 0.001);
  const moved = (score: number): number => 1 / (1 + Math.exp(-(Math.log(score / (1 - score)) + shift)));
  const changes = accounts.flatMap((row): SupposedChange[] => {
    const score = Math.min(0.999, moved(Math.min(0.999, row.score)));
    const [was, is] = [row.score >= 0.95, score >= threshold];
    const verdict = was === is ? row.verdict : is ? 'distillation' : 'none';
    const counted = !allow.includes(row.account);
    if (verdict === row.verdict && counted) return [];
    return [
      {
        kind: 'account',
        id: row.account,
        before: { verdict: row.verdict, score: row.score, counted: true },
        after: { verdict, score, counted },
      },
    ];
  });
  const called = accounts.filter(({ verdict }) => verdict === 'distillation').length;
  const by = changes.reduce(
    (sum, { before, after }) =>
      sum + Number(after.counted && after.verdict === 'distillation') - Number(before.verdict === 'distillation'),
    0,
  );
  const before = {
    campaigns: 3,
    distillation: called,
    relay: 24,
    templates: 11,
    flaggedRequests: called * 900,
    notCounted: 31,
  };
  return {
    before,
    after: {
      ...before,
      distillation: called + by,
      flaggedRequests: (called + by) * 900,
      notCounted: 31 + allow.length,
    },
    changes: changes.slice(0, 2000),
    totalChanges: changes.length,
    settings: { accountPrior: 0.001, threshold: 0.95 },
  };
}

export function comparison({ campaigns, accounts, templates }: Decided): ComparisonView {
  const side = ({ id, verdict, score, requests, accounts: members }: CampaignReport): ItemSide => ({
    id,
    verdict,
    score,
    requests,
    accounts: members.length,
  });
  const row = ({ account: id, verdict, score, requests }: AccountRow): ItemSide => ({
    id,
    verdict,
    score,
    requests,
    accounts: 1,
  });
  const changes = ['new', 'changed', 'gone', 'same'] as const;
  const item = (kind: ComparedItem['kind'], of: ItemSide, index: number, notes: string[]): ComparedItem => {
    const change = changes[index % 4] ?? 'same';
    return {
      kind,
      change,
      before: change === 'new' ? null : { ...of, score: of.score * 0.9 },
      after: change === 'gone' ? null : of,
      notes: change === 'changed' ? notes : [],
    };
  };
  const items = [
    ...campaigns.map((one, index) =>
      item('campaign', side(one), index, ['12 new members', '3 members gone', 'score rose from 71% to 93%']),
    ),
    ...accounts
      .slice(0, 80)
      .map((one, index) => item('account', row(one), index, ['verdict changed from no finding to distillation'])),
    ...templates
      .slice(0, 12)
      .map(({ id, verdict, score, requests, accounts: users }, index) =>
        item('template', { id, verdict, score, requests, accounts: users }, index, ['requests rose from 120 to 900']),
      ),
  ];
  const totals = (kind: ComparedItem['kind']) => {
    const of = (change: ComparedItem['change']): number =>
      items.filter((one) => one.kind === kind && one.change === change).length;
    return { new: of('new'), changed: of('changed'), gone: of('gone'), same: of('same') };
  };
  const period = { start: Date.UTC(2025, 2, 3), end: Date.UTC(2025, 2, 31) };
  return {
    before: 'yesterday.json',
    after: 'litellm (3 files)',
    comparison: {
      before: { requests: 410_233, accounts: 1140, files: 3, period, partial: false },
      after: { requests: 480_133, accounts: 1200, files: 3, period, partial: false },
      notes: ['The threshold was 0.9 and is 0.95.'],
      items,
      totals: { campaign: totals('campaign'), account: totals('account'), template: totals('template') },
      onlyBefore: 17,
      onlyAfter: 77,
    },
  };
}
