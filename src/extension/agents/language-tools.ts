/**
 * Tools with which the editor's language models can ask about the last scan. They are off until a person turns them on,
 * ask before each question, only read, and redact prompts.
 */
import * as vscode from 'vscode';
import type { ResultsStore } from '../results-store.ts';
import { readSettings } from '../settings.ts';
import { t } from '../translated.ts';

const SETTING = 'agentTools.enabled';

/** What is asked before a tool answers, by its name in the manifest. */
const CONFIRMATIONS: Readonly<Record<string, { question: string; told: string }>> = {
  prompt_audit_summary: {
    question: 'Tell the model about the last scan?',
    told: 'It gets counts, campaigns and the names of suspected accounts, but no prompt text.',
  },
  prompt_audit_explain: {
    question: 'Tell the model why an account is suspected?',
    told: 'It gets the evidence for and against, account names and the fixed text of prompt templates.',
  },
  prompt_audit_similar_accounts: {
    question: 'Tell the model about similar accounts?',
    told: 'It gets account names and what the accounts share, but no prompt text.',
  },
  prompt_audit_evidence_lines: {
    question: 'Show the model log lines?',
    told: 'It gets a few log lines. Text that differs from request to request is replaced by its length.',
  },
};

export const LANGUAGE_TOOLS: readonly string[] = Object.keys(CONFIRMATIONS);

export function registerLanguageTools(store: ResultsStore, restored: Promise<unknown>): vscode.Disposable {
  const tools = LANGUAGE_TOOLS.map((name) =>
    vscode.lm.registerTool(name, {
      prepareInvocation: () => {
        const asked = CONFIRMATIONS[name];
        const confirmationMessages = asked && { title: t(asked.question), message: t(asked.told) };
        return { invocationMessage: t('Reading the last scan'), ...(confirmationMessages && { confirmationMessages }) };
      },
      invoke: async ({ input }) => {
        await restored;
        return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(await answer(name, input, store))]);
      },
    }),
  );
  return vscode.Disposable.from(...tools);
}

/** @throws a sentence that quotes nothing of the log, when the tools are off or nothing was scanned */
async function answer(name: string, input: unknown, { results }: ResultsStore): Promise<string> {
  if (vscode.workspace.getConfiguration('promptAudit').get(SETTING) !== true) {
    throw new Error(`The setting promptAudit.${SETTING} is off.`);
  }
  if (results === undefined) throw new Error('Nothing has been scanned yet.');
  const { AGENT_TOOLS, AgentError, fenced, withDecisions, workspaceMappings } = await import('../on-demand.ts');
  const tool = AGENT_TOOLS.find((one) => one.name === name);
  if (tool === undefined) throw new Error('There is no such tool.');
  const { accountBy } = readSettings();
  const reading = { mappings: await workspaceMappings(), ...(accountBy !== undefined && { accountBy }) };
  try {
    const report = withDecisions(results.report, results.triaged, { undecided: false, now: Date.now() });
    return fenced(await tool.answer(input, { report, prompts: 'redacted', reading }));
  } catch (error) {
    // Other messages might quote the log.
    throw new Error(error instanceof AgentError ? error.message : 'The question could not be answered.');
  }
}
