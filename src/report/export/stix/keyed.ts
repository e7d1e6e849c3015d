/**
 * A campaign's templates and addresses as hashes that only holders of the same key can compare, as a bundle of STIX 2.1: whoever has the
 * key finds them in a log of its own (`--indicators`), and nobody reads a prompt, an account or an address out of it.
 */
import { keyedHash } from '../../../math/keyed-hash.ts';
import { counted, hundredths } from '../../../text/numbers.ts';
import type { CampaignReport } from '../../shape/report.ts';
import type { ExportRemark } from '../export-remark.ts';
import type { ExportInput } from '../export-input.ts';
import { fixedObjects, type Origin, type StixObject, stixObject } from './stix-objects.ts';

/** Of campaigns that are flagged as distillation and count. */
export function keyedObjects({ report, statusOf, now }: ExportInput, key: string): StixObject[] {
  const origin: Origin = { time: new Date(report.period?.end ?? now).toISOString(), version: report.tool.version };
  const found = report.campaigns
    .filter(({ id, verdict }) => verdict === 'distillation' && (statusOf('campaign', id)?.counted ?? true))
    .flatMap((campaign) =>
      valuesOf(campaign).map(([kind, value]) => ({ kind, hash: keyedHash(key, kind, value), campaign })),
    );
  const indicators = found.map(({ kind, hash, campaign }) =>
    stixObject('indicator', ['keyed', hash], origin, {
      name: `Keyed hash of ${kind === 'address' ? 'an address' : 'a template'}`,
      description: 'HMAC-SHA-256 of the kind, a zero byte and the value, its first 128 bits.',
      indicator_types: ['malicious-activity'],
      pattern: `[x-prompt-audit:keyed = '${hash}']`,
      pattern_type: 'stix',
      pattern_version: '2.1',
      valid_from: origin.time,
      confidence: hundredths(campaign.score),
    }),
  );
  return [...fixedObjects(origin), ...new Map(indicators.map((one) => [one.id, one])).values()];
}

/** Addresses that no other account of the log uses. */
const valuesOf = ({
  templates,
  infrastructure = [],
}: CampaignReport): (readonly ['template' | 'address', string])[] => [
  ...templates.map((id) => ['template', id] as const),
  ...infrastructure
    .filter(({ kind, others }) => kind === 'address' && others === 0)
    .map(({ value }) => ['address', value] as const),
];

/** How many hashes there are. */
export function keyedRemark(input: ExportInput, key: string): ExportRemark {
  const hashes = keyedObjects(input, key).filter(({ type }) => type === 'indicator').length;
  const text = `${counted(hashes, 'keyed hash', 'keyed hashes')} of templates and addresses, and nothing else.`;
  return { text, isEmpty: hashes === 0 };
}
