import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hcl, lab } from 'd3';
import type { Theme } from './theme.ts';
import { ramp, STEPS } from './ramp.ts';

const theme = (dark: boolean): Theme => ({
  dark,
  highContrast: false,
  reducedMotion: false,
  colour: (name) => (name === 'editor-background' ? (dark ? '#1f1f1f' : '#ffffff') : '#3794ff'),
  font: '',
});

for (const dark of [true, false]) {
  test(`lightness runs one way without a jump on a ${dark ? 'dark' : 'light'} background`, () => {
    const steps = ramp(theme(dark), 'requests', 1000).colours.map((colour) => lab(colour).l);
    for (let i = 1; i < steps.length; i++) {
      const rise = (steps[i]! - steps[i - 1]!) * (dark ? 1 : -1);
      assert.ok(rise > -0.4 && rise < 4, `step ${i} changes lightness by ${rise}`);
    }
    assert.ok(Math.abs(steps.at(-1)! - steps[0]!) > 50);
  });
}

test('zero and nothing have no colour, the largest value has the last', () => {
  const scale = ramp(theme(true), 'requests', 500);
  assert.equal(scale.step(0), -1);
  assert.equal(scale.step(NaN), -1);
  assert.equal(scale.step(500), STEPS - 1);
  assert.equal(scale.step(5000), STEPS - 1);
  assert.ok(Math.abs(scale.valueAt(1) - 500) < 1e-6);
});

for (const dark of [true, false]) {
  test(`no flagged request is grey, all flagged stands out most, on a ${dark ? 'dark' : 'light'} background`, () => {
    const ground = dark ? '#1f1f1f' : '#ffffff';
    const colour = (name: string): string => (name === 'editor-background' ? ground : '#f14c4c');
    const scale = ramp({ ...theme(dark), colour }, 'flaggedShare', 1);
    const chroma = scale.colours.map((one) => hcl(one).c || 0);
    assert.ok((chroma[scale.step(0)] ?? 99) < 1, 'the innocent are painted');
    assert.ok((chroma[scale.step(1)] ?? 0) > 25);
    assert.ok((hcl(scale.filling(scale.step(0))).c || 0) < 1, 'high contrast paints the innocent');
    assert.ok(hcl(scale.filling(1)).c > 25, 'high contrast does not paint a flagged request');
    assert.equal(scale.step(0.001), 1, 'a small share is not none');
    const distance = scale.colours.map((one) => Math.abs(lab(one).l - lab(ground).l));
    assert.equal(Math.max(...distance), distance.at(-1));
  });
}

test('a share of zero is shown, no request at all is not', () => {
  const scale = ramp(theme(true), 'flaggedShare', 0.2);
  assert.equal(scale.step(0), 0);
  assert.equal(scale.step(1), STEPS - 1);
  assert.equal(scale.step(NaN), -1);
});
