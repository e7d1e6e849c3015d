import type { RequestTable } from '../table/request-table.ts';
import { type MinedTemplates, usedTemplates } from '../templates/mining/mine-templates.ts';
import type { JudgedAccount } from './accounts/judged-accounts.ts';
import type { NumberedCampaign } from './campaign-reports.ts';
import type { Judgement } from '../campaigns/judging/judge.ts';
import { probabilityOf } from '../../math/log-odds.ts';
import type { AccountProfile } from '../accounts/account-profiles.ts';
import { requestTraits } from '../accounts/request-traits.ts';
import { flaggedRows } from './activity/flagged-rows.ts';
import { threadsOf } from '../campaigns/candidates/threads.ts';
import { NO_TEMPLATE, type RequestIndex } from '../../report/shape/request-index.ts';

/**
 * The request index of a finished table. A request that a listed group is about has the score of its account; one of
 * another listed group its account is in, the score that it has there; all others have 0.
 */
export function buildIndex(
  table: RequestTable,
  templates: MinedTemplates,
  accounts: Iterable<JudgedAccount>,
  campaigns: Iterable<NumberedCampaign>,
  files: readonly string[],
): RequestIndex {
  const { rows, names, length } = table;
  const score = new Float32Array(length);
  const profiles: AccountProfile[] = [];
  for (const judged of accounts) {
    profiles.push(judged.profile);
    const isFlagged = flaggedRows(judged.flagged);
    if (isFlagged === undefined) continue;
    for (const row of judged.profile.rows) if (isFlagged(row, templates.ofRow[row]!)) score[row] = judged.report.score;
  }
  for (const { judgement } of campaigns) if (judgement !== undefined) raiseTo(judgement, score);
  // Templates that no request has are left out, and with them the names that occur twice.
  const used = usedTemplates(templates);
  const ids = templates.ids.filter((_, template) => used[template] === 1);
  const place = new Uint32Array(used.length);
  used.forEach((_, template) => (place[template] = template === 0 ? 0 : place[template - 1]! + used[template - 1]!));
  const threads = threadsOf(table);
  const traits = requestTraits(table, profiles);
  return {
    length,
    files: [...files],
    accounts: names.account.values,
    templates: ids,
    models: names.model.values,
    file: rows.source.slice(0, length),
    line: rows.line.slice(0, length),
    offset: rows.offset.slice(0, length),
    bytes: rows.bytes.slice(0, length),
    time: rows.time.slice(0, length),
    account: rows.account.slice(0, length),
    template: Uint32Array.from(templates.ofRow, (template) => (template < 0 ? NO_TEMPLATE : place[template]!)),
    model: rows.model.slice(0, length),
    outputTokens: rows.outputTokens.slice(0, length),
    score,
    toolCount: rows.toolCount.slice(0, length),
    ...(threads && { threads }),
    traits,
  };
}

/** What a group shows as its evidence is scored as it scores there, even if its account is more suspicious for other requests. */
function raiseTo({ candidate, logOdds }: Judgement, score: Float32Array): void {
  candidate.slices.forEach((slices, at) => {
    const own = probabilityOf(Math.min(logOdds, candidate.membership[at]!));
    for (const { rows } of slices) for (const row of rows) if (score[row] === 0) score[row] = own;
  });
}
