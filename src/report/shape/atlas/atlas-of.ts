/** What MITRE ATLAS calls that which was found: of its verdict, and of techniques of its accounts that weigh. */
import { atlasIds } from './atlas.ts';
import { weighs } from '../../../text/techniques.ts';
import type { Finding, Report, Verdict } from '../report.ts';

export function atlasOf(
  { kind, subject, verdict }: { kind: Finding['kind']; subject: string; verdict: Verdict },
  { techniques = [] }: Pick<Report, 'techniques'>,
): string[] {
  const own = techniques.filter(
    (one) =>
      weighs(one) && (kind === 'campaign' ? one.campaigns : kind === 'account' ? one.accounts : []).includes(subject),
  );
  return atlasIds(verdict, own);
}
