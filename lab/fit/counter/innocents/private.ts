/** People who work through an assistant for themselves: homework, a wiki, lessons, a purchase that is thought over. */
import { popular } from '../assistants/assistant.ts';
import { anyAssistant, type Counter, fill, visit } from '../counter.ts';
import type { Matter } from '../language/matter.ts';
import { anyTask, taskOfWay, workedOut } from '../language/tasks.ts';
import { ask, dressed } from '../language/voice.ts';
import { someone } from '../people.ts';
import { moment } from '../rhythm.ts';
import { own, wordingOf } from '../wording.ts';
import { WORKS } from '../works/works.ts';
import { customerVisit } from './customers.ts';
import { words } from '../../../../src/schema/words.ts';

/** Students who paste exercises, the same sheet for a whole class in some weeks. */
export function homework(counter: Counter, requests: number): void {
  const { random, log, society } = counter;
  const assistant = counter.assistants.find(({ domain }) => domain.name === 'tutor') ?? anyAssistant(counter, random);
  const sheets = Array.from({ length: 1 + random.below(4) }, () => ({
    due: random.next(),
    tasks: Array.from({ length: 4 + random.below(12) }, () => taskOfWay(random, random.pick([2, 2, 3, 4]))),
  }));
  fill(counter, requests, () => {
    const account = log.enrol(
      someone(random, society, 'login', { from: 0, until: 1, organisation: 'school' }),
      'pupil',
    );
    for (const { due, tasks } of sheets) {
      if (random.chance(0.3)) continue;
      const turns = tasks.slice(0, 1 + random.below(tasks.length)).map((task, at) => ({
        text: random.chance(0.6) ? `${at + 1}) ${task.text}` : dressed(random, task.text, account.voice),
        answer: workedOut(random, task),
      }));
      const start = moment(random, counter.season, account.hours, Math.max(0, due - 0.1), Math.max(0.05, due));
      visit(counter, { account, assistant, start, turns });
    }
  });
}

/** Fans who write down all that the assistant knows of a few topics. Each takes what he likes; topics overlap. */
export function fanWiki(counter: Counter, requests: number): void {
  const { random, log, society } = counter;
  const assistant = anyAssistant(counter, random);
  const job = WORKS[random.pick(['sweep', 'grid', 'drill-down', 'keywords', 'catalogue', 'structured'])]!(
    random,
    assistant,
  );
  const editors = Math.max(1, Math.min(8, Math.round(requests / 60)));
  for (let at = 0; at < editors; at++) {
    const account = log.enrol(someone(random, society, 'login', { from: 0, until: 1 }), 'wiki editor');
    const topics = Array.from({ length: 2 + random.below(6) }, () => random.below(assistant.topics));
    const list = assistant.matters.filter(({ topic }) => topics.includes(topic));
    fill(counter, requests / editors, () => {
      if (random.chance(0.25)) {
        customerVisit(counter, random, account, assistant);
        return;
      }
      let start = moment(random, counter.season, account.hours);
      for (let talks = 1 + random.below(8); talks > 0; talks--) {
        const matter = random.pick(list);
        const turns = job(random, matter, (one) => own(random, one, account.voice));
        visit(counter, { account, assistant, start, turns });
        start += turns.length * 60 + random.exponential(300);
      }
    });
  }
}

/** People who use the company's assistant for anything, as it costs nothing. */
export function freeRiders(counter: Counter, requests: number): void {
  const { random, log, society } = counter;
  const each = 2 + random.below(12);
  fill(counter, requests, () => {
    const account = log.enrol(someone(random, society, random.chance(0.5) ? 'visitor' : 'login'), 'free rider');
    const assistant = anyAssistant(counter, random);
    fill(counter, Math.min(requests, each), () => {
      const turns = Array.from({ length: 1 + random.below(4) }, () => {
        const task = anyTask(random);
        return { text: dressed(random, task.text, account.voice), answer: workedOut(random, task) };
      });
      visit(counter, {
        account,
        assistant,
        start: moment(random, counter.season, account.hours, account.from, account.until),
        turns,
      });
    });
  });
}

/** Teachers and trainers who make sheets out of what the assistant says; each has a habit of asking. */
export function teachers(counter: Counter, requests: number): void {
  const { random, log, society } = counter;
  const each = 15 + random.below(70);
  fill(counter, requests, () => {
    const account = log.enrol(someone(random, society, 'login', { from: 0, until: 1 }), 'teacher');
    const assistant = anyAssistant(counter, random);
    const job = WORKS[
      random.pick(words('reasoning dialogues styles grading inversion documents sorting questions catalogue'))
    ]!(random, assistant);
    const wording = wordingOf(random);
    fill(counter, Math.min(requests, each), () => {
      const say = (matter: Matter): string => wording(random, matter, account.voice);
      const start = moment(random, counter.season, account.hours);
      if (random.chance(0.2)) customerVisit(counter, random, account);
      else visit(counter, { account, assistant, start, turns: job(random, popular(random, assistant), say) });
    });
  });
}

/** Those who ask again and again before they decide: other words, once more, what if. */
export function undecided(counter: Counter, requests: number): void {
  const { random, log, society } = counter;
  const each = 4 + random.below(16);
  fill(counter, requests, () => {
    const account = log.enrol(someone(random, society), 'undecided customer');
    const assistant = anyAssistant(counter, random);
    const few = Array.from({ length: 1 + random.below(3) }, () => popular(random, assistant));
    const job = WORKS[random.pick(['paraphrases', 'regenerated', 'variations', 'drill-down'])]!(random, assistant);
    fill(counter, Math.min(requests, each), () => {
      const turns = job(random, random.pick(few), (one) => ask(random, one, account.voice));
      const start = moment(random, counter.season, account.hours, account.from, account.until);
      visit(counter, { account, assistant, start, turns });
    });
  });
}
