import type { EntityRef } from '../../../protocol/entity-data.ts';
import type { LogFilter } from '../../../protocol/explorer-messages.ts';

/** The requests that carry something, for the log explorer. */
export const entityFilter = ({ kind, value }: EntityRef, span: Pick<LogFilter, 'from' | 'to'>): LogFilter => ({
  ...{ kind: 'requests', account: '', template: '', campaign: '', flagged: false, text: '' },
  [kind]: value,
  ...(span.from !== undefined && { from: span.from }),
  ...(span.to !== undefined && { to: span.to }),
});
