import { codingAgent, productAgent } from './agent-source.ts';
import { houseRules, passageForm, readerForm, supportForm } from '../words/app-prompts.ts';
import { ASSISTANT_SYSTEM, memberQuestion } from '../words/assistant.ts';
import { chatSource } from './chat-source.ts';
import { DAY, nightTimes, steadyTimes } from './clock.ts';
import { customerQuestion, makeDocument } from '../words/documents.ts';
import { drawVoice } from '../words/everyday.ts';
import { exercise, choiceItem } from '../words/problems.ts';
import { jsonAnswer, promptSource, proseAnswer, type PromptForm } from './prompt-source.ts';
import type { Planner } from './planner.ts';
import type { LogRandom } from '../random.ts';
import type { TrafficSource } from './source.ts';
import { productTools } from '../words/tool-worlds.ts';

type Group = (planner: Planner, random: LogRandom) => void;

/** A customer of an ordinary kind: used for the customers themselves and as cover of campaigns. */
export function ordinarySource(planner: Planner, random: LogRandom): TrafficSource {
  const seed = planner.textSeed('ordinary');
  const house = houseRules(random);
  const draw = random.next();
  if (draw < 0.5) return chatSource(seed, drawVoice(random));
  if (draw < 0.65)
    return promptSource(seed, { forms: [passageForm(house, random)], items: 'frequent', itemCount: 400 });
  if (draw < 0.85) return promptSource(seed, { forms: [readerForm(house, random)], items: 'walk' });
  return productAgent(seed, house, customerQuestion, productTools(random));
}

