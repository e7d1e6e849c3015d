/** What single charts get in the view tests. */
import type { AccountLink, Arrivals, CampaignGraph, GraphTrace, Turns } from '../../src/protocol/view-model.ts';
import { START } from './synthetic.ts';
import type { Scan } from './synthetic.ts';

const BINS = 40;

export function arrivals(account: string): Arrivals {
  const bell = (bin: number, middle: number, width: number): number => Math.exp(-(((bin - middle) / width) ** 2));
  return {
    account,
    from: 100,
    ratio: 1.5,
    observed: Array.from({ length: BINS }, (_, bin) => Math.round(420 * bell(bin, 17, 1.6) + 30 * bell(bin, 29, 4))),
    shuffled: Array.from({ length: BINS }, (_, bin) => 130 * bell(bin, 18, 6)),
    exponential: Array.from({ length: BINS }, (_, bin) => 150 * bell(bin, 21, 5)),
    gaps: 1830,
    median: 98_000,
  };
}

export function links(scan: Scan, account: string): AccountLink[] {
  const own = scan.accounts.find((row) => row.account === account);
  const others = scan.accounts.filter((row) => row.account !== account && row.campaign === own?.campaign).slice(0, 30);
  return others.map((row, index) => ({
    account: row.account,
    score: row.score,
    verdict: row.verdict,
    campaign: row.campaign,
    strength: 20 - index / 2,
    reasons: [
      { kind: 'campaign', text: `Member of the same campaign, ${row.campaign}.` },
      { kind: 'templates', text: `Uses ${9 - (index % 4)} templates that few others use.` },
      ...(index % 5 === 2
        ? [{ kind: 'succession' as const, text: 'Began 3 hours after this account had ended.' }]
        : []),
      ...(index % 3 === 0
        ? [
            {
              kind: 'hours' as const,
              text: 'Works in the same hours of the week: the two weekly patterns match by 97%.',
            },
          ]
        : []),
    ],
  }));
}

export function campaignGraph(scan: Scan, campaign: string): CampaignGraph {
  const members = scan.accounts.filter((row) => row.campaign === campaign).map(({ account }) => account);
  const templates = scan.templates.filter(({ campaigns }) => campaigns.includes(campaign)).slice(0, 7);
  const sizes = [0.55, 0.2, 0.12, 0.06].map((share) => Math.max(1, Math.floor(share * members.length)));
  let at = 0;
  const groups = sizes.map((size, group) => {
    const accounts = members.slice(at, at + size);
    at += size;
    const counts = templates.map((_, place) => (group > 0 && (place + group) % 3 === 0 ? 0 : size * (9 - place) * 7));
    const requests = counts.reduce((sum, value) => sum + value, 0);
    return { accounts: accounts.slice(0, 50), size: accounts.length, organisations: 1 + group, requests, counts };
  });
  return {
    campaign,
    templates: templates.map(({ id, requests, accounts }) => ({ template: id, requests, accounts })),
    groups: groups.filter(({ size }) => size > 0),
    traces: [
      { kind: 'address', value: '203.0.113.7', members: Math.min(9, members.length), others: 0 },
      { kind: 'address', value: '2001:db8:85a3::8a2e:370:7334', members: 4, others: 1 },
      {
        kind: 'userAgent',
        value: 'openai-python/1.68.2 (Linux; x86_64) httpx/0.28',
        members: members.length,
        others: 871,
      },
      { kind: 'organisation', value: 'org-900', members: Math.max(2, members.length - 3), others: 2 },
    ].map((trace) => {
      let left = trace.members;
      const counts = sizes.map((size) => {
        const own = Math.min(left, size);
        left -= own;
        return own;
      });
      return { ...trace, kind: trace.kind as GraphTrace['kind'], counts };
    }),
    moreTemplates: 2,
    moreAccounts: Math.max(0, members.length - at),
  };
}

export function turns(scan: Scan, campaign: string): Turns {
  const members = scan.accounts.filter((row) => row.campaign === campaign).slice(0, 24);
  const order = Array.from({ length: 240 }, (_, index) => (index + (index % 7 === 3 ? 1 : 0)) % members.length);
  return {
    campaign,
    accounts: members.map(({ account }) => account),
    requests: members.map(({ requests }) => requests),
    order,
    times: order.map((_, index) => START + index * 21_000),
    judged:
      'The accounts take turns: 9 of 2,310 conversations follow one of the same account, where chance would have 99.',
  };
}
