/** Rules and results of a SARIF run that come after what was judged: rules of people, then techniques. */
import type { Report } from '../../shape/report.ts';
import type { ExportInput } from '../export-input.ts';
import type { SarifPlaces } from './locations.ts';
import { ruleResults, sarifOwnRules } from './sarif-rule-hits.ts';
import { sarifTechniqueRules, techniqueResults } from './sarif-techniques.ts';

export const ownRules = (report: Report): object[] => [...sarifOwnRules(report), ...sarifTechniqueRules(report)];

/** @param before number of rules of the run that come before these */
export function* ownResults(input: ExportInput, places: SarifPlaces, before: number): Generator<object> {
  yield* ruleResults(input, places, before);
  yield* techniqueResults(input, places, before + sarifOwnRules(input.report).length);
}
