/** The certainty section of an evidence packet, and the evidence on both sides. */
import { evidenceName, sideOf, weightWords } from '../../../text/evidence-side.ts';
import { chanceTest, falseShare, nats, pValue, ratio, scoreSum, startWords } from '../../../text/likelihood.ts';
import { flagRule } from '../../../text/suspected.ts';
import { count } from '../../../text/numbers.ts';
import type { AccountReport, CampaignReport, Evidence, Report } from '../../shape/report.ts';
import { waterfallFigure } from './figures.ts';
import { type Block, list, type Section, table, text } from './packet.ts';
import { places } from '../words.ts';

/** Lines named for one piece of evidence. */
const LINES = 5;

/** Evidence that no detector of campaigns made. */
const OWN: Readonly<Record<string, string>> = {
  membership: 'Membership',
  automation: 'Automation',
  continuation: 'Conversations that change account',
};

/** @param prior log odds before any evidence */
export function evidenceSections(item: AccountReport | CampaignReport, prior: number, report: Report): Section[] {
  const name = (detector: string): string =>
    report.detectors.find(({ id }) => id === detector)?.name ?? OWN[detector] ?? evidenceName(detector) ?? detector;
  return [
    scoreSection(item, prior, name, report),
    evidenceSection('Evidence for distillation', item.evidence, name, 'No detector found evidence for distillation.'),
    againstSection(item.counterEvidence, name),
  ];
}

function scoreSection(
  item: AccountReport | CampaignReport,
  prior: number,
  name: (detector: string) => string,
  report: Report,
): Section {
  const all = [...item.evidence, ...item.counterEvidence];
  return {
    heading: 'How sure',
    blocks: [
      text(
        [scoreSum(item), flagRule(item, report.settings), startWords(item, report.settings.accountPrior)]
          .filter(Boolean)
          .join(' '),
      ),
      { kind: 'figure', figure: waterfallFigure(prior, all, name) },
      ...('tests' in item ? testBlocks(item) : []),
    ],
  };
}

/** Tests next to the score: how often chance alone does as well. */
function testBlocks(campaign: CampaignReport): Block[] {
  const { tests = [] } = campaign;
  const items = [...tests.map((one) => chanceTest(one)), ...falseShare(campaign)];
  return items.length === 0 ? [] : [text('Tests that do not change the score:'), list(items)];
}

function evidenceSection(
  heading: string,
  evidence: readonly Evidence[],
  name: (detector: string) => string,
  none: string,
): Section {
  if (evidence.length === 0) return { heading, blocks: [text(none)] };
  const chance = evidence.some(({ p }) => p !== undefined);
  return {
    heading,
    blocks: [
      table(
        [
          'Detector',
          'Finding',
          '>Weight',
          'Makes distillation',
          '>Observations',
          ...(chance ? ['>By chance (p)'] : []),
          'Lines',
        ],
        evidence.map(({ detector, text: sentence, weight, n, p, lines }) => [
          name(detector),
          sentence,
          nats(weight),
          // Its column says what gets likelier.
          ratio(weight).replace(/^makes distillation /, ''),
          count(n),
          ...(chance ? [p === undefined ? '–' : pValue(p)] : []),
          lines.length === 0 ? 'totals, not single lines' : places(lines, LINES),
        ]),
      ),
    ],
  };
}

function againstSection(all: readonly Evidence[], name: (detector: string) => string): Section {
  const against = all.filter(({ role, weight }) => role === undefined && weight < 0);
  const caps = all.filter((item) => sideOf(item) === 'cap');
  const neither = all.filter((item) => sideOf(item) !== 'cap' && item.weight >= 0);
  const section = evidenceSection('Evidence against it', against, name, 'No detector found evidence against it.');
  if (caps.length > 0) {
    section.blocks.push(
      text('Caps on the score, which are not evidence against it:'),
      list(caps.map((item) => `${weightWords(item)}: ${item.text}`)),
    );
  }
  if (neither.length > 0) {
    section.blocks.push(
      text('Checked, with no evidence either way:'),
      list(neither.map((item) => `${name(item.detector)}: ${item.text}`)),
    );
  }
  return section;
}
