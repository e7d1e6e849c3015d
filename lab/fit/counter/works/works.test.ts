/** Each work can be done on each assistant, and two instances of it differ. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { Random } from '../../../../src/math/random.ts';
import { assistantOf } from '../assistants/assistant.ts';
import { ADVICE } from '../domains/advice.ts';
import { LEISURE } from '../domains/leisure.ts';
import { OFFICES } from '../domains/offices.ts';
import { TRADE } from '../domains/trade.ts';
import { titleOf } from '../language/matter.ts';
import { WORKS } from './works.ts';

const DOMAINS = [...TRADE, ...OFFICES, ...ADVICE, ...LEISURE];

for (const [name, work] of Object.entries(WORKS)) {
  test(`${name} makes turns with a text, an answer and no open place`, () => {
    for (const domain of DOMAINS) {
      const random = new Random(name, domain.name);
      const assistant = assistantOf(random, domain, 1);
      const job = work(random, assistant);
      for (let at = 0; at < 20; at++) {
        const turns = job(random, random.pick(assistant.matters), titleOf);
        assert.ok(turns.length > 0);
        for (const { text, answer } of turns) {
          assert.ok(text.trim() !== '' && answer !== undefined && answer !== '');
          assert.doesNotMatch(text, /\{\w+\}|undefined|\(\w+\|/);
          assert.doesNotMatch(answer, /\{\w+\}|undefined/);
        }
      }
    }
  });
}
