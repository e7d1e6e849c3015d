/** The view of user messages alone. */
import type { RequestTable } from '../../table/request-table.ts';
import { type MinedTemplates, mineTemplates } from '../mining/mine-templates.ts';

/** Templates of user messages that follow a system prompt, without it. A request without one is its user message: it is mined whole. */
export function userTemplates(table: RequestTable): MinedTemplates {
  const { system, user } = table.rows;
  // All other rows are empty. Shares all but three columns.
  return mineTemplates(
    table.withTexts({
      system: new Uint32Array(system.length),
      user: user.map((text, row) => (system[row] === 0 ? 0 : text)),
    }),
  );
}
