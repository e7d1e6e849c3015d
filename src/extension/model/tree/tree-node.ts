import type {
  AccountReport,
  CampaignReport,
  DriftAlarm,
  Evidence,
  FileSummary,
  LineReason,
  LineRef,
  RuleHit,
  TechniqueReport,
  TemplateReport,
} from '../../../report/shape/report.ts';
import type { CountedRule } from '../../../report/triage/counted-rules.ts';
import type { Target } from '../../../protocol/messages.ts';

/** A node of the findings tree, by what it stands for. */
export type TreeNode =
  | { kind: 'campaign'; campaign: CampaignReport }
  | { kind: 'accounts' }
  | { kind: 'templates' }
  | { kind: 'input' }
  /** Says that the log cannot be judged, and leads to what may help. */
  | { kind: 'blind' }
  /** What people decided not to count. */
  | { kind: 'cleared' }
  | { kind: 'account'; account: AccountReport }
  | { kind: 'template'; template: TemplateReport }
  /** An account's requests of one template. */
  | { kind: 'slice'; account: AccountReport; template: string; requests: number; score: number }
  /** Evidence that speaks for a verdict, against it, or neither. */
  | { kind: 'side'; side: EvidenceGroup; evidence: Evidence[] }
  | { kind: 'evidence'; evidence: Evidence }
  /** The accounts of a campaign. */
  | { kind: 'members'; campaign: CampaignReport }
  /** Techniques seen in exact facts, and one of them. */
  | { kind: 'techniques' }
  | { kind: 'technique'; technique: TechniqueReport }
  /** What rules came to, a rule with hits or one that could not judge, and a hit. */
  | { kind: 'rules' }
  | { kind: 'rule'; rule: CountedRule }
  | { kind: 'hit'; rule: CountedRule; hit: RuleHit }
  /** Alarms about days unlike those of the baseline, and one of them. */
  | { kind: 'drift' }
  | { kind: 'alarm'; alarm: DriftAlarm }
  | { kind: 'line'; line: LineRef; note: string }
  | { kind: 'file'; file: FileSummary }
  | { kind: 'reason'; reason: LineReason }
  /** Stands for the children that are not shown yet. */
  | { kind: 'more'; parent: TreeNode; hidden: number };

export type EvidenceGroup = 'for' | 'against' | 'neither';

/** Children shown at once. A longer list gets a last node that shows as many again. */
export const PAGE = 200;

/** What a tree row says. Plain text throughout: names and prompts come from the log. */
export interface TreeText {
  label: string;
  description: string;
  /** Paragraphs of the tooltip. */
  tooltip: string[];
  /** Name of a product icon, and of the colour it is drawn in. */
  icon: string;
  colour?: string;
  /** Can the row be opened to show children? */
  opens: boolean;
  /** The log line the row leads to. */
  line?: LineRef;
  /** The page of the dashboard the row leads to. */
  target?: Target;
}
