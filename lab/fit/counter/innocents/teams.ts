/** Teams that work on the assistant itself, of the company or hired by it. */
import { type Assistant, popular } from '../assistants/assistant.ts';
import { anyAssistant, type Counter, fill, visit } from '../counter.ts';
import { LANGUAGES } from '../language/foreign.ts';
import type { Matter } from '../language/matter.ts';
import { ask, person, tidy } from '../language/voice.ts';
import type { AccountClass } from '../../../../src/report/benchmark/truth.ts';
import { type Account, homeAddress, program, rackAddresses, someone } from '../people.ts';
import { ALWAYS, moment, officeHours } from '../rhythm.ts';
import { type Wording, wordingOf } from '../wording.ts';
import type { Job } from '../works/work.ts';
import { WORKS } from '../works/works.ts';

interface Team {
  persona: string;
  as: AccountClass;
  organisation: string;
  members: number;
  /** Whether each of them works through all of the list, or they share it. */
  isShared: boolean;
  list: readonly Matter[];
  jobs: readonly Job[];
  wording: Wording;
  isScript: boolean;
  makes?: (at: number) => Partial<Account>;
}

/** Goes through the list in sittings until so many requests are made; then it begins again. */
function atWork(counter: Counter, requests: number, assistant: Assistant, team: Team): void {
  const { random, log, society } = counter;
  const zone = random.below(3);
  const office = homeAddress(random);
  const isRemote = random.chance(0.4);
  for (let at = 0; at < team.members; at++) {
    const account = log.enrol(
      someone(random, society, team.isScript ? 'key' : 'login', {
        organisation: team.organisation,
        plan: 'staff',
        hours: team.isScript ? ALWAYS : officeHours(random, zone),
        ...(team.isScript
          ? {
              addresses: rackAddresses(random, 1 + random.below(3)),
              agents: [program(random)],
              voice: tidy(random, 'en'),
            }
          : isRemote
            ? {}
            : { addresses: [office] }),
        from: 0,
        until: 1,
        ...team.makes?.(at),
      }),
      team.persona,
      team.as,
    );
    const list = team.isShared ? team.list.filter((_, place) => place % team.members === at) : team.list;
    if (list.length === 0) continue;
    let next = 0;
    fill(counter, requests / team.members, () => {
      let start = moment(random, counter.season, account.hours);
      for (let talks = 3 + random.below(20); talks > 0; talks--) {
        const matter = list[next++ % list.length]!;
        const turns = random.pick(team.jobs)(random, matter, (one) => team.wording(random, one, account.voice));
        visit(counter, {
          account,
          assistant,
          start,
          turns,
          pace: team.isScript ? (one) => 1 + one.exponential(4) : undefined,
        });
        start += turns.length * (team.isScript ? 4 : 50) + random.exponential(team.isScript ? 5 : 120);
      }
    });
  }
}

const draw = (counter: Counter, names: readonly string[], assistant: Assistant): Job[] =>
  counter.random
    .shuffle([...names])
    .slice(0, 1 + counter.random.below(2))
    .map((name) => WORKS[name]!(counter.random, assistant));

/** Testers with a catalogue of questions, which each of them goes through at every release. */
export function testers(counter: Counter, requests: number): void {
  const { random } = counter;
  const assistant = anyAssistant(counter, random);
  const texts = new Map<number, string>();
  const list = random.shuffle([...assistant.matters]).slice(0, 10 + random.below(50));
  const scripted = random.chance(0.6);
  const wording = wordingOf(random);
  atWork(counter, requests, assistant, {
    persona: 'quality-monitor: tester',
    as: 'benign',
    organisation: 'quality',
    members: 1 + random.below(8),
    isShared: false,
    list,
    jobs: draw(counter, ['sweep', 'boundaries', 'variations', 'drill-down', 'keywords', 'sources'], assistant),
    wording: (one, matter, voice) => {
      const known = texts.get(matter.id);
      if (known !== undefined && scripted) return known;
      const text = wording(one, matter, voice);
      texts.set(matter.id, text);
      return text;
    },
    isScript: random.chance(0.2),
  });
}

/** A vendor that is paid to rate the assistant, with many annotators or one script. */
export function evaluationVendor(counter: Counter, requests: number): void {
  const { random } = counter;
  const assistant = anyAssistant(counter, random);
  const isScript = random.chance(0.3);
  atWork(counter, requests, assistant, {
    persona: 'evaluation team: vendor',
    as: 'authorised',
    organisation: 'evaluation vendor',
    members: isScript ? 1 + random.below(3) : 4 + random.below(30),
    isShared: random.chance(0.7),
    list: assistant.matters,
    jobs: draw(counter, ['sweep', 'paraphrases', 'personas', 'boundaries', 'grading', 'regenerated'], assistant),
    wording: wordingOf(random),
    isScript,
  });
}

/** The company moves its help centre: a team has the old assistant say all that it knows. */
export function migration(counter: Counter, requests: number): void {
  const { random } = counter;
  const assistant = anyAssistant(counter, random);
  atWork(counter, requests, assistant, {
    persona: 'data team: migration',
    as: 'authorised',
    organisation: 'knowledge base',
    members: 1 + random.below(5),
    isShared: true,
    list: assistant.matters,
    jobs: draw(counter, ['sweep', 'inversion', 'documents', 'sorting', 'grid', 'structured', 'catalogue'], assistant),
    wording: wordingOf(random),
    isScript: random.chance(0.6),
  });
}

/** New people of the call centre practise: how does one say that to somebody angry? All have the same exercises. */
export function staffTraining(counter: Counter, requests: number): void {
  const { random } = counter;
  const assistant = anyAssistant(counter, random);
  const list = Array.from({ length: 8 + random.below(25) }, () => popular(random, assistant));
  atWork(counter, requests, assistant, {
    persona: 'trainee',
    as: 'benign',
    organisation: 'call centre',
    members: Math.max(1, Math.min(40, Math.round(requests / (8 + random.below(30))))),
    isShared: false,
    list,
    jobs: draw(counter, ['styles', 'dialogues', 'personas', 'grading', 'boundaries'], assistant),
    wording: random.chance(0.5) ? ask : wordingOf(random),
    isScript: false,
  });
}

/** Translators try a language each before it goes live, on the same list. */
export function translators(counter: Counter, requests: number): void {
  const { random } = counter;
  const assistant = anyAssistant(counter, random);
  const spoken = random.shuffle([...LANGUAGES]).slice(0, 2 + random.below(8));
  atWork(counter, requests, assistant, {
    persona: 'translator',
    as: 'benign',
    organisation: 'localisation',
    members: spoken.length,
    isShared: false,
    list: assistant.matters.slice(0, 20 + random.below(100)),
    jobs: draw(counter, ['sweep', 'translations', 'styles'], assistant),
    wording: ask,
    isScript: false,
    makes: (at) => ({ voice: { ...person(random, spoken[at]!), mixes: 0.05 } }),
  });
}
