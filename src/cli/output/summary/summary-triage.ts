import type { CampaignReport } from '../../../report/shape/report.ts';
import { workText } from '../../../report/triage/cases/case-words.ts';
import { countsText, lapsedTexts } from '../../../report/triage/triage-words.ts';
import { isCounted, decisionStatus, type TriagedReport } from '../../../report/triage/triaged-report.ts';
import { counted } from '../../../text/numbers.ts';
import { judgementWords } from '../../../text/verdicts.ts';
import type { Style } from './style.ts';
import { hang } from '../text-layout.ts';
import { visibleLine } from '../../../text/visible.ts';

const CLEARED = 20;
const LAPSED = 10;

/** What people decided and what it changes: everything that is not counted is mentioned. */
export function triageText(triaged: TriagedReport, style: Style): string[] {
  if (!triaged.decided) return [];
  const counts = countsText(triaged);
  const lapsed = lapsedTexts(triaged);
  const cleared = triaged.report.campaigns.filter(({ id }) => !isCounted(triaged, 'campaign', id));
  const unseen = triaged.unseen.length;
  return [
    style.bold('Decisions'),
    ...hang('  ', counts === '' ? 'None applies to these findings.' : `${counts}.`, style.width),
    ...cleared.slice(0, CLEARED).flatMap((campaign) => clearedText(triaged, campaign, style)),
    ...(cleared.length > CLEARED ? [`  … and ${counted(cleared.length - CLEARED, 'more', 'more')}.`] : []),
    ...lapsed.slice(0, LAPSED).flatMap((text) => hang('  ', visibleLine(text, 400), style.width).map(style.yellow)),
    ...(lapsed.length > LAPSED ? [`  … and ${counted(lapsed.length - LAPSED, 'more', 'more')} not applied.`] : []),
    ...(unseen > 0 ? [style.dim(`  ${counted(unseen, 'decision')} on items that are not in this log.`)] : []),
  ];
}

function clearedText(triaged: TriagedReport, campaign: CampaignReport, style: Style): string[] {
  const text = decisionStatus(triaged, 'campaign', campaign.id)?.text ?? '';
  const head = `${campaign.id}, ${judgementWords(campaign)}, ${counted(campaign.accounts.length, 'account')}`;
  return hang('  ', `${visibleLine(head, 100)}: ${visibleLine(text, 400)}`, style.width).map(style.dim);
}

/** The decision on an item that still counts, and of a campaign where the work on it stands. */
export function standingText(
  triaged: TriagedReport,
  kind: 'campaign' | 'account' | 'template',
  id: string,
  style: Style,
): string[] {
  const status = decisionStatus(triaged, kind, id);
  const work = kind === 'campaign' ? triaged.cases.get(id) : undefined;
  return [
    ...(status === undefined ? [] : hang('    ', visibleLine(status.text, 400), style.width)),
    ...(work === undefined ? [] : hang('    work: ', `${visibleLine(workText(work), 400)}.`, style.width)),
  ];
}