/** The groups of ordinary customers by name. Several are included because they look like a campaign at first sight. */
export const ORDINARY: Readonly<Record<string, Group>> = {
  /** People who chat, each with a voice and fields of their own. */
  person(planner, random) {
    for (let i = planner.headCount(205, 18); i > 0; i--) {
      const account = planner.account('person', 'browser');
      planner.addRequests(
        account,
        chatSource(planner.textSeed('chat'), drawVoice(random)),
        planner.volume(11, 0.9),
        70,
        random,
      );
    }
  },

  /** Products that look things up, with questions that come again. */
  'lookup-app'(planner, random) {
    for (let i = planner.headCount(10, 1); i > 0; i--) {
      const account = planner.account('lookup-app', 'program', { organisation: `org-${random.hex(8)}` });
      const form = passageForm(houseRules(random), random);
      const source = promptSource(planner.textSeed('lookup'), {
        forms: [form],
        items: 'frequent',
        itemCount: random.between(150, 900),
        endUsers: 200,
      });
      planner.addRequests(account, source, planner.volume(170, 0.5, 6), 40, random);
    }
  },

  /** Help desks: the same questions again and again, and short talks. */
  'support-bot'(planner, random) {
    for (let i = planner.headCount(8, 1); i > 0; i--) {
      const account = planner.account('support-bot', 'program', { organisation: `org-${random.hex(8)}` });
      const source = promptSource(planner.textSeed('support'), {
        forms: [supportForm(houseRules(random))],
        items: 'frequent',
        itemCount: random.between(80, 500),
        endUsers: 300,
      });
      planner.addRequests(account, source, planner.volume(180, 0.5, 6), 40, random);
    }
  },

  /** Products whose agents call their own functions. */
  'product-agent'(planner, random) {
    for (let i = planner.headCount(9, 1); i > 0; i--) {
      const account = planner.account('product-agent', 'program');
      const source = productAgent(
        planner.textSeed('agent'),
        houseRules(random),
        customerQuestion,
        productTools(random),
      );
      planner.addRequests(account, source, planner.volume(110, 0.6, 6), 8, random);
    }
  },

  /** Unrelated people with one coding agent: one system prompt, many accounts, own projects and hours. */
  programmer(planner, random) {
    for (let i = planner.headCount(72, 6); i > 0; i--) {
      const account = planner.account('programmer', 'coder', {
        habit: { zone: random.pick([-8, -5, 0, 1, 2, 5, 9]), office: random.chance(0.5) },
      });
      planner.addRequests(account, codingAgent(planner.textSeed('coder')), planner.volume(26, 0.9), 14, random);
    }
  },

  /** Jobs that run every night at the same hour over new documents. */
  'night-batch'(planner, random) {
    for (let i = planner.headCount(6, 1); i > 0; i--) {
      const account = planner.account('night-batch', 'program', { organisation: `org-${random.hex(8)}` });
      const source = promptSource(planner.textSeed('batch'), {
        forms: [readerForm(houseRules(random), random)],
        items: 'walk',
        parameters: { temperature: 0 },
      });
      const times = nightTimes(
        planner.volume(190, 0.5, 10),
        planner.size.days,
        random.between(0, 4),
        random.between(3, 15),
        random,
      );
      times.forEach((time, item) => planner.event(account, source, item, time));
    }
  },

  /** Test sets run again and again, and once more within hours of a new model. */
  evaluation(planner, random) {
    for (let i = planner.headCount(5, 1); i > 0; i--) {
      const account = planner.account('evaluation', 'program', {
        organisation: `org-${random.hex(8)}`,
        adopts: planner.size.releaseAt,
      });
      const items = planner.volume(90, 0.4, 6);
      const form: PromptForm = {
        user: (item) => `Answer with one letter.\n\n${choiceItem(item)}\n\nAnswer:`,
        answer: (answer) => answer.pick(['A', 'B', 'C', 'D']),
      };
      const source = promptSource(planner.textSeed('evaluation'), {
        forms: [form],
        items: 'fixed',
        itemCount: items,
        parameters: { temperature: 0, max_tokens: 4 },
      });
      const runs = [random.next() * 3 * DAY, planner.size.releaseAt + random.next() * 5 * 3600];
      for (const start of runs)
        for (let item = 0, time = start; item < items; item++)
          planner.event(account, source, item, (time += random.exponential(3)));
    }
  },

  /** One organisation that deals out one job over its keys: coordinated, openly so, and no attack. */
  'key-pool'(planner, random) {
    const organisation = `org-${random.hex(8)}`;
    const agent = 'python-httpx/0.27.2';
    const keys = Array.from({ length: planner.headCount(8, 3) }, () =>
      planner.account('key-pool', 'program', { organisation, agent, adopts: Infinity }),
    );
    const form = readerForm(houseRules(random), random);
    const source = promptSource(planner.textSeed('pool'), {
      forms: [form],
      items: 'walk',
      parameters: { temperature: 0.2, max_tokens: 512 },
    });
    const count = planner.volume(95 * keys.length, 0.1, 12);
    steadyTimes(count, 1.5 * DAY, 5 * DAY, random).forEach((time, item) => {
      const key = keys[item % keys.length];
      if (key !== undefined) planner.event(key, source, item, time);
    });
  },

  /** A class behind one address with the same exercises, and each pupil's own questions. */
  classroom(planner, random) {
    const address = random.address();
    const sheet: PromptForm = {
      user: (item) => `Explain step by step how to solve this, I have to hand it in.\n\n${exercise(item)}`,
      answer: proseAnswer(200, 700),
    };
    const source = promptSource(planner.textSeed('sheet'), { forms: [sheet], items: 'fixed', itemCount: 6 });
    for (let i = planner.headCount(28, 5); i > 0; i--) {
      const account = planner.account('classroom', 'browser', { address, habit: { zone: 1, office: true } });
      const own = chatSource(planner.textSeed('pupil'), drawVoice(random));
      for (const lesson of [1, 3, 8]) {
        let time = lesson * DAY + 9 * 3600 + random.next() * 900;
        for (let left = planner.volume(3, 0.4); left > 0; left--) {
          planner.event(
            account,
            random.chance(0.6) ? source : own,
            random.between(0, 5),
            (time += random.exponential(200)),
          );
        }
      }
    }
  },

  /** Members of the insurer that built an assistant, and its partner desks with many callers behind one account. */
  member(planner, random) {
    const form: PromptForm = { system: ASSISTANT_SYSTEM, user: memberQuestion, answer: proseAnswer(120, 500) };
    for (let i = planner.headCount(42, 4); i > 0; i--) {
      const account = planner.account('member', 'browser');
      const source = promptSource(planner.textSeed('member'), {
        forms: [form],
        items: 'frequent',
        itemCount: random.between(40, 400),
      });
      planner.addRequests(account, source, planner.volume(i % 16 === 0 ? 110 : 6, 0.7), 60, random);
    }
  },

  /** A quality team that has answers of its product graded, in the same way as an attacker would. */
  grader(planner, random) {
    for (let i = planner.headCount(2); i > 0; i--) {
      const account = planner.account('grader', 'program', { organisation: `org-${random.hex(8)}` });
      const form: PromptForm = {
        system: houseRules(random),
        user: (item) =>
          `Grade our reply to the customer from 1 to 5 for tone and for correctness. JSON with grade and why.\n\nCustomer: ${customerQuestion(item)}\nReply: ${makeDocument('passage', item)}`,
        answer: jsonAnswer(['grade', 'why']),
      };
      const source = promptSource(planner.textSeed('grader'), { forms: [form], items: 'walk' });
      planner.addRequests(account, source, planner.volume(120, 0.3), 5, random);
    }
  },
};
