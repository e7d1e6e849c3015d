/** Everything the stages found, before it becomes a report. */
import type { AccountProfile } from '../accounts/account-profiles.ts';
import type { Automation } from '../accounts/automation.ts';
import type { Slices } from '../accounts/slices.ts';
import type { FoundTechnique } from '../techniques/techniques.ts';
import type { Calibration } from '../campaigns/significance/calibration.ts';
import type { Candidate } from '../campaigns/candidates/candidate.ts';
import type { DriftFindings } from '../campaigns/drift/drift-findings.ts';
import type { Judgement } from '../campaigns/judging/judge.ts';
import type { RelayGroup } from '../campaigns/candidates/relay-groups.ts';
import type { RequestTable } from '../table/request-table.ts';
import type { IntentResult } from '../templates/intent/intent.ts';
import type { MinedTemplates } from '../templates/mining/mine-templates.ts';
import type { TemplatePart } from '../templates/intent/template-part.ts';

export interface DetectionResult {
  /** Finished: rows in canonical order. */
  table: RequestTable;
  templates: MinedTemplates;
  /** Text and intent, where its words tell one, of the templates that were read back, by number; and what their clauses say. */
  texts: ReadonlyMap<number, { parts: TemplatePart[]; intent?: IntentResult; says?: ReadonlyMap<number, string> }>;
  profiles: ReadonlyMap<number, AccountProfile>;
  slices: Slices;
  /** All candidates, most suspicious first. */
  judgements: Judgement[];
  /** How sure each judgement is, by candidate. */
  calibration: ReadonlyMap<Candidate, Calibration>;
  /** Days and cohorts that are unlike those of the baseline, where there is one. */
  drift?: DriftFindings;
  relays: RelayGroup[];
  automation: ReadonlyMap<number, Automation>;
  /** Techniques seen in exact facts, the surest first; empty in logs that hold none. */
  techniques: readonly FoundTechnique[];
}
