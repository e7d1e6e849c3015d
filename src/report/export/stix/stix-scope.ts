/** How many findings gave how many indicators, and why the others produced none: told in the bundle and to whoever writes it. */
import { count, counted } from '../../../text/numbers.ts';
import { CONTRACT } from '../../../text/one-customer.ts';
import type { ExportInput } from '../export-input.ts';

/** What became of the findings. */
export interface Tally {
  /** Indicators of accounts, and of the text of templates. */
  accounts: number;
  templates: number;
  /** Templates of the campaigns that are told. */
  usedTemplates: number;
  /** Campaigns and accounts that people marked benign or allowed. */
  cleared: number;
  /** Accounts flagged as distillation of a campaign that is left out. */
  withTheirCampaign: number;
}

/** Sentences, the sum first. */
export function indicatorSentences(input: ExportInput, tally: Tally): string[] {
  const { report, prompts } = input;
  const indicators = tally.accounts + tally.templates;
  const relays = report.findings.filter(({ verdict }) => verdict === 'relay').length;
  const harvests = report.findings.filter(({ verdict }) => verdict === 'harvest').length;
  const suspected = report.findings.filter(({ verdict }) => verdict === 'suspected').length;
  const suspicions = report.findings.filter(({ verdict }) => verdict === 'none').length;
  const silent = tally.usedTemplates - tally.templates;
  const parts = [
    ...(tally.accounts > 0 ? [`${count(tally.accounts)} from accounts`] : []),
    ...(tally.templates > 0 ? [`${count(tally.templates)} from the text of templates`] : []),
  ];
  return [
    `${counted(report.findings.length, 'finding')} produced ${counted(indicators, 'indicator')}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}.`,
    ...(relays > 0
      ? [`${counted(relays, 'finding')} on relays produced none: acting on them would hit the people they serve.`]
      : []),
    ...(harvests > 0
      ? [`${counted(harvests, 'finding')} on harvests by one customer produced none: ${CONTRACT}.`]
      : []),
    ...(suspected > 0
      ? [
          `${counted(suspected, 'suspected group')} produced none: a suspicion is for a person to look at, not to act on.`,
        ]
      : []),
    ...(suspicions > 0 ? [`${counted(suspicions, 'finding')} without a verdict produced none.`] : []),
    ...(silent > 0
      ? [
          prompts === 'full' || prompts === 'redacted'
            ? `${counted(silent, 'template')} produced none: their fixed text is too short to distinguish their prompts from others.`
            : `${counted(silent, 'template')} produced none: their text may not be shown.`,
        ]
      : []),
    ...(tally.withTheirCampaign > 0
      ? [`${counted(tally.withTheirCampaign, 'account')} produced none, because their campaign is left out.`]
      : []),
    ...(tally.cleared > 0
      ? [
          `${counted(tally.cleared, 'item')} marked benign or allowed by a person ${tally.cleared === 1 ? 'is' : 'are'} left out.`,
        ]
      : []),
    ...(report.findings.length > 0 ? ['Campaigns group indicators and are not indicators themselves.'] : []),
  ];
}
