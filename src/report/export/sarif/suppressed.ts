/** What people cleared, as SARIF says it: a suppression, and no level that tools which pass over suppressions count as a failure. */
import { visible } from '../../../text/visible.ts';
import type { Standing } from '../../triage/standing.ts';
import type { SarifLevel } from './sarif-rules.ts';

const isCleared = (standing: Standing | undefined): standing is Standing => standing?.counted === false;

export const suppressed = (standing: Standing | undefined): { suppressions?: object[] } =>
  isCleared(standing)
    ? { suppressions: [{ kind: 'external', status: 'accepted', justification: visible(standing.text) }] }
    : {};

export const shownLevel = (level: SarifLevel, standing: Standing | undefined): SarifLevel =>
  isCleared(standing) && level !== 'none' ? 'note' : level;
