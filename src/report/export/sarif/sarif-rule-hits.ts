/**
 * Hits of rules as rules and results of a SARIF run. They come after what was judged, and are no accusation. One on an account
 * that decisions cleared is suppressed, which is how SARIF says that it does not count.
 */
import { atlasOfTags } from '../../shape/atlas/atlas.ts';
import { hitFacts, hitSubject } from '../../../text/rule-hits.ts';
import type { Report, RuleHit, RuleOutcome } from '../../shape/report.ts';
import { accountOf } from '../../triage/counted-rules.ts';
import { fingerprint } from '../deterministic-ids.ts';
import { helpUri, rulePath } from './doc-links.ts';
import type { ExportInput } from '../export-input.ts';
import { messageText } from './message-text.ts';
import type { SarifPlaces } from './locations.ts';
import { HASH_DIGITS, lineKey } from './sarif-fingerprints.ts';
import { taxaOf } from './sarif-atlas.ts';
import type { SarifLevel } from './sarif-rules.ts';
import { shownLevel, suppressed } from './suppressed.ts';

type Level = RuleOutcome['level'];

const LEVELS: Readonly<Record<Level, SarifLevel>> = {
  critical: 'warning',
  high: 'warning',
  medium: 'warning',
  low: 'note',
  informational: 'note',
};

/** As code hosts read them: from 9.0 critical, 7.0 high, 4.0 medium, above 0 low. */
const SEVERITIES: Readonly<Record<Level, string>> = {
  critical: '9.0',
  high: '7.0',
  medium: '5.0',
  low: '3.0',
  informational: '1.0',
};

const HELP = 'A rule that a person wrote. It says what it looks for, and does not affect scores.';

export function sarifOwnRules({ rules = [] }: Report): object[] {
  return rules.map(({ id, title, level, tags, place }) => ({
    id,
    name: title,
    shortDescription: { text: `${title}.` },
    fullDescription: { text: `${title}. ${HELP}` },
    help: { text: `${title}. ${HELP}` },
    ...(place === undefined ? helpUri(rulePath(id)) : {}),
    defaultConfiguration: { level: LEVELS[level] },
    properties: { tags: ['security', 'rule', ...tags].slice(0, 10), 'security-severity': SEVERITIES[level] },
  }));
}

/** @param before number of rules of the run that come before those of people */
export function* ruleResults(input: ExportInput, places: SarifPlaces, before: number): Generator<object> {
  for (const [at, rule] of (input.report.rules ?? []).entries()) {
    for (const hit of rule.hits) yield ruleResult(rule, hit, before + at, input, places);
  }
}

function ruleResult(
  { id, title, level, tags }: RuleOutcome,
  hit: RuleHit,
  index: number,
  input: ExportInput,
  places: SarifPlaces,
): object {
  const [first, ...others] = hit.lines;
  const account = accountOf(hit);
  const status = account === undefined ? undefined : input.statusOf('account', account);
  const own = fingerprint(
    id,
    hit.group.flatMap(({ field, value }) => [field, value]),
  );
  const known = first && input.lineHashes?.get(lineKey(first));
  return {
    ruleId: id,
    ruleIndex: index,
    kind: 'fail',
    level: shownLevel(LEVELS[level], status),
    message: { text: messageText(`${title}. ${hitSubject(hit)}: ${hitFacts(hit)}.`) },
    locations: first
      ? [places.location(first, account === undefined ? undefined : { kind: 'account', subject: account })]
      : [],
    ...(others.length > 0 && {
      relatedLocations: others.map((line, id) => ({ id: id + 1, ...places.location(line) })),
    }),
    partialFingerprints: {
      primaryLocationLineHash: known ?? `${own.slice(0, HASH_DIGITS)}:1`,
      'ruleHit/v1': own,
    },
    ...taxaOf(atlasOfTags(tags)),
    ...suppressed(status),
    properties: {
      group: Object.fromEntries(hit.group.map(({ field, value }) => [field, value])),
      matches: hit.matches,
    },
  };
}
