/** What was read, what was found, and what could not be judged. */
import { bytes, count } from '../../src/text/numbers.ts';
import type { CampaignReport, DetectorStatus, InputSummary } from '../../src/protocol/view-model.ts';
import type { PageContext } from '../app/context.ts';
import { scoreHistogram } from '../charts/score-histogram.ts';
import { timeline } from '../charts/timeline.ts';
import { zone } from '../parts/clock.ts';
import { h } from '../parts/dom.ts';
import { facts } from '../parts/facts.ts';
import { span } from '../parts/format.ts';
import { lineLinks } from '../parts/findings/links.ts';
import { numberOf } from '../parts/number-of.ts';
import { columns, plainTable, tableWords } from '../parts/plain-table.ts';
import { folded, section } from '../parts/section.ts';
import { caseList } from '../parts/case/case-list.ts';
import { documentNote, takenNote } from '../parts/taken.ts';
import { logName } from '../../src/text/log-name.ts';
import { short, visible } from '../../src/text/visible.ts';
import { noCampaigns } from './campaigns.ts';
import { decisionFacts } from './decisions.ts';
import { driftNote } from './drift.ts';
import { techniquesNote } from './techniques.ts';
import { ruleList } from './rules.ts';
import { isTranslated, t } from '../parts/words.ts';

export function overviewPage(page: PageContext): Node[] {
  const { overview } = page;
  const { population, period, settings } = overview;
  const { requests = 0, accounts = 0, templates = 0, organisations = 0, models = 0 } = population ?? {};
  const head = h(
    'div.page-head',
    h('h1', visible(overview.headline.sentence)),
    overview.remedy === '' ? null : h('p', h('b', overview.remedy)),
    ...overview.headline.caveats.map((text) => h('p', visible(text))),
    overview.isAboutAccounts
      ? h(
          'div.controls',
          h('button.quiet', { onclick: () => page.command('chooseAccountField') }, t('Choose account field…')),
        )
      : null,
    isTranslated()
      ? h(
          'p.muted',
          t(
            'Evidence, most errors and notes on charts are in English: what the terminal, reports and exports say is quoted, not translated.',
          ),
        )
      : null,
    facts(
      ['request', requests],
      ['account', accounts],
      ['template', templates],
      // A log that names none has no number of them.
      ...(organisations === 0 ? [] : [['organisation', organisations] as const]),
      ['model', models],
      [t('period, {0}', zone()), period === null ? t('no times in the log') : span(period.start, period.end + 1)],
    ),
  );
  const chart =
    period === null
      ? null
      : timeline({
          title: 'Requests over time',
          data: { from: period.start, to: period.end + 1, ...overview.timeline },
          open: (from, to) => page.openFirst({ from, to }),
          signal: page.signal,
        });
  // Of a log that cannot be judged the head says all there is to say.
  const isBlind = overview.headline.state === 'not-judged' && overview.campaigns.length === 0;
  const hasCases = overview.campaigns.length > 0;
  const campaigns = hasCases
    ? caseList(page, campaignNote(page))
    : section(overview.cleared > 0 ? 'Judged and cleared' : 'Campaigns', null, noCampaigns(page, 2));
  const risk = scoreHistogram(overview.scores, {
    unjudged: overview.unjudged,
    flagged: overview.accounts.filter(
      ({ account, verdict }) => verdict === 'distillation' && page.find.decided('account', account)?.counted !== false,
    ).length,
    threshold: settings?.threshold ?? null,
  });
  const taken = takenNote(page);
  const nodes: (Node | null)[] = [
    head,
    isBlind ? null : hasCases ? campaigns : h('div.columns', campaigns, risk),
    decisionFacts(page),
    ruleList(page),
    hasCases ? (taken === null ? risk : h('div.columns', taken, risk)) : taken,
    documentNote(page),
    chart,
    techniquesNote(page),
    driftNote(page),
    overview.inputs === null ? null : inputs(page, overview.inputs),
    isBlind ? null : detectors(overview.detectors),
  ];
  return nodes.filter((node) => node !== null);
}

/** What to do first. Of suspected groups the head says where to begin. */
function campaignNote({ overview: { campaigns, headline }, find }: PageContext): string | null {
  // Nobody is sent to what somebody has decided on.
  const isOpen = ({ id, verdict }: CampaignReport): boolean =>
    verdict === 'distillation' && find.decided('campaign', id) === undefined;
  const first = headline.state === 'distillation' && campaigns.find(isOpen);
  return first
    ? t(
        'Open {0} first: read its log lines and its innocent explanation, then mark it confirmed or benign. Never accuse anyone on a score alone.',
        first.id,
      )
    : null;
}

