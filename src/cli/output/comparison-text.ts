import type { Change, ComparedItem, ComparedSide, Comparison, ItemSide } from '../../report/compare/comparison.ts';
import type { SubjectKind } from '../../report/triage/triage.ts';
import type { DecisionStatus } from '../../report/triage/decision-status.ts';
import { decisionStatus, type TriagedReport } from '../../report/triage/triaged-report.ts';
import { counted } from '../../text/numbers.ts';
import { dayOf } from '../../text/times.ts';
import { type Colours, colours } from './colours.ts';
import { judgementWords } from '../../text/verdicts.ts';
import { hang } from './text-layout.ts';
import { visibleLine } from '../../text/visible.ts';

const MAX_WIDTH = 120;
/** Maximum number of items of one kind and change; the JSON has all. */
const LISTED = 20;

const TITLES: Readonly<Record<SubjectKind, string>> = {
  campaign: 'Campaigns',
  account: 'Accounts',
  template: 'Prompt templates',
};
/** Was this status, which follows from a decision on something else, told before? */
type Said = (status: DecisionStatus) => boolean;

const SIGNS: Readonly<Record<Exclude<Change, 'same'>, string>> = { new: '+', changed: '~', gone: '-' };

/** Two reports side by side, for a person at a terminal: what is new, changed or gone, and what explains it. */
export function comparisonText(
  comparison: Comparison,
  triaged: TriagedReport,
  options: { colour: boolean; columns: number },
): string {
  const paint = colours(options.colour);
  const width = Math.min(options.columns, MAX_WIDTH);
  const said = new Set<string>();
  // What was decided on a campaign is said once, and of each of its accounts only where it comes from.
  const isSaid: Said = ({ decision, through }) => {
    const why = JSON.stringify(decision);
    const isThere = through !== undefined && said.has(why);
    said.add(why);
    return isThere;
  };
  const kinds = (['campaign', 'account', 'template'] as const).flatMap((kind) =>
    kindText(comparison, kind, triaged, paint, width, isSaid),
  );
  const lines = [
    `Before: ${sideText(comparison.before)}`,
    `After:  ${sideText(comparison.after)}`,
    ...comparison.notes.flatMap((note) => hang('', visibleLine(note, 400), width).map(paint.yellow)),
    ...kinds,
    '',
    `${counted(comparison.onlyAfter, 'account')} only in the later report, ${counted(comparison.onlyBefore, 'account')} only in the earlier one.`,
  ];
  return `${lines.join('\n')}\n`;
}

function sideText({ requests, accounts, files, period }: ComparedSide): string {
  const when = period === null ? '' : `, ${dayOf(period.start)} to ${dayOf(period.end)}`;
  return `${counted(requests, 'request')} from ${counted(accounts, 'account')} in ${counted(files, 'file')}${when}`;
}

function kindText(
  { items, totals }: Comparison,
  kind: SubjectKind,
  triaged: TriagedReport,
  paint: Colours,
  width: number,
  isSaid: Said,
): string[] {
  const { new: fresh, changed, gone, same } = totals[kind];
  const head = `${TITLES[kind]}: ${fresh} new, ${changed} changed, ${gone} gone, ${same} the same`;
  const lists = (['new', 'changed', 'gone'] as const).flatMap((change) => {
    const own = items.filter((item) => item.kind === kind && item.change === change);
    const rest = own.length - LISTED;
    return [
      ...own.slice(0, LISTED).flatMap((item) => itemText(item, change, triaged, paint, width, isSaid)),
      ...(rest > 0 ? [`  ${SIGNS[change]} … and ${counted(rest, 'more', 'more')}: see --format json.`] : []),
    ];
  });
  return ['', paint.bold(head), ...lists];
}

function itemText(
  { kind, before, after, notes }: ComparedItem,
  change: Exclude<Change, 'same'>,
  triaged: TriagedReport,
  paint: Colours,
  width: number,
  isSaid: Said,
): string[] {
  const colour = { new: paint.red, changed: paint.yellow, gone: paint.green }[change];
  const side = after ?? before;
  if (side === null) return [];
  const was = before !== null && after !== null && before.id !== after.id ? `, was ${visibleLine(before.id, 40)}` : '';
  const status = after === null ? undefined : decisionStatus(triaged, kind, after.id);
  const isKnown = status !== undefined && isSaid(status);
  const as = isKnown ? `, ${status.state} as ${status.through?.id ?? ''}` : '';
  return [
    colour(`  ${SIGNS[change]} ${visibleLine(side.id, 80)}${was}  ${judgement(side)}${visibleLine(as, 80)}`),
    ...(notes.length > 0 ? hang('      ', notes.map((note) => visibleLine(note, 200)).join('; '), width) : []),
    ...(status === undefined || isKnown ? [] : hang('      ', visibleLine(status.text, 400), width)),
  ];
}

function judgement(side: ItemSide): string {
  const { requests, accounts } = side;
  const size = accounts === 1 ? '' : `${counted(accounts, 'account')}, `;
  return `${judgementWords(side)}, ${size}${counted(requests, 'request')}`;
}
