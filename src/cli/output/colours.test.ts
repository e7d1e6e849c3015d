import assert from 'node:assert/strict';
import { test } from 'node:test';
import { colours, wantsColour } from './colours.ts';

test('NO_COLOR wins, a pipe and a dumb terminal get none, FORCE_COLOR asks for them', () => {
  assert.equal(wantsColour({}, true), true);
  assert.equal(wantsColour({}, false), false);
  assert.equal(wantsColour({ TERM: 'dumb' }, true), false);
  assert.equal(wantsColour({ NO_COLOR: '1', FORCE_COLOR: '1' }, true), false);
  assert.equal(wantsColour({ NO_COLOR: '' }, true), true);
  assert.equal(wantsColour({ FORCE_COLOR: '1' }, false), true);
  assert.equal(wantsColour({ FORCE_COLOR: '0' }, true), false);
});

test('switched off, colours leave the text alone', () => {
  assert.equal(colours(false).red('x'), 'x');
  assert.equal(colours(true).red('x'), '\u001b[31mx\u001b[39m');
});
