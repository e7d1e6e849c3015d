/**
 * Draws logs of an assistant that answers from documents. Customers ask about what is popular and about matters of their own, come back
 * to them and ask on; look-alikes of a sweep are there too: a tester who runs a fixed suite again and again, kiosks that many people use, a
 * new employee, a support lead, a crawler of the company's own search. A sweep goes through a part of the documents, each once, alone or
 * split over accounts without overlap. What the assistant retrieves for a question is the document meant and others of its topic, the
 * popular ones more often.
 */
import { Random } from '../../src/math/random.ts';

type Role = 'customer' | 'tester' | 'kiosk' | 'newcomer' | 'lead' | 'crawler' | 'sweep';

export interface Answered {
  account: string;
  /** `Role` here; who it is in the truth of another generator. */
  role: string;
  time: number;
  documents: number[];
}

interface DocumentWorld {
  documents: number;
  requests: Answered[];
}

interface Sweep {
  /** Share of all documents that it goes through. */
  share: number;
  accounts: number;
  /** Whether it also asks as a customer does, one request in four. */
  cover?: boolean;
}

const START = Date.UTC(2026, 4, 4);
const DAY = 86_400_000;

export function documentWorld(seed: number, sweeps: readonly Sweep[]): DocumentWorld {
  const random = new Random('documents of an assistant', seed);
  const documents = 200 + random.below(600);
  const topics = 8 + random.below(20);
  const days = 7 + random.below(24);
  // Popularity falls with rank as a power, from nearly even to steep.
  const slope = 0.5 + random.next();
  const rank = random.shuffle(Array.from({ length: documents }, (_, at) => at));
  const weight = rank.map((at) => (1 + at) ** -slope);
  const ofTopic = Array.from({ length: topics }, (): number[] => []);
  weight.forEach((_, document) => ofTopic[document % topics]!.push(document));
  const picks = ofTopic.map((own) => picker(own, weight));
  const whole = picker(
    weight.map((_, document) => document),
    weight,
  );
  const retrieved = 1 + random.below(4);
  const requests: Answered[] = [];
  const answer = (meant: number): number[] => {
    const found = new Set([meant]);
    for (let more = random.below(retrieved); more > 0; more--) found.add(picks[meant % topics]!(random));
    return [...found];
  };
  const send = (account: string, role: Role, time: number, meant: number): void => {
    requests.push({ account, role, time, documents: answer(meant) });
  };
  const moment = (): number => START + random.next() * days * DAY;
  const ask = (interests: readonly number[]): number =>
    random.chance(0.7) ? picks[random.pick(interests)]!(random) : whole(random);
  const interestsOf = (): number[] => Array.from({ length: 1 + random.below(3) }, () => random.below(topics));

  const customers = 80 + random.below(160);
  for (let n = 0; n < customers; n++) {
    const interests = interestsOf();
    let left = Math.ceil(Math.exp(1 + 1.4 * Math.abs(random.normal())));
    while (left > 0) {
      let time = moment();
      const matter = ask(interests);
      // A matter is asked about, and then on.
      for (let turn = 1 + random.below(4); turn > 0 && left > 0; turn--, left--) {
        send(`customer-${n}`, 'customer', (time += 60_000), random.chance(0.6) ? matter : ask(interests));
      }
    }
  }
  for (let n = 0; n < 2; n++) {
    const suite = Array.from({ length: 20 + random.below(40) }, () => random.below(documents));
    for (let run = 1 + random.below(4); run > 0; run--) {
      const time = moment();
      suite.forEach((document, at) => send(`tester-${n}`, 'tester', time + 5000 * at, document));
    }
  }
  for (let n = 0; n < 3; n++)
    for (let left = 60 + random.below(200); left > 0; left--) send(`kiosk-${n}`, 'kiosk', moment(), whole(random));
  for (let n = 0; n < 2; n++) {
    // Reads up on all topics within two days, each once or twice.
    const time = moment();
    for (let at = 0, left = 25 + random.below(50); left > 0; left--, at++)
      send(`newcomer-${n}`, 'newcomer', time + (2 * DAY * at) / 75, picks[at % topics]!(random));
  }
  for (let left = 120 + random.below(200); left > 0; left--)
    send('lead-0', 'lead', moment(), random.chance(0.5) ? random.below(documents) : whole(random));
  if (random.chance(0.5)) {
    const time = moment();
    for (let document = 0; document < documents; document++)
      if (random.chance(0.9)) send('crawler-0', 'crawler', time + 2000 * document, document);
  }
  sweeps.forEach(({ share, accounts, cover }, number) => {
    const list = random
      .shuffle(Array.from({ length: documents }, (_, at) => at))
      .slice(0, Math.round(share * documents));
    const start = START + random.next() * 0.3 * days * DAY;
    list.forEach((document, at) => {
      const account = `sweep-${number}-${at % accounts}`;
      const time = start + ((START + days * DAY - start) * at) / list.length;
      send(account, 'sweep', time, document);
      if (cover === true && random.chance(0.33)) send(account, 'sweep', time + 30_000, whole(random));
    });
  });
  return { documents, requests: requests.sort((a, b) => a.time - b.time || (a.account < b.account ? -1 : 1)) };
}

/** Draws from a list by weight. */
function picker(list: readonly number[], weight: readonly number[]): (random: Random) => number {
  let sum = 0;
  const ends = list.map((one) => (sum += weight[one]!));
  return (random) => {
    const at = random.next() * sum;
    let [low, high] = [0, list.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle]! <= at) low = middle + 1;
      else high = middle;
    }
    return list[low]!;
  };
}

/** The log as requests and answers with citations, one a line. */
export const documentLines = ({ requests }: DocumentWorld): string[] =>
  requests.map(({ account, time, documents }, at) => {
    const citations = documents.map((one) => ({
      type: 'search_result_location',
      source: `kb/${one}`,
      title: `Page ${one}`,
    }));
    const messages = [{ role: 'user', content: `What about ${documents[0]}, and ${at}?` }];
    const content = [{ type: 'text', text: `See there: ${at}.`, citations }];
    const usage = { input_tokens: 9, output_tokens: 9 };
    const response = { type: 'message', role: 'assistant', model: 'm', content, stop_reason: 'end_turn', usage };
    const [api_key_id, timestamp] = [account, new Date(time).toISOString()];
    return `${JSON.stringify({ api_key_id, timestamp, request: { model: 'm', max_tokens: 99, messages }, response })}\n`;
  });
