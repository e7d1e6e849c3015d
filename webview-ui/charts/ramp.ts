/**
 * Colour scale of a heatmap. The hue is the theme's; lightness runs evenly from near the background to the far end, so
 * that equal steps of value look equally large and a greyscale print keeps the order. In every theme the largest value
 * stands out most, at least 7:1 against the background in the default ones. A share of 0% is grey: no colour of guilt.
 */
import { hcl, lab, rgb } from 'd3';
import type { Metric } from '../../src/protocol/messages.ts';
import type { Theme } from './theme.ts';

/** Steps of the table; more cannot be told apart. */
export const STEPS = 64;
/** Colours of fillings in high contrast; height tells the rest. */
const CLASSES = 4;

const HUES: Readonly<Record<Metric, string>> = {
  requests: 'charts-blue',
  outputTokens: 'charts-purple',
  flaggedShare: 'charts-red',
  templates: 'charts-green',
};

export interface Ramp {
  /** `STEPS` colours as `rgb()`, from the smallest value above zero to the largest. */
  colours: string[];
  /** The same as RGBA words in the byte order of this machine, for ImageData. */
  words: Uint32Array;
  /** Colour of a step where the height of a filling tells the value: one of a few, each of which stands out. */
  filling(step: number): string;
  /** Step of a value, or −1 for zero and for nothing. */
  step(value: number): number;
  /** Value at a share 0 to 1 of the scale, the inverse of `step`. */
  valueAt(share: number): number;
  max: number;
}

/** Counts are heavy-tailed, so their scale is logarithmic; a share is linear and always ends at 1. */
export function ramp(theme: Theme, metric: Metric, largest: number): Ramp {
  const linear = metric === 'flaggedShare';
  const max = linear ? 1 : Math.max(1, largest);
  const colours = rampColours(theme, theme.colour(HUES[metric]));
  // The darkest third of the scale is left out: there every cell must stand out.
  const fillings = Array.from(
    { length: CLASSES },
    (_, at) => colours[Math.round(STEPS * (0.4 + (0.59 * at) / (CLASSES - 1)))] ?? '',
  );
  const innocent = grey(fillings[0] ?? '');
  if (linear) colours[0] = grey(colours[0] ?? '');
  const top = Math.log1p(max);
  return {
    colours,
    words: Uint32Array.from(colours, word),
    max,
    filling: (step) => (linear && step === 0 ? innocent : (fillings[Math.floor((step / STEPS) * CLASSES)] ?? '')),
    step(value) {
      if (linear && !(value > 0)) return value === 0 ? 0 : -1;
      if (linear) return Math.max(1, Math.min(STEPS - 1, Math.floor(value * STEPS)));
      if (!(value > 0)) return -1;
      return Math.min(STEPS - 1, Math.floor((Math.log1p(value) / top) * STEPS));
    },
    valueAt: (share) => (linear ? share : Math.expm1(share * top)),
  };
}

/** A colour without its hue. */
const grey = (colour: string): string => lab(lab(colour).l, 0, 0).rgb().clamp().formatRgb();

/** Even steps of CIE lightness in the hue of `base`, the stronger the further from the background. */
function rampColours(theme: Theme, base: string): string[] {
  const background = lab(theme.colour('editor-background')).l;
  const from = theme.dark ? background + 14 : background - 10;
  const to = theme.dark ? 82 : 26;
  const { h: hue, c: chroma } = hcl(base);
  return Array.from({ length: STEPS }, (_, step) => {
    const share = step / (STEPS - 1);
    const strength = 0.3 + 0.7 * share;
    return rgb(hcl(hue, chroma * strength, from + (to - from) * share))
      .clamp()
      .formatRgb();
  });
}

const littleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

function word(colour: string): number {
  const { r, g, b } = rgb(colour);
  const [red, green, blue] = [Math.round(r), Math.round(g), Math.round(b)];
  return (
    (littleEndian
      ? (255 << 24) | (blue << 16) | (green << 8) | red
      : (red << 24) | (green << 16) | (blue << 8) | 255) >>> 0
  );
}
