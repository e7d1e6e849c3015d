import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { active, until } from './extension.ts';

function dashboards(): vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter(
    ({ input }) => input instanceof vscode.TabInputWebview && /promptAudit\.dashboard$/.test(input.viewType),
  );
}

suite('Dashboard', () => {
  teardown(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  test('opens once, however often it is asked for', async () => {
    await active();
    await vscode.commands.executeCommand('promptAudit.openDashboard');
    await until('the tab', () => dashboards().length === 1);
    await vscode.commands.executeCommand('promptAudit.openDashboard');
    assert.equal(dashboards().length, 1);
    assert.equal(dashboards()[0]?.label, 'Prompt Audit');
  });

  test('opens again after it was closed', async () => {
    await vscode.commands.executeCommand('promptAudit.openDashboard');
    await until('the tab', () => dashboards().length === 1);
    await vscode.window.tabGroups.close(dashboards());
    await vscode.commands.executeCommand('promptAudit.openDashboard');
    await until('the tab again', () => dashboards().length === 1);
  });
});
