/**
 * Hits of rules as CSV (RFC 4180, line feed): one row a hit, the most serious rule first. They are findings of their own and no
 * verdict. A report lists at most a hundred hits of a rule; `hits` says how many there were. Hits on accounts that decisions
 * cleared are left out, as they are everywhere.
 */
import { count, counted } from '../../../text/numbers.ts';
import { clearedHitsText, hitSubject } from '../../../text/rule-hits.ts';
import { csvRow, isoTime, remarkRows } from '../../shape/records-csv.ts';
import { accountOf, type CountedRule, rulesThatCount } from '../../triage/counted-rules.ts';
import { changesIn } from '../../triage/triage-words.ts';
import type { ExportInput } from '../export-input.ts';
import type { ExportRemark } from '../export-remark.ts';

const HEADER =
  'rule,level,title,hits,subject,account,decision,matches,values,windows,first_seen,last_seen,first_line\n';

/** The rules with the hits that count. */
export const countedRulesOf = ({ report, statusOf }: ExportInput): CountedRule[] =>
  rulesThatCount(report.rules ?? [], (account) => statusOf('account', account)?.counted ?? true);

export function* rulesCsv(input: ExportInput): Generator<string> {
  yield* remarkRows(changesIn(input.report));
  yield HEADER;
  for (const { id, level, title, hitCount, hits } of countedRulesOf(input)) {
    for (const hit of hits) {
      const account = accountOf(hit);
      const [line] = hit.lines;
      yield csvRow([
        id,
        level,
        title,
        hitCount,
        hitSubject(hit),
        account ?? '',
        (account === undefined ? undefined : input.statusOf('account', account)?.state) ?? '',
        hit.matches,
        hit.values ?? '',
        hit.windows ?? '',
        hit.first === null ? '' : isoTime(hit.first),
        hit.last === null ? '' : isoTime(hit.last),
        line ? `${line.file}:${line.line}` : '',
      ]);
    }
  }
}

/** An empty table means something else where no rule was run. */
export function rulesRemark(input: ExportInput): ExportRemark {
  if (input.report.rules === undefined)
    return { text: 'No rule was run in this scan. Name rules, and scan again.', isEmpty: true };
  const rules = countedRulesOf(input);
  const hits = rules.reduce((sum, { hitCount }) => sum + hitCount, 0);
  const listed = rules.reduce((sum, rule) => sum + rule.hits.length, 0);
  const first = hits > listed ? `; ${count(listed)} are listed` : '';
  const blind = rules.filter(({ state }) => state === 'blind');
  const sentences = [
    `${counted(hits, 'hit')} of ${counted(rules.length, 'rule')}${first}.`,
    clearedHitsText(...rules),
    ...(blind.length === 0 ? [] : [`${counted(blind.length, 'rule')} could not judge this log.`]),
  ];
  return { text: sentences.filter((sentence) => sentence !== '').join(' '), isEmpty: hits === 0 };
}
