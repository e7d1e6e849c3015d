/** Partners that pass the requests of their own customers on under one key. */
import type { Random } from '../../../../src/math/random.ts';
import type { Assistant } from '../assistants/assistant.ts';
import { anyAssistant, type Counter, fill, visit } from '../counter.ts';
import { type Account, program, rackAddresses, someone } from '../people.ts';
import { hoursOf, moment } from '../rhythm.ts';
import { customerTurns } from './customers.ts';

/** The key of a partner, and a customer of the partner's with an own way to write. */
export function partnerKey({ random, society }: Counter): Account {
  return someone(random, society, 'key', {
    organisation: `partner ${random.below(100)}`,
    addresses: rackAddresses(random, 1 + random.below(4)),
    agents: [program(random)],
    from: 0,
    until: 1,
  });
}

const outsider = (random: Random, counter: Counter): Account =>
  someone(random, { ...counter.society, taken: new Set() }, 'visitor');

/** A few resellers of the assistant on pages of their own. */
export function integration(counter: Counter, requests: number): void {
  const { random, log } = counter;
  const keys = 1 + random.below(3);
  for (let at = 0; at < keys; at++) {
    const key = log.enrol(partnerKey(counter), 'partner integration', 'relay');
    integrationTraffic(counter, key, anyAssistant(counter, random), requests / keys);
  }
}

/** What the customers of a partner write. */
export function integrationTraffic(counter: Counter, key: Account, assistant: Assistant, requests: number): void {
  const { random } = counter;
  const hours = hoursOf(random);
  fill(counter, requests, () => {
    const customer = outsider(random, counter);
    const turns = customerTurns(random, assistant, customer);
    const account = { ...key, name: customer.name, voice: customer.voice };
    visit(counter, { account, assistant, start: moment(random, counter.season, hours), turns, endUser: customer.id });
  });
}

/** A messenger that puts all assistants of the company before its users, with a line of its own around each message. */
export function chatPartner(counter: Counter, requests: number): void {
  const { random, log } = counter;
  const key = log.enrol(partnerKey(counter), 'partner messenger', 'relay');
  const around = random.pick(['{text}\n(sent by a messenger)', '@bot {text}', '{text}', 'via bridge: {text}']);
  fill(counter, requests, () => {
    const customer = outsider(random, counter);
    const assistant = anyAssistant(counter, random);
    const turns = customerTurns(random, assistant, customer).map((turn) => ({
      ...turn,
      text: around.replace('{text}', () => turn.text),
    }));
    const start = moment(random, counter.season, customer.hours);
    visit(counter, {
      account: { ...key, name: customer.name, voice: customer.voice },
      assistant,
      start,
      turns,
      endUser: customer.id,
    });
  });
}
