/**
 * Trains the reader of harvests and writes harvest-weights.ts beside it:
 *
 *   node --import tsx lab/intent-training/public/train-harvest.ts TEMPLATES.jsonl [--swap]
 *
 * From the project's own corpus and those public templates whose repositories are to be fitted to. With --swap from the other half, and
 * nothing is written but how the half that is otherwise fitted to is then read.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { INTENTS } from '../../../src/engine/templates/intent/intent-kinds.ts';
import { type PackedIntentModel, unpackModel } from '../../../src/engine/templates/intent/intent-model.ts';
import { vectorOf } from '../../../src/engine/templates/intent/intent-vector.ts';
import { INTENT_WEIGHTS } from '../../../src/engine/templates/intent/intent-weights.ts';
import { probabilitiesOf } from '../../../src/engine/templates/intent/intent.ts';
import { logOdds, probabilityOf } from '../../../src/math/log-odds.ts';
import { readCorpus } from '../corpus.ts';
import { type LabelledText, trainModel } from '../trainer.ts';
import { variantsOf } from '../variants.ts';
import { harvestLogOdds } from './likely-harvest.ts';
import { publicFigures } from './public-figures.ts';
import { isJudged, type PublicTemplate, readTemplates } from './public-template.ts';

const WEIGHTS_FILE = join(__dirname, 'harvest-weights.ts');
/** Live buckets: three bytes each. */
const ROWS = 10_000;
const FEWEST_TEXTS = 3;
/** What the project's own corpus weighs in the loss. */
const OWN_SHARE = 0.3;
const FOLDS = 3;
/** Log odds are compared up to this, as the detector of intent cuts them. */
const CERTAIN = 0.02;

const HARVESTS = new Map(INTENTS.map(({ id, harvest }) => [id, harvest]));
const swap = process.argv.includes('--swap');
const path = process.argv[2];
if (path === undefined) throw new Error('usage: train-harvest.ts TEMPLATES.jsonl [--swap]');
const all = readTemplates(path);
const fitted = all.filter((template) => isJudged(template) === swap);
const own = ownTexts();

async function main(): Promise<void> {
  const model = calibrated(trained(fitted));
  if (swap) {
    const unpacked = unpackModel(model);
    const read = all
      .filter((template) => isJudged(template) !== swap)
      .map((template) => ({ template, harvest: probabilityOf(harvestLogOdds(unpacked, template.text)) }));
    console.log(publicFigures(read));
    return;
  }
  const style = { ...(await resolveConfig(WEIGHTS_FILE)), filepath: WEIGHTS_FILE };
  const module = `import type { PackedIntentModel } from '../../../src/engine/templates/intent/intent-model.ts';

/** Made by lab/intent-training/public/train-harvest.ts from test/intent-corpus and prompts of public repositories; do not edit. */
export const HARVEST_WEIGHTS: PackedIntentModel = ${JSON.stringify(model)};
`;
  writeFileSync(WEIGHTS_FILE, await format(module, style));
}

/** Every repository weighs as the root of its templates, and both sides weigh alike. */
function trained(templates: readonly PublicTemplate[]): PackedIntentModel {
  const perRepository = new Map<string, number>();
  for (const { repository } of templates) perRepository.set(repository, (perRepository.get(repository) ?? 0) + 1);
  const weights = templates.map(({ repository }) => perRepository.get(repository)! ** -0.5);
  const sums = { pipeline: 0, application: 0 };
  templates.forEach(({ side }, at) => (sums[side] += weights[at]!));
  const others = templates.map(({ text, side }, at): LabelledText => ({
    variants: [text],
    label: side === 'pipeline' ? [0, 1] : [1, 0],
    share: ((1 - OWN_SHARE) / 2) * (weights[at]! / sums[side]),
  }));
  const hash = createHash('sha256').update(readFileSync(path!)).digest('hex');
  return oneClass(trainModel([...own, ...others], { rows: ROWS, fewestTexts: FEWEST_TEXTS }, hash));
}

function ownTexts(): LabelledText[] {
  const corpus = readCorpus();
  const labelled = corpus.texts.map((item) => {
    const [first, second] = [HARVESTS.get(item.intent)!, item.also && HARVESTS.get(item.also.intent)!];
    const share = item.also?.share ?? 0;
    const harvest = (first ? 1 - share : 0) + (second ? share : 0);
    return { variants: variantsOf(corpus, item).slice(0, 2), label: [1 - harvest, harvest] };
  });
  const yes = labelled.filter(({ label }) => label[1]! >= 0.5).length;
  return labelled.map(({ variants, label }) => ({
    variants,
    label,
    share: OWN_SHARE / 2 / variants.length / (label[1]! >= 0.5 ? yes : labelled.length - yes),
  }));
}

/** Of two classes, which are each other's opposites, the second against the first. */
function oneClass(two: PackedIntentModel): PackedIntentModel {
  const weights = Buffer.from(two.weights, 'base64').filter((_, at) => at % 2 === 1);
  return {
    ...two,
    bias: [Number((two.bias[1]! - two.bias[0]!).toPrecision(6))],
    steps: [Number((2 * two.steps[1]!).toPrecision(6))],
    weights: Buffer.from(weights).toString('base64'),
  };
}

/**
 * On the scale of the kinds' reader, which the weights of detection were fitted with: the straight line that gives applications,
 * each read by a model that has not seen its repository, the log odds that the kinds give them.
 */
function calibrated(packed: PackedIntentModel): PackedIntentModel {
  const kinds = unpackModel(INTENT_WEIGHTS);
  const [before, after]: [number[], number[]] = [[], []];
  for (let fold = 0; fold < FOLDS; fold++) {
    const held = unpackModel(trained(fitted.filter(({ repository }) => foldOf(repository) !== fold)));
    for (const { repository, side, text } of fitted) {
      if (side !== 'application' || foldOf(repository) !== fold) continue;
      const probabilities = probabilitiesOf(kinds, vectorOf(text, kinds.idf));
      const harvest = INTENTS.reduce((sum, intent, c) => sum + (intent.harvest ? probabilities[c]! : 0), 0);
      before.push(logOdds(Math.min(1 - CERTAIN, Math.max(CERTAIN, harvest))));
      after.push(harvestLogOdds(held, text));
    }
  }
  const { slope, shift } = line(after.sort(ascending), before.sort(ascending));
  console.error(`slope ${slope.toFixed(3)}, shift ${shift.toFixed(3)}`);
  return {
    ...packed,
    temperature: Number((1 / slope).toPrecision(6)),
    bias: [Number((packed.bias[0]! + shift / slope).toPrecision(6))],
  };
}

const ascending = (a: number, b: number): number => a - b;

function foldOf(repository: string): number {
  return createHash('sha256').update(`fold ${repository}`).digest()[0]! % FOLDS;
}

/** Least squares of y on x. */
function line(x: readonly number[], y: readonly number[]): { slope: number; shift: number } {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [middleX, middleY] = [mean(x), mean(y)];
  const slope =
    x.reduce((sum, value, at) => sum + (value - middleX) * (y[at]! - middleY), 0) /
    x.reduce((sum, value) => sum + (value - middleX) ** 2, 0);
  return { slope, shift: middleY - slope * middleX };
}

void main();
