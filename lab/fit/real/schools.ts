/** The innocent whom a teacher or a contest gives one task: they share its words, its material and its dates. */
import { address } from '../town/people.ts';
import { heavy } from '../town/clock.ts';
import { system, user } from '../town/log.ts';
import { clientTimes } from './arrivals.ts';
import { type Innocents, perAccount } from './world.ts';

const DAY = 86_400;
const BROWSER = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';

/** A class that grades: each submission goes to three students, who all run one script with the rubric of the course. */
export const gradingClass: Innocents = (world, requests) => {
  const { random, log } = world;
  const rubric = world.tool('grading', /You are an? (?:expert|professional)/);
  const students = world.strangers(world.many(25), 'students who grade by a rubric', {
    from: 0,
    until: 1,
    model: 'heron-4-mini',
    agent: 'OpenAI/Python 1.58.1',
    parameters: { temperature: 0 },
  });
  const each = Math.max(2, Math.round(perAccount(requests, students.length)));
  const list = world.ownItems('submissions', Math.max(each, Math.ceil((each * students.length) / 3)));
  const due = (0.4 + 0.6 * random.next()) * log.length;
  for (const [at, student] of students.entries()) {
    const own = Array.from({ length: each }, (_, n) => list[(at * each + n) % list.length]!);
    const tried = random.chance(0.4) ? own.slice(0, 1 + random.below(each)) : [];
    const time = world.burst(student, world.evening(student, due, 1.5), rubric, tried, 4, 0.6);
    world.burst(
      student,
      tried.length > 0 ? time + random.exponential(1800) : world.evening(student, due, 1.5),
      rubric,
      own,
      4,
      0.6,
    );
  }
};

/** Pupils who paste one exercise word for word the evening before it is due, and ask on. */
export const homework: Innocents = (world, requests) => {
  const { random, log } = world;
  const exercises = world.ownItems('problems', 1 + random.below(4));
  const pupils = world.strangers(world.many(40), 'pupils with one exercise', { from: 0, until: 1, agent: BROWSER });
  for (const pupil of pupils) {
    for (const [at, exercise] of exercises.entries()) {
      if (random.chance(0.25)) continue;
      let time = world.evening(pupil, ((at + 1) / exercises.length) * log.length - DAY, 0.5);
      const times = Array.from({ length: 1 + random.below(4) }, () => (time += 20 + random.exponential(90)));
      world.thread(pupil, times, [user(exercise)]);
    }
    world.talk(pupil, heavy(random, 0.4 * perAccount(requests, pupils.length)));
  }
};

/** A computer room: one address, one hour, and an exercise that all get at once. */
export const lesson: Innocents = (world, requests) => {
  const { random, log } = world;
  const tutor = world.deploy(random.pick(world.templates('application', /tutor|quiz|writing|code/)));
  const pupils = world.strangers(12 + random.below(18), 'pupils of a computer room', {
    from: 0,
    until: 1,
    zone: 1,
    address: address(random),
    agent: BROWSER,
  });
  const days = [random.below(5), random.below(5)];
  const lessons = Array.from({ length: Math.floor(log.length / DAY) }, (_, day) => day).filter((day) =>
    days.includes(day % 7),
  );
  const hour = 8 + random.below(6);
  for (const day of lessons) {
    const exercise = world.item(tutor.pool);
    for (const pupil of pupils) {
      const turns = heavy(random, Math.max(1, requests / pupils.length / lessons.length), 0.5);
      const times = Array.from({ length: turns }, () => day * DAY + (hour - 1) * 3600 + 2700 * random.next());
      for (const time of times.sort((a, b) => a - b))
        world.send(pupil, time, tutor, world.around(tutor, `${exercise}\n\n${world.item('short')}`));
    }
  }
};

/** A weekend, one starter kit and one set of data: each team goes on from there in words of its own. */
export const hackathon: Innocents = (world, requests) => {
  const { random, log, material } = world;
  const first = random.pick(world.templates('application', /screen or tools|retrieval|assistant|extraction/));
  const kit = random
    .shuffle(world.templates('application').filter(({ repository }) => repository === first.repository))
    .slice(0, 1 + random.below(3))
    .map((template) => world.deploy(template));
  const begins = random.next() * (log.length - 2 * DAY);
  const teams = world.strangers(world.many(14), 'teams of a hackathon', {
    from: begins / log.length,
    until: (begins + 2 * DAY) / log.length,
    model: 'otter-large',
  });
  const data = new Map(kit.map((step) => [step, world.ownItems(step.pool, 60)]));
  for (const team of teams) {
    const own = world.item('requests');
    const count = heavy(random, perAccount(requests, teams.length));
    const times = clientTimes(random, random.pick(material.clients), begins, begins + 2 * DAY, count);
    for (const [at, time] of times.entries()) {
      const step = random.pick(kit);
      const messages = step.say(world.picked(step, data.get(step)!));
      world.say(team, time, at < times.length / 3 ? messages : [system(own), ...messages]);
    }
  }
};
