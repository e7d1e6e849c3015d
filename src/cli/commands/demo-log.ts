import { count, counted } from '../../text/numbers.ts';
import type { Typed } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { checkOutputs } from '../options/files/outputs.ts';
import type { Terminal } from '../output/terminal.ts';
import { wholeNumber } from '../options/whole-number.ts';
import { batches, writeFile } from '../output/write-file.ts';

const DEFAULT_SEED = '1';
const DEFAULT_REQUESTS = '20000';
const MIN_REQUESTS = 200;
const MAX_REQUESTS = 2_000_000;

/** Runs `prompt-audit demo-log`: writes a generated log to try the program on, to a file or to standard output. */
export async function demoLog(typed: Typed, terminal: Terminal): Promise<number> {
  const { output: out, truth } = typed.values;
  await checkOutputs({ '--output': out, '--truth': truth }, []);
  const seed = wholeNumber('seed', typed.values['seed'] ?? DEFAULT_SEED, 0, 0xffffffff);
  const requests = wholeNumber('requests', typed.values['requests'] ?? DEFAULT_REQUESTS, MIN_REQUESTS, MAX_REQUESTS);
  const { planDemo } = await import('../../demo/demo-plan.ts');
  const { demoLines } = await import('../../demo/demo-lines.ts');
  const plan = planDemo({ seed, requests });
  if (truth !== undefined) {
    const { demoTruth } = await import('../../demo/demo-truth.ts');
    await writeFile(truth, [`${JSON.stringify(demoTruth(plan), null, 2)}\n`]);
  }
  if (out === undefined || out === '-') {
    for (const batch of batches(demoLines(plan))) await terminal.out.write(batch);
    return EXIT.clean;
  }
  await writeFile(out, demoLines(plan));
  if (!typed.switches.has('quiet')) {
    await terminal.err.write(
      `${count(plan.events.length)} requests from ${counted(plan.accounts.length, 'account')} written to ${out}. Try: prompt-audit scan ${out}\n`,
    );
  }
  return EXIT.clean;
}
