import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { active, extension } from './extension.ts';

interface Manifest {
  contributes: {
    commands: { command: string; title: string; category?: string }[];
    menus: Record<string, { command: string }[]>;
    keybindings: { command: string; when?: string }[];
    configuration: { properties: Record<string, { markdownDescription?: string }> };
  };
}

/** VS Code makes commands of its own for each view. */
const OF_THE_VIEW = /^promptAudit\.findings\./;

suite('Commands', () => {
  const { contributes } = extension().packageJSON as Manifest;
  const declared = contributes.commands.map(({ command }) => command).sort();

  test('those registered are exactly those declared', async () => {
    await active();
    const all = await vscode.commands.getCommands(true);
    const registered = all.filter((id) => id.startsWith('promptAudit.') && !OF_THE_VIEW.test(id));
    assert.deepEqual(registered.sort(), declared);
  });

  test('each has a title and stands in one category', () => {
    for (const { command, title, category } of contributes.commands) {
      assert.ok(title !== '' && !title.startsWith('%'), `${command} has no title`);
      assert.equal(category, 'Prompt Audit', command);
    }
  });

  test('menus and keys name commands that exist', () => {
    const used = [...Object.values(contributes.menus).flat(), ...contributes.keybindings].map(({ command }) => command);
    assert.deepEqual(
      used.filter((command) => !declared.includes(command)),
      [],
    );
  });

  test('keys are taken only while there is something to step through', () => {
    assert.ok(contributes.keybindings.every(({ when }) => when === 'promptAudit.hasFindings'));
  });

  test('every setting is explained', () => {
    for (const [name, { markdownDescription }] of Object.entries(contributes.configuration.properties)) {
      assert.ok(markdownDescription && !markdownDescription.startsWith('%'), `${name} is not explained`);
    }
  });

  test('a command that fails says so and throws nothing at its caller', async () => {
    await active();
    await vscode.commands.executeCommand('promptAudit.clear');
    await vscode.commands.executeCommand('promptAudit.nextFinding');
    await vscode.commands.executeCommand('promptAudit.scanFile', vscode.Uri.parse('untitled:nothing'));
  });
});
