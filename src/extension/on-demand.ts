/**
 * Code that the extension needs only when a person asks for something, as a separate file in the build. VS Code waits
 * for an extension to start, and most of that time is spent compiling what it loads.
 */
export { AGENT_TOOLS, AgentError } from '../report/agents/agent-tools.ts';
export { fenced } from '../report/agents/fence.ts';
export { withDecisions } from '../report/triage/triage-summary.ts';
export { ConfigurationProblems } from './configuration/configuration-problems.ts';
export { chooseTarget } from './commands/go-to.ts';
export { filesOf } from './commands/find-logs.ts';
export { Dashboard } from './dashboard/dashboard.ts';
export { ChangedLogs } from './documents/changed-logs.ts';
export { accountAt } from './documents/account-at.ts';
export { positionAtCursor } from './documents/log-position.ts';
export { LogDocuments } from './documents/log-documents.ts';
export { unmovedLines } from './documents/unmoved-lines.ts';
export { ExplorerThread } from './explorer/explorer-thread.ts';
export { LineTexts } from './explorer/line-texts.ts';
export { LogExplorer } from './explorer/log-explorer.ts';
export { EntityThread } from './model/entities/entity-thread.ts';
export { exportFormat } from '../report/export/export-formats.ts';
export { exportFindings } from './export/export-findings.ts';
export { savePicture } from './export/save-picture.ts';
export { shareCase } from './export/share-case.ts';
export { subjectOf } from './export/subject-of.ts';
export { chooseAccountField } from './inspection/choose-account-field.ts';
export { readingOf } from './inspection/log-reading.ts';
export { saveMapping, workspaceMappings } from './inspection/workspace-mappings.ts';
export { chooseReport, droppedReport, showReport } from './reports/open-report.ts';
export { showKeptLine } from './reports/kept-line-documents.ts';
export { runInThread } from './scan/audit-thread.ts';
export { Follower } from './scan/follower.ts';
export { Scanner } from './scan/scanner.ts';
export { Watcher } from './scan/watcher.ts';
export { linkTarget } from './commands/link-target.ts';
export { isCutOnScreen, openLine } from './slices/open-line.ts';
export { blankLoneReturns } from './slices/lone-returns.ts';
export { readFileRange } from './slices/read-file-range.ts';
export { chooseCases } from './triage/choose-cases.ts';
export { chooseReports } from './triage/choose-reports.ts';
export { Decide } from './triage/decide.ts';
export { DecisionActions } from './triage/decision-actions.ts';
export { Decisions } from './triage/decisions.ts';
export { keepSettings } from './triage/keep-settings.ts';
export { EvidenceHover } from './views/evidence-hover.ts';
export { FindingWalk } from './views/finding-walk.ts';
export { LogDiagnostics } from './views/log-diagnostics.ts';
export { RuleDiagnostics } from './views/rule-diagnostics.ts';
export { measurePower } from './tasks/measure-power.ts';
