/**
 * What a campaign can be known by in another log, as hashes: its templates, the sentences of their fixed text, what fills them, and
 * addresses that nobody else of its log has. No text is kept. What the rest of a log holds of the same kinds is kept beside it: a
 * sentence that others send too proves nothing, nor does a published prompt.
 */
import * as v from 'valibot';
import { keyedHash } from '../../math/keyed-hash.ts';
import { namesOfPrompts } from '../../engine/templates/public/public-prompts.ts';
import { Count } from '../../schema/shapes.ts';
import type { CampaignReport, Report, TemplateReport } from '../shape/report.ts';

export const VALUE_KINDS = ['template', 'frame', 'slot', 'address', 'program'] as const;
export type ValueKind = (typeof VALUE_KINDS)[number];

const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const Value = v.object({ kind: v.picklist(VALUE_KINDS), hash: Hash });

/** The campaigns of one report, as hashes. */
export const HashedReport = v.object({
  /** What the report is called by whoever made it, such as the name of its file. */
  name: v.pipe(v.string(), v.maxLength(300)),
  campaigns: v.pipe(
    v.array(
      v.object({
        id: v.pipe(v.string(), v.maxLength(300)),
        key: v.exactOptional(v.pipe(v.string(), v.maxLength(300))),
        accounts: Count,
        requests: Count,
        values: v.pipe(v.array(Value), v.maxLength(100_000)),
      }),
    ),
    v.maxLength(10_000),
  ),
  /** Hashes of what else the log holds, ascending. */
  ordinary: v.pipe(v.array(Hash), v.maxLength(10_000_000)),
});
export type HashedReport = v.InferOutput<typeof HashedReport>;
export type HashedCampaign = HashedReport['campaigns'][number];

/** Letters of a sentence that is somebody's own: shorter ones are common ("Think step by step."). */
const LEAST_LETTERS = 40;

/** What a report is matched by. */
export type MatchedReport = Pick<Report, 'campaigns' | 'templates'>;

/** Nobody else has to compare what stays on this machine, so any key will do. */
const OWN_KEY = 'compared on this machine';

/** @param key shared by all who compare: without it nobody can tell what a hash stands for */
export function hashedReport(report: MatchedReport, name: string, key = OWN_KEY): HashedReport {
  const told = report.campaigns.filter(({ verdict }) => verdict === 'distillation' || verdict === 'suspected');
  const own = new Set(told.flatMap(({ templates }) => templates));
  const byId = new Map(report.templates.map((template) => [template.id, template]));
  const hash = ([kind, value]: Named): { kind: ValueKind; hash: string } => ({
    kind,
    hash: keyedHash(key, kind, value),
  });
  const publicName = namesOfPrompts();
  const others = report.templates
    .filter(({ id, parts }) => !own.has(id) || publicName(parts) !== undefined)
    .flatMap(valuesOfTemplate);
  const shared = report.campaigns.flatMap(({ infrastructure = [] }) =>
    infrastructure.filter((trace) => trace.others > 0).flatMap(valuesOfTrace),
  );
  return {
    name,
    campaigns: told.map((campaign) => ({
      id: campaign.id,
      ...(campaign.key !== undefined && { key: campaign.key }),
      accounts: campaign.accounts.length,
      requests: campaign.requests,
      values: distinct(valuesOf(campaign, byId)).map(hash),
    })),
    ordinary: [...new Set([...others, ...shared].map((one) => hash(one).hash))].sort(),
  };
}

type Named = readonly [kind: ValueKind, value: string];

const valuesOf = (campaign: CampaignReport, templates: ReadonlyMap<string, TemplateReport>): Named[] => [
  ...campaign.templates.flatMap((id) => {
    const template = templates.get(id);
    return template === undefined ? [['template', id] satisfies Named] : valuesOfTemplate(template);
  }),
  ...(campaign.infrastructure ?? []).filter(({ others }) => others === 0).flatMap(valuesOfTrace),
];

function valuesOfTemplate({ id, parts }: TemplateReport): Named[] {
  return [
    ['template', id],
    ...parts.flatMap((part): Named[] =>
      'text' in part
        ? sentencesOf(part.text).map((text) => ['frame', text])
        : part.examples
            .filter((one) => one.length >= LEAST_LETTERS && !one.endsWith('…'))
            .map((one) => ['slot', folded(one)]),
    ),
  ];
}

const valuesOfTrace = ({ kind, value }: { kind: string; value: string }): Named[] =>
  kind === 'address' ? [['address', value]] : kind === 'userAgent' ? [['program', value]] : [];

const folded = (text: string): string => text.toLowerCase().replaceAll(/\s+/g, ' ').trim();

const sentencesOf = (text: string): string[] =>
  text
    .split(/[.!?:;\n]+\s/)
    .map(folded)
    .filter((sentence) => sentence.length >= LEAST_LETTERS);

const distinct = (values: readonly Named[]): Named[] => [
  ...new Map(values.map((one) => [one.join('\0'), one] as const)).values(),
];
