/** A slider over probabilities. It moves evenly in log odds, as evidence does: 1 in 1,000 and 1 in 100 are one step apart. */
import { freshId, h } from '../dom.ts';
import { t } from '../words.ts';

const STEPS = 200;

export interface OddsSliderOptions {
  label: string;
  range: readonly [number, number];
  value: number;
  /** Value of the scan, marked on the scale. */
  mark: number;
  words: (value: number) => string;
  changed: (value: number) => void;
}

export interface OddsSlider {
  element: HTMLElement;
  /** Shows another value without reporting it. */
  set: (value: number) => void;
}

const logit = (p: number): number => Math.log(p / (1 - p));

export function oddsSlider({ label, range, value, mark, words, changed }: OddsSliderOptions): OddsSlider {
  const [low, high] = [logit(range[0]), logit(range[1])];
  const stepOf = (p: number): number => Math.round((STEPS * (logit(p) - low)) / (high - low));
  /** The value of the scan is met exactly, though it may lie between two steps. */
  const valueOf = (step: number): number =>
    step === stepOf(mark) ? mark : rounded(1 / (1 + Math.exp(-(low + (step / STEPS) * (high - low)))), range);
  const [id, listId] = [freshId('slider'), freshId('slider-mark')];
  const output = h('output.num', { for: id });
  const input = h('input', {
    type: 'range',
    id,
    list: listId,
    min: 0,
    max: STEPS,
    step: 1,
    oninput: () => {
      show(valueOf(Number(input.value)));
      changed(valueOf(Number(input.value)));
    },
  });

  function show(p: number): void {
    const text = p === mark ? t('{0}, as in the scan', words(p)) : words(p);
    output.textContent = text;
    input.setAttribute('aria-valuetext', text);
  }

  function set(p: number): void {
    input.value = String(stepOf(p));
    show(p);
  }

  set(value);
  const element = h(
    'div.slider',
    h('label', { for: id }, t(label)),
    output,
    input,
    h('datalist', { id: listId }, h('option', { value: stepOf(mark) })),
    h('div.slider-ends.muted.num', { 'aria-hidden': 'true' }, h('span', words(range[0])), h('span', words(range[1]))),
  );
  return { element, set };
}

/** Three digits of what is left to 0 or to 1: a setting that a person can read and type. */
function rounded(p: number, [low, high]: readonly [number, number]): number {
  const near = p <= 0.5 ? Number(p.toPrecision(3)) : Number((1 - Number((1 - p).toPrecision(3))).toFixed(9));
  return Math.min(high, Math.max(low, near));
}
