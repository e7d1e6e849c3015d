/** All kinds of work there are. Innocent people and harvesters choose from the same. */
import { coding, operate, orchestrate, react } from './agents.ts';
import { analyse, evolve, persona, program, question, reason, sweep } from './asking.ts';
import { extract, look, retrieve, summarise, translate } from './documents.ts';
import { classify, compare, grade, review, soften } from './judging.ts';
import { task, type Task } from './recipe.ts';
import { compose, proceed, quiz } from './writing.ts';
import { character, chat, probe, selfPlay } from './talks.ts';

export const TASKS = {
  analyse: task(analyse),
  character,
  chat,
  classify: task(classify),
  coding,
  compare: task(compare),
  compose: task(compose),
  evolve: task(evolve),
  extract: task(extract),
  grade: task(grade),
  look: task(look),
  operate,
  orchestrate,
  persona: task(persona),
  probe,
  proceed: task(proceed),
  program: task(program),
  question: task(question),
  quiz: task(quiz),
  react,
  reason: task(reason),
  retrieve: task(retrieve),
  review: task(review),
  selfPlay,
  soften: task(soften),
  summarise: task(summarise),
  sweep: task(sweep),
  translate: task(translate),
} satisfies Record<string, Task>;

export type TaskName = keyof typeof TASKS;

export const TASK_NAMES = Object.keys(TASKS) as TaskName[];
