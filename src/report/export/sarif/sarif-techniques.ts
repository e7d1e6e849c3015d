/** Techniques as rules and results of a SARIF run, after all others: a report without any has the rules it always had. */
import { readingText, techniqueTitle } from '../../../text/techniques.ts';
import type { DecisionStatus } from '../../triage/decision-status.ts';
import type { Report, TechniqueReport } from '../../shape/report.ts';
import { fingerprint } from '../deterministic-ids.ts';
import { helpUri } from './doc-links.ts';
import type { ExportInput } from '../export-input.ts';
import type { SarifPlaces } from './locations.ts';
import { messageText } from './message-text.ts';
import { HASH_DIGITS, lineKey } from './sarif-fingerprints.ts';
import { taxaOf } from './sarif-atlas.ts';
import type { SarifLevel } from './sarif-rules.ts';
import { shownLevel, suppressed } from './suppressed.ts';

type Grade = TechniqueReport['grade'];

const LEVELS: Readonly<Record<Grade, SarifLevel>> = {
  'near proof': 'error',
  strong: 'warning',
  weak: 'note',
  context: 'none',
};
const SEVERITIES: Readonly<Record<Grade, string>> = { 'near proof': '8.0', strong: '5.0', weak: '2.0', context: '0.0' };

const HELP =
  'Exact facts of the log show it. The result says how sure that is, which honest uses look like it, and how each was checked. Only near proof calls a campaign by itself.';

const ruleOf = ({ id }: TechniqueReport): string => `technique/${id}`;

/** Each technique once, the surest finding of it first. */
function ruled({ techniques = [] }: Report): TechniqueReport[] {
  return [...new Map(techniques.toReversed().map((one) => [one.id, one])).values()].toReversed();
}

export const sarifTechniqueRules = (report: Report): object[] =>
  ruled(report).map((technique) => {
    const { id, name, grade, atlas } = technique;
    return {
      id: ruleOf(technique),
      name: `Technique${id}`,
      shortDescription: { text: `${id}: ${name}.` },
      fullDescription: { text: `${id}: ${name}. ${HELP}` },
      help: { text: `${id}: ${name}. ${HELP}` },
      ...helpUri('techniques.md'),
      defaultConfiguration: { level: LEVELS[grade] },
      properties: {
        tags: ['security', 'llm', 'abuse', 'technique', ...atlas],
        'security-severity': SEVERITIES[grade],
      },
    };
  });

/** @param before number of rules of the run that come before those of techniques */
export function* techniqueResults(
  { report, lineHashes, statusOf }: ExportInput,
  places: SarifPlaces,
  before: number,
): Generator<object> {
  const rules = ruled(report).map(ruleOf);
  for (const technique of report.techniques ?? []) {
    const { id, grade, accounts, text, readings, lines, campaigns, requests, atlas } = technique;
    const [first, ...others] = lines;
    const own = fingerprint(id, accounts.toSorted());
    const cleared = clearedOf(technique, statusOf);
    const known = first && lineHashes?.get(lineKey(first));
    yield {
      ruleId: ruleOf(technique),
      ruleIndex: before + rules.indexOf(ruleOf(technique)),
      kind: LEVELS[grade] === 'none' ? 'informational' : 'fail',
      level: shownLevel(LEVELS[grade], cleared),
      message: {
        text: [`${techniqueTitle(technique)}.`, text, ...readings.map((one) => `${readingText(one)}.`)]
          .map(messageText)
          .join('\n'),
      },
      locations: first ? [places.location(first)] : [],
      ...(others.length > 0 && {
        relatedLocations: others.map((line, at) => ({ id: at + 1, ...places.location(line) })),
      }),
      partialFingerprints: {
        primaryLocationLineHash: known ?? `${own.slice(0, HASH_DIGITS)}:1`,
        'technique/v1': own,
      },
      ...taxaOf(atlas),
      ...suppressed(cleared),
      properties: { technique: id, grade, atlas, campaigns, accounts: accounts.length, requests },
    };
  }
}

/** What people decided, where it clears all campaigns that the technique was seen in or, without any, all its accounts. */
function clearedOf(
  { campaigns, accounts }: TechniqueReport,
  statusOf: ExportInput['statusOf'],
): DecisionStatus | undefined {
  const all =
    campaigns.length > 0
      ? campaigns.map((id) => statusOf('campaign', id))
      : accounts.map((id) => statusOf('account', id));
  return all.every((one) => one?.counted === false) ? all[0] : undefined;
}
