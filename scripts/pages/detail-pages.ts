/**
 * Writes the page of each detector and of each rule that comes with the program, to which marks in the editor and exports lead:
 *
 *   node --import tsx scripts/pages/detail-pages.ts
 *
 * A detector's page is made of the comment above it, its needs, and its fitted weights; a rule's of the rule.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { SHIPPED_RULES } from '../../src/report/config/config-name.ts';
import {
  type CampaignDetector,
  type LogField,
  NOTHING_MORE,
  type Voice,
} from '../../src/engine/campaigns/detectors/detector.ts';
import { CAMPAIGN_DETECTORS } from '../../src/engine/campaigns/detectors/detectors.ts';
import { allowed, type Judge } from '../../src/engine/campaigns/judging/explanations.ts';
import { JUDGE } from '../../src/engine/campaigns/judging/judge.ts';
import { decimal } from '../../src/text/numbers.ts';
import { explainRule } from '../../src/report/rules/explain-rule.ts';
import { readRules } from '../../src/report/rules/rule-files.ts';
import { detectorComments } from '../detector-docs.ts';

const ROOT = join(__dirname, '../..');
export const DETAIL_FOLDERS = ['docs/detectors', 'docs/rules'] as const;

const FIELDS: Readonly<Record<LogField, string>> = {
  opening: 'the beginning of conversations',
  time: 'times',
  answer: 'answers',
  history: 'earlier messages of a conversation',
  system: 'system prompts',
  parameters: 'sampling parameters',
  outputTokens: 'output token counts',
  model: 'models',
  address: 'addresses',
  organisation: 'organisations',
  endUser: 'end-user names',
};

const FAMILIES: Readonly<Record<CampaignDetector['family'], string>> = {
  intent: 'what the prompts ask for',
  dataset: 'how a set of prompts is worked through',
  automation: 'how regular the traffic is',
  coordination: 'whether the accounts act as one',
  benign: 'what else could explain the traffic',
};

const DIRECTIONS: Readonly<Record<CampaignDetector['direction'], string>> = {
  for: 'In theory, a higher statistic speaks for distillation.',
  against: 'In theory, a higher statistic speaks against distillation.',
  either: 'Theory does not say which way a higher statistic points.',
};

/** Evidence that is not about a campaign as a whole. */
const OTHERS: readonly { id: string; name: string; text: string }[] = [
  {
    id: 'membership',
    name: 'Membership',
    text: 'Does this account take part in the campaign? A campaign is judged as a whole first. Then each account is compared with its core: whether it uses the shared templates in the same proportions, how many of them, and how much of its traffic they are. The score of an account is never above that of its campaign: an account that only looks like a member is capped, and the sentence says so.',
  },
  {
    id: 'automation',
    name: 'Automation',
    text: 'Is the account a program at work? Requests at regular times, or the same request again and again, are not made by a person. That is common and speaks neither for nor against distillation: its weight is 0, and it only gives an account the verdict `automation` where there is no graver one.',
  },
  {
    id: 'continuation',
    name: 'Continued conversations',
    text: 'Does a conversation continue under another account? Services that resell or pool access do that. It shows a relay and says nothing about distillation: its weight is 0.',
  },
];

const more = '[How evidence adds up](../detection.md).';

/** Every page by its path from the top of the repository. */
export async function detailPages(): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  const comments = detectorComments();
  for (const detector of CAMPAIGN_DETECTORS)
    pages.set(`docs/detectors/${detector.id}.md`, detectorPage(detector, comments));
  for (const { id, name, text } of OTHERS)
    pages.set(`docs/detectors/${id}.md`, `# ${name}\n\n\`${id}\`\n\n${text}\n\n${more}\n`);
  const { rules } = await readRules([SHIPPED_RULES]);
  for (const rule of rules) {
    const own = `Rules are explained in [rules.md](../rules.md). A hit moves no score.`;
    pages.set(`docs/rules/${rule.id}.md`, `# ${rule.title}\n\n${explainRule(rule)}\n\n${own}\n`);
  }
  const options = (await resolveConfig(join(ROOT, 'docs/x.md'))) ?? {};
  for (const [path, text] of pages) pages.set(path, await format(text, { ...options, parser: 'markdown' }));
  return pages;
}

function detectorPage(detector: CampaignDetector, comments: ReadonlyMap<string, string>): string {
  const { id, name, family, reads, direction, needs, theory } = detector;
  const comment = comments.get(id);
  if (comment === undefined) throw new Error(`Detector ${id} has no comment.`);
  const read =
    reads === 'another file'
      ? 'It reads another file than the log.'
      : reads.length === 0
        ? 'It reads accounts and the text of prompts.'
        : `Besides accounts and the text of prompts it reads ${new Intl.ListFormat('en-GB').format(reads.map((field) => FIELDS[field]))}.`;
  const [usual, relays] = [weightRange(JUDGE, id), weightRange(JUDGE.amongRelays, id)];
  const weighs =
    usual === null && relays === null
      ? 'nothing today: the sentence is there for whoever investigates.'
      : `${usual ?? 'nothing'}; ${relays ?? 'nothing'} where the accounts are keys of a relay. In nats: +2.3 multiplies the odds of distillation by ten. It depends on the statistic and on the [innocent explanation](../detection.md#innocent-explanations).`;
  return [
    `# ${name}`,
    `\`${id}\`: a detector that looks at ${FAMILIES[family]}.`,
    comment,
    `**Needs.** ${read} ${needs === NOTHING_MORE ? 'It never abstains.' : `Without ${needs} it abstains and adds nothing.`}`,
    `**Speaks.** ${DIRECTIONS[direction]} For distillation: ${voiceText(theory.for)} Against it: ${voiceText(theory.against)}`,
    `**Weighs** ${weighs}`,
    more,
    '',
  ].join('\n\n');
}

/** Why it may speak on one side, how far, and what silences it. */
function voiceText({ why, most, silencedBy }: Voice): string {
  const limit =
    most === undefined || most === 0 ? '' : ` It weighs at most ${decimal(most, 1)} nats there, whatever it measures.`;
  return `${why}${limit}${silencedBy === undefined ? '' : ` It is silent there where ${silencedBy}.`}`;
}

/** Between which weights its curves lie against all explanations; null where they are next to nothing. */
function weightRange({ against, slope }: Judge, id: string): string | null {
  const weights = [...against.values()].flatMap(({ curves }) =>
    (curves.get(id) ?? []).map(([, weight]) => allowed(id, slope * weight)),
  );
  const [least, most] = [Math.min(0, ...weights), Math.max(0, ...weights)];
  if (most - least < 0.05) return null;
  return `${decimal(least, 1).replace('-', '−')} to ${most < 0.05 ? '0' : `+${decimal(most, 1)}`}`;
}

async function main(): Promise<void> {
  const pages = await detailPages();
  for (const folder of DETAIL_FOLDERS) {
    mkdirSync(join(ROOT, folder), { recursive: true });
    for (const name of readdirSync(join(ROOT, folder)))
      if (!pages.has(`${folder}/${name}`)) rmSync(join(ROOT, folder, name));
  }
  for (const [path, text] of pages) writeFileSync(join(ROOT, path), text);
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
