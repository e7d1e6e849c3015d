import assert from 'node:assert/strict';
import { join, sep } from 'node:path';
import { test } from 'node:test';
import { storageFolder } from './storage-folder.ts';

const placeOf = (id: string): string | undefined =>
  storageFolder({ scheme: 'file', fsPath: join(sep, 'data', 'workspaceStorage', id, 'own.extension') });
const PLACE = (id: string): string => join(sep, 'data', 'workspaceStorage', id, 'own.extension');

test('a window that VS Code gives a place beside that of a lost one finds what was scanned', () => {
  assert.equal(placeOf('14127265'), PLACE('14127265'));
  assert.equal(placeOf('14127265-2'), PLACE('14127265'));
  assert.equal(placeOf('-3f2a9b1c-1'), PLACE('-3f2a9b1c'));
});

test('places of other workspaces stay apart', () => {
  assert.equal(placeOf('-5'), PLACE('-5'));
  assert.equal(placeOf('1764730000000-12'), PLACE('1764730000000-12'));
  assert.equal(storageFolder({ scheme: 'vscode-userdata', fsPath: placeOf('14127265')! }), undefined);
  assert.equal(storageFolder(undefined), undefined);
});