/** Files whose notes are shown. */
const NOTES = 10;

function inputs(page: PageContext, input: InputSummary): HTMLElement {
  const files = plainTable(
    'Files',
    columns('File', '>Size', '>Lines', '>With requests', '>Rejected', '>Skipped', '>Requests', 'Formats'),
    input.files.map((file) => [
      h('bdi', { title: file.path }, short(file.path.split(/[\\/]/).at(-1) ?? file.path, 80)),
      bytes(file.bytes),
      count(file.lines),
      count(file.records),
      count(file.rejected),
      count(file.skipped),
      count(file.requests),
      file.error === undefined ? formats(file.formats, file.compression) : h('span.error', file.error),
    ]),
  );
  const reasons = plainTable(
    'Reasons',
    columns('Reason', 'Outcome', '>Lines', 'Examples'),
    input.reasons.map((reason) => [
      short(reason.reason, 200),
      reason.outcome,
      count(reason.count),
      lineLinks(page, reason.examples, 3),
    ]),
  );
  return section(
    'What was read',
    sum(input),
    ...(input.notes ?? []).map((note) => h('p.muted', note)),
    files,
    ...notesOf(input),
    input.reasons.length === 0
      ? h('p.muted', t('No line was rejected or skipped.'))
      : h('div.stack', h('h3', t('Why lines were rejected or skipped')), reasons),
  );
}

/** How files were read, or why not, each after its name. */
function notesOf({ files }: InputSummary): HTMLElement[] {
  const noted = files.filter(({ note }) => note !== undefined);
  const rest = noted.length - NOTES;
  return [
    ...noted
      .slice(0, NOTES)
      .map(({ path, note = '' }) =>
        h('p.muted', h('bdi', { title: path }, short(logName(path.split(/[\\/]/).at(-1) ?? path), 80)), `: ${note}`),
      ),
    ...(rest > 0
      ? [h('p.muted', rest === 1 ? t('1 more file has a note.') : t('{0} more files have notes.', count(rest)))]
      : []),
  ];
}

/** The counts as the sum that they must equal. */
function sum({ lines, records, rejected, skipped, files, bytes: size }: InputSummary): string {
  const parts = t('{0} with requests + {1} rejected + {2} skipped', count(records), count(rejected), count(skipped));
  const whole =
    records + rejected + skipped === lines ? '' : ` ${t('(these do not add up: the report is inconsistent)')}`;
  return `${numberOf(files.length, 'file')}, ${bytes(size)}. ${numberOf(lines, 'line')} = ${parts}${whole}`;
}

function formats(found: Record<string, number>, compression: string): string {
  const names = Object.entries(found)
    .sort(([, a], [, b]) => b - a)
    .map(([name, n]) => `${name} ${count(n)}`);
  return [...names, ...(compression === 'none' ? [] : [compression])].join(', ');
}

/** What a detector looks at, by its kind of evidence. */
const LOOKS_AT: Readonly<Record<DetectorStatus['family'], string>> = {
  intent: 'what prompts ask for',
  dataset: 'how a set of prompts is worked through',
  automation: 'how regular the traffic is',
  coordination: 'whether the accounts act as one',
  benign: 'what else could explain the traffic',
};

function detectors(all: readonly DetectorStatus[]): HTMLElement {
  const abstained = all.filter((detector) => detector.state === 'abstained');
  const ran = all.filter((detector) => detector.state === 'ran');
  const [reason = '', ...others] = new Set(abstained.map((detector) => detector.reason));
  // Where there was nothing to judge, a row for each would say the same.
  if (ran.length === 0 && others.length === 0 && all.length > 0)
    return section('Detectors', t('None of {0} ran.', count(all.length)), h('p', tableWords(reason)));
  return section(
    'Detectors',
    abstained.length === 0
      ? t('All {0} ran.', count(all.length))
      : t(
          '{0} of {1} abstained: the log lacks what they need, so they count neither for nor against anyone.',
          count(abstained.length),
          count(all.length),
        ),
    abstained.length === 0
      ? null
      : plainTable(
          'Detectors that abstained',
          columns('Detector', 'Looks at', 'Why'),
          abstained.map(({ name, family, reason = '' }) => [name, tableWords(t(LOOKS_AT[family])), tableWords(reason)]),
          { whole: true },
        ),
    folded(
      ran.length,
      () =>
        plainTable(
          'Detectors that ran',
          columns('Detector', 'Looks at', '>Judged'),
          ran.map(({ name, family, judged }) => [name, t(LOOKS_AT[family]), count(judged)]),
        ),
      ran.length === 1 ? t('1 that ran') : t('{0} that ran', count(ran.length)),
    ),
  );
}
