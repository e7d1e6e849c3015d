/**
 * Runs the tests, or only the stages named: `npm test`, `npm test -- unit view`; with `--all` those that take long too
 * (`npm run test:all`).
 *
 * Four steps run beside each other, since two of them often wait for a browser. Every step runs even when an earlier one failed, so that
 * one run shows everything that is wrong. The last line counts all of them; a check such as the linter counts as one test.
 */
import { parseArgs } from 'node:util';
import { NoBrowser } from '../../test/harness/chromium.ts';
import { Unreachable } from '../../test/harness/editors.ts';
import { STAGES, stepsOf, type Step } from './steps.ts';
import { Tally } from './tally.ts';

/** Steps that run beside each other. */
const BESIDE = 4;

const tally = new Tally();

async function run(step: Step): Promise<void> {
  console.log(`▶ ${step.name}`);
  const began = performance.now();
  const seconds = (): number => (performance.now() - began) / 1000;
  let output = '';
  try {
    const told = await step.run((text) => (output += text));
    tally.add(step.name, told, output, seconds());
  } catch (error) {
    const isMissing = error instanceof Unreachable || error instanceof NoBrowser;
    if (isMissing) tally.skip(step.name, error.message, seconds());
    else tally.fail(step.name, error, output, seconds());
  }
}

async function inTurn(steps: Step[]): Promise<void> {
  for (let step = steps.shift(); step !== undefined; step = steps.shift()) await run(step);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { all: { type: 'boolean' } }, allowPositionals: true });
  const unknown = positionals.filter((name) => !STAGES.some((stage) => stage === name));
  if (unknown.length > 0) throw new Error(`No such stage: ${unknown.join(', ')}. There are ${STAGES.join(', ')}.`);
  const steps = stepsOf(values.all === true).filter(
    ({ stage }) => positionals.length === 0 || positionals.includes(stage),
  );
  // Others run what it makes.
  await inTurn(steps.filter(({ stage }) => stage === 'build'));
  const others = steps.filter(({ stage }) => stage !== 'build');
  await Promise.all(Array.from({ length: BESIDE }, () => inTurn(others)));
  tally.close();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
