/** What people cleared, as SARIF says it: a suppression, and no level that tools which pass over suppressions count as a failure. */
import { visible } from '../../../text/visible.ts';
import type { DecisionStatus } from '../../triage/decision-status.ts';
import type { SarifLevel } from './sarif-rules.ts';

const isCleared = (status: DecisionStatus | undefined): status is DecisionStatus => status?.counted === false;

export const suppressed = (status: DecisionStatus | undefined): { suppressions?: object[] } =>
  isCleared(status)
    ? { suppressions: [{ kind: 'external', status: 'accepted', justification: visible(status.text) }] }
    : {};

export const shownLevel = (level: SarifLevel, status: DecisionStatus | undefined): SarifLevel =>
  isCleared(status) && level !== 'none' ? 'note' : level;
