/** What decides how a campaign is looked at, in short: what it takes, who shares what, what it cost, whether it goes on. */
import { count, counted, probability } from '../../text/numbers.ts';
import { pEquation } from '../../text/likelihood.ts';
import { moment } from '../../text/times.ts';
import { intentTitle } from './intent-title.ts';
import type { CampaignReport, Report, SharedTrace } from './report.ts';

const TITLES = 3;
const VALUES = 3;
const DAY = 86_400_000;

/** `Reasoning traces and grading`: what its templates ask for; the kind of thing it is where nothing is known of that. */
export function campaignTitle({ verdict, templates }: CampaignReport, report: Pick<Report, 'templates'>): string {
  const own = new Set(templates);
  const asked = report.templates
    .filter(({ id }) => own.has(id))
    .flatMap(({ intents: [top] }) => (top === undefined ? [] : [intentTitle(top.intent)]));
  const titles = [...new Set(asked)].slice(0, TITLES);
  if (titles.length === 0) return verdict === 'relay' ? 'Shared access' : 'Shared templates';
  const text = [titles.slice(0, -1).join(', '), titles.at(-1)].filter(Boolean).join(' and ').toLowerCase();
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

const KINDS: Readonly<Record<SharedTrace['kind'], readonly [one: string, many: string]>> = {
  address: ['address', 'addresses'],
  userAgent: ['program', 'programs'],
  organisation: ['organisation', 'organisations'],
};

/** What members share and nobody else of the log has: `24 of 24 accounts on 2 addresses nobody else uses (…)`. */
export function sharedFacts({ infrastructure = [], accounts }: CampaignReport): string[] {
  return (Object.keys(KINDS) as SharedTrace['kind'][]).flatMap((kind) => {
    const own = infrastructure.filter((trace) => trace.kind === kind && trace.others === 0);
    if (own.length === 0) return [];
    const members = new Set(own.flatMap((trace) => trace.members)).size;
    const values = own.slice(0, VALUES).map(({ value }) => value);
    const more = own.length > VALUES ? ', …' : '';
    const [one, many] = KINDS[kind];
    return [
      `${count(members)} of ${counted(accounts.length, 'account')} share ${counted(own.length, one, many)} nobody else uses (${values.join(', ')}${more})`,
    ];
  });
}

/** Whether it goes on at the end of the log: within a day of it, or a twentieth of a longer one. */
export function activityFact({ last }: CampaignReport, { period }: Pick<Report, 'period'>): string {
  if (last === null || period === null) return 'no times in the log, so it is unknown whether it is still running';
  const left = period.end - last;
  if (left <= Math.max(DAY, (period.end - period.start) / 20))
    return `still running when the log ends (${moment(last)} UTC)`;
  return `ended ${moment(last)} UTC, ${counted(Math.round(left / DAY), 'day')} before the log does`;
}

/** Output tokens that its accounts got, with all they did besides. */
export function tokenFact({ accounts }: CampaignReport, report: Pick<Report, 'accounts'>): string {
  const own = new Set(accounts);
  const tokens = report.accounts.reduce((sum, one) => (own.has(one.account) ? sum + one.outputTokens : sum), 0);
  return counted(tokens, 'output token');
}

/** How sure it is that this is no chance: the strongest test that was made, and the false ones to expect down to it. */
export function significanceFact({ tests = [], falseDiscoveryRate }: CampaignReport): string {
  const made = tests.filter(({ p }) => p !== undefined).sort((a, b) => (a.p ?? 1) - (b.p ?? 1));
  const [best] = made;
  return [
    best?.p === undefined ? 'not tested against chance' : `${pEquation(best.p)} against chance`,
    ...(falseDiscoveryRate === undefined
      ? []
      : [`${probability(falseDiscoveryRate)} of campaigns scored at least this high are expected to be false`]),
  ].join(', ');
}
