import { INTENTS } from '../../src/engine/templates/intent/intent-kinds.ts';
import { indexOf, logLoss } from './cross-validation.ts';
import type { Prediction } from './cross-validation.ts';

/** A text report, in Markdown, on predictions for held-out texts. */
export function figuresOf(predictions: readonly Prediction[]): string {
  return [
    overall(predictions),
    table(['intent', 'texts', 'precision', 'recall', 'taken for'], intentRows(predictions)),
    table(['language', 'texts', 'top is right', 'in top 3', 'AUC of harvest'], languageRows(predictions)),
    table(['top probability', 'texts', 'mean', 'right'], reliability(predictions, topOf, isRight)),
    table(['harvest', 'texts', 'mean', 'harvest kinds'], reliability(predictions, harvestOf, isHarvest)),
  ].join('\n\n');
}

function overall(predictions: readonly Prediction[]): string {
  const share = (test: (prediction: Prediction) => boolean) =>
    percent(predictions.filter(test).length, predictions.length);
  return table(
    ['measure', 'value'],
    [
      ['top intent is right', share(isRight)],
      ['right intent among the top 3', share((prediction) => rankOf(prediction) < 3)],
      ['harvest on the right side of 0.5', share((p) => harvestOf(p) > 0.5 === isHarvest(p))],
      ['AUC of harvest', auc(predictions).toFixed(3)],
      ['log loss', logLoss(predictions).toFixed(3)],
    ],
  );
}

function intentRows(predictions: readonly Prediction[]): string[][] {
  return INTENTS.map(({ id }) => {
    const own = predictions.filter(({ item }) => item.intent === id);
    const called = predictions.filter((prediction) => topIntent(prediction) === id);
    const mistaken = new Map<string, number>();
    for (const prediction of own.filter((each) => !isRight(each))) {
      const top = topIntent(prediction);
      mistaken.set(top, (mistaken.get(top) ?? 0) + 1);
    }
    const most = [...mistaken].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 3);
    return [
      id,
      String(own.length),
      percent(called.filter(isRight).length, called.length),
      percent(own.filter(isRight).length, own.length),
      most.map(([intent, count]) => `${intent} ${count}`).join(', '),
    ];
  });
}

function languageRows(predictions: readonly Prediction[]): string[][] {
  const languages = [...new Set(predictions.map(({ item }) => item.language))].sort();
  return languages.map((language) => {
    const own = predictions.filter(({ item }) => item.language === language);
    const right = percent(own.filter(isRight).length, own.length);
    const near = percent(own.filter((prediction) => rankOf(prediction) < 3).length, own.length);
    return [language, String(own.length), right, near, auc(own).toFixed(3)];
  });
}

/** In ten steps of a stated probability: how often what it states is so. */
function reliability(
  predictions: readonly Prediction[],
  stated: (prediction: Prediction) => number,
  isSo: (prediction: Prediction) => boolean,
): string[][] {
  const rows: string[][] = [];
  for (let tenth = 0; tenth < 10; tenth++) {
    const own = predictions.filter((prediction) => Math.min(9, Math.floor(stated(prediction) * 10)) === tenth);
    if (own.length === 0) continue;
    const mean = own.reduce((sum, prediction) => sum + stated(prediction), 0) / own.length;
    const bounds = `${(tenth / 10).toFixed(1)}–${((tenth + 1) / 10).toFixed(1)}`;
    rows.push([bounds, String(own.length), mean.toFixed(2), percent(own.filter(isSo).length, own.length)]);
  }
  return rows;
}

function topOf({ probabilities }: Prediction): number {
  return probabilities.reduce((a, b) => Math.max(a, b), 0);
}

function topIntent(prediction: Prediction): string {
  return INTENTS[prediction.probabilities.indexOf(topOf(prediction))]?.id ?? '';
}

function rankOf({ item, probabilities }: Prediction): number {
  const own = probabilities[indexOf(item.intent)] ?? 0;
  return probabilities.filter((probability) => probability > own).length;
}

function isRight(prediction: Prediction): boolean {
  return rankOf(prediction) === 0;
}

function harvestOf({ probabilities }: Prediction): number {
  return INTENTS.reduce((sum, { harvest }, at) => sum + (harvest ? (probabilities[at] ?? 0) : 0), 0);
}

function isHarvest({ item }: Prediction): boolean {
  return INTENTS[indexOf(item.intent)]?.harvest === true;
}

function auc(predictions: readonly Prediction[]): number {
  const yes = predictions.filter(isHarvest).map(harvestOf);
  return areaUnderCurve(yes, predictions.filter((prediction) => !isHarvest(prediction)).map(harvestOf));
}

/** How often a number of `yes` is larger than one of `no`, a draw counting half. */
export function areaUnderCurve(yes: readonly number[], no: readonly number[]): number {
  let wins = 0;
  for (const a of yes) for (const b of no) wins += a > b ? 1 : a === b ? 0.5 : 0;
  return wins / Math.max(1, yes.length * no.length);
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)}%`;
}

/** A Markdown table. */
export function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
