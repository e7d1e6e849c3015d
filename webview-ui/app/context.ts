/** What a page has to work with. */
import type {
  CaseSummary,
  DecidedItem,
  DecisionRequest,
  SubjectKind,
  Supposition,
  WorkRequest,
} from '../../src/protocol/decision-data.ts';
import type { EntityRef } from '../../src/protocol/entity-data.ts';
import type { QuestionKind, Questions, Selection, Target, ViewState } from '../../src/protocol/messages.ts';
import type { AccountRow, LineRef, Overview, TemplateReport } from '../../src/protocol/view-model.ts';

export type Ask = <K extends QuestionKind>(kind: K, body: Questions[K]['ask']) => Promise<Questions[K]['answer']>;

export interface PageContext {
  overview: Overview;
  /** Read fresh at each use; change it with `update`. */
  state: () => Readonly<ViewState>;
  /** Changes what a reload restores; does not draw anything. */
  update: (change: Partial<ViewState>) => void;
  ask: Ask;
  go: (target: Target) => void;
  openLine: (line: LineRef) => void;
  openFirst: (selection: Selection) => void;
  /** Shows the requests that carry something in the log explorer, in the log of the line. */
  explore: (entity: EntityRef, line: LineRef, span?: { from: number; to: number }) => void;
  /** Writes a decision into the file of the folder; the pages are redrawn when it is applied. */
  decide: (decision: DecisionRequest) => void;
  /** Writes what was done about a campaign into its history; the pages are redrawn when it is written. */
  work: (work: WorkRequest) => void;
  /** Keeps other settings in the workspace. */
  keepSettings: (supposition: Supposition, note: string) => void;
  command: (command: 'openDecisions' | 'compare' | 'match' | 'chooseAccountField' | 'measurePower') => void;
  /** Writes what the page is about to a file for others; the host asks for the place, and for the format where none is named. */
  exportPage: (format?: 'actions') => void;
  /** Copies what the page is about as Markdown, opens it in the browser to be printed, or pushes it as an event. */
  share: (how: 'markdown' | 'print' | 'push') => void;
  /** Says a short sentence to screen readers. */
  say: (text: string) => void;
  /** Aborted when the page is left: listeners, observers and late answers end with it. */
  signal: AbortSignal;
  find: {
    account: (id: string) => AccountRow | undefined;
    template: (id: string) => TemplateReport | undefined;
    detector: (id: string) => string;
    /** Why a finding of a detector counts against distillation, in a sentence; undefined where the report does not say. */
    against: (id: string) => string | undefined;
    /** What people decided on an item. */
    decided: (kind: SubjectKind, id: string) => DecidedItem | undefined;
    /** Where the work on a campaign stands; undefined while nobody has worked on it. */
    work: (campaign: string) => CaseSummary | undefined;
  };
}
