/** Devices of one maker, each with an account of its own: nobody sits before them, and no two report the same. */
import { heavy } from './clock.ts';
import { answer, system, user } from './log.ts';
import { interests } from './interest.ts';
import { newAccount } from './people.ts';
import type { Population } from './town.ts';
import { coined, passage, place, sentence, thing } from './words.ts';

/** Cameras, tills, trackers: what they see is put into words by one prompt, by day more than by night, or evenly. */
export const fleet: Population = (town, requests) => {
  const { log, random } = town;
  const maker = coined(random);
  const prompts = Array.from({ length: 1 + random.below(3) }, () =>
    [
      `You describe what a ${maker} device reports. ${passage(random, 2)}`,
      random.pick([
        'Explain first what may have happened, step by step, then say whether the owner should be told.',
        'Answer with one sentence for the owner.',
        'Return JSON with "event", "severity" and "reason".',
      ]),
    ].join(' '),
  );
  const devices = 10 + random.below(90);
  const each = Math.max(4, requests / devices);
  const evenly = random.chance(0.5);
  const launch = random.chance(0.4) ? random.next() * 0.7 * log.length : 0;
  const spread = random.pick([0.1, 0.7]);
  // What stands before a device is the same every day.
  const interest = interests(random);
  for (let n = 0; n < devices; n++) {
    const from = (launch + (launch > 0 ? 0.2 * random.next() * (log.length - launch) : 0)) / log.length;
    const account = log.enrol(
      newAccount(random, {
        agent: `${maker}OS/7`,
        model: 'otter-small',
        parameters: { temperature: 0.3, max_tokens: 300 },
        from,
        until: 1,
        zone: 1,
      }),
      'device',
    );
    const spot = `${thing(random)}, ${place(random)}`;
    const own = heavy(random, each, spread);
    const words = interest().through(random);
    for (let at = 0; at < own; at++) {
      let time = from * log.length + random.next() * (1 - from) * log.length;
      if (!evenly && Math.abs(((time / 3600 + account.zone) % 24) - 14) > 7 && random.chance(0.7)) time += 9 * 3600;
      const report = `Device ${account.id.slice(0, 8)} at ${spot}. ${passage(words, 1 + random.below(3))} ${sentence(words)}`;
      const prompt = prompts[random.below(prompts.length)]!;
      log.add({ time, account, messages: [system(prompt), user(report)], answer: answer(random, 2, { verbosity: 1 }) });
    }
  }
};
