import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EXPORT_FORMATS } from './export-formats.ts';
import { PROMPT_MODES } from './prompt-mode.ts';

/** Characters of a line of a quick pick; VS Code cuts what is longer. */
const LINE = 86;

test('a menu says to its end what a format is for and what a mode shows', () => {
  for (const sentence of [...EXPORT_FORMATS.map(({ purpose }) => purpose), ...Object.values(PROMPT_MODES)])
    assert.ok(sentence.length <= LINE, `${sentence.length}: ${sentence}`);
});
