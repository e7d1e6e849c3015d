/**
 * Accounts that ask for what a harvest collects, by templates that too few accounts use to form a candidate. Whether one account alone
 * harvests was never learnt, as no labelled log holds one, so they get no score. But what was not judged is told.
 */
import { MIN_MEMBERS } from '../../campaigns/candidates/find-candidates.ts';
import type { Slice } from '../../accounts/slices.ts';
import { chooseSampleRows } from '../../accounts/sample-rows.ts';
import { type IntentResult, INTENTS } from '../../templates/intent/intent-kinds.ts';
import { intentTitle } from '../../../report/shape/intent-title.ts';
import type { SingleAccountHarvest, SingleAccountHarvests } from '../../../report/shape/report.ts';
import type { JudgedAccount } from '../accounts/judged-accounts.ts';
import type { DetectionResult } from '../detection-result.ts';
import type { LineRefs } from '../line-refs.ts';

/** Accounts, and templates of one, that are listed. */
const LISTED = 20;
const LINES = 20;
/** Fewer requests are no harvest that any detector would measure: those that look at repeats need as many. */
const FEWEST = 40;
/** Probability from which the detector of intent says that most of the answers could train a model. */
const MOSTLY = 0.63;

type Found = Pick<DetectionResult, 'slices' | 'texts' | 'table' | 'templates'>;

/** Undefined where nobody does. Accounts of which something else is told are left out, and those that were not judged at all. */
export function singleAccountHarvests(
  { slices, texts, table, templates }: Found,
  accounts: Iterable<Pick<JudgedAccount, 'profile' | 'blind' | 'campaign'>>,
  refs: LineRefs,
): SingleAccountHarvests | undefined {
  const asks = (template: number): boolean =>
    (texts.get(template)?.intent?.harvest ?? 0) >= MOSTLY && slices.uses(template).accounts.length < MIN_MEMBERS;
  const found: { account: string; own: Slice[]; requests: number }[] = [];
  for (const { profile, blind, campaign } of accounts) {
    if (blind !== undefined || campaign !== undefined) continue;
    const own = (slices.ofAccount.get(profile.number) ?? [])
      .filter(({ template }) => asks(template))
      .sort((a, b) => b.rows.length - a.rows.length || a.template - b.template);
    const requests = own.reduce((sum, { rows }) => sum + rows.length, 0);
    if (requests >= FEWEST) found.push({ account: profile.account, own, requests });
  }
  if (found.length === 0) return undefined;
  found.sort((a, b) => weightOf(b) - weightOf(a) || (a.account < b.account ? -1 : 1));
  return {
    accounts: found.length,
    requests: found.reduce((sum, { requests }) => sum + requests, 0),
    first: found.slice(0, LISTED).map(({ account, own, requests }): SingleAccountHarvest => {
      const shown = own.slice(0, LISTED);
      const kinds = shown.map(({ template }) => intentTitle(harvestOf(texts.get(template)!.intent!)).toLowerCase());
      return {
        account,
        requests,
        templates: shown.map(({ template }) => templates.ids[template]!),
        asksFor: [...new Set(kinds)],
        lines: refs.of(chooseSampleRows(shown, table, LINES)),
      };
    }),
  };
}

/**
 * By what they come first: requests times templates. Batch work sends one prompt over and over; a harvest asks much, and in many
 * ways. With the accounts of labelled groups merged into a few, a campaign's comes first oftener than by requests alone
 * (`npm run --prefix lab fit:lone`).
 */
const weightOf = ({ own, requests }: { own: readonly unknown[]; requests: number }): number => own.length * requests;

const HARVESTS: ReadonlySet<string> = new Set(INTENTS.flatMap(({ id, harvest }) => (harvest ? [id] : [])));

/** The most probable kind of harvest: several together may make it likely where a chore comes first. */
const harvestOf = ({ intents, top }: IntentResult): string =>
  intents.find(({ intent }) => HARVESTS.has(intent))?.intent ?? top;
