/** Each kind of innocents adds about as many requests as it is asked for, and never harvests. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { Random } from '../../../../src/math/random.ts';
import { assistantOf } from '../assistants/assistant.ts';
import type { Counter } from '../counter.ts';
import { LEISURE } from '../domains/leisure.ts';
import { TRADE } from '../domains/trade.ts';
import { recordingOf } from '../line.ts';
import { Log } from '../log.ts';
import { societyOf } from '../people.ts';
import { seasonOf } from '../rhythm.ts';
import { customers, visitors } from './customers.ts';
import { INNOCENTS } from './innocents.ts';

const DAYS = 14;

function counterOf(seed: string): Counter {
  const random = new Random(seed);
  return {
    log: new Log(DAYS, recordingOf(random), new Random('again')),
    random,
    society: societyOf(random, 'Belmo'),
    assistants: [assistantOf(random, TRADE[0]!, 1), assistantOf(random, LEISURE[0]!, 1)],
    season: seasonOf(random, DAYS),
    failing: 0,
  };
}

for (const population of [customers, visitors, ...INNOCENTS]) {
  test(`${population.name} add about what is asked for, and never harvest`, () => {
    const counter = counterOf(population.name);
    population(counter, 400);
    assert.ok(counter.log.requests > 100 && counter.log.requests < 1200, String(counter.log.requests));
    for (const one of counter.log.enrolled.values()) {
      assert.equal(one.harvest, 0);
      assert.notEqual(one.class, 'distillation');
    }
  });
}
