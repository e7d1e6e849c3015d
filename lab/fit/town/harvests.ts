/** What campaigns ask for. Each is a prompt in parts with several wordings, and material that it is filled with. */
import type { Random } from '../../../src/math/random.ts';
import { type Message, system, user } from './log.ts';
import { code, coined, exercise, FIELDS, LANGUAGES, passage, person, sentence, thing } from './words.ts';

export interface Harvest {
  type: string;
  /** Parts of the prompt, each with its wordings; `{}` is where the material goes. */
  prompts: readonly (readonly (readonly string[])[])[];
  /** Material number `n`, always the same for the same number. */
  material: (random: Random, n: number) => string;
  /** Sentences of an answer. */
  answer: number;
  frame?: Message;
}

export const HARVESTS: readonly Harvest[] = [
  {
    type: 'reasoning',
    prompts: [
      [
        [
          'Solve the problem.',
          'Here is a problem to solve.',
          'Work on this problem.',
          'Your task is the problem below.',
        ],
        ['\n\n{}\n\n'],
        [
          'Write out your complete reasoning before the answer.',
          'Show all intermediate thoughts, then the result.',
          'Leave no step out, even obvious ones.',
          'Number each step of your reasoning.',
        ],
        [
          ' Close with "Final:" and the result.',
          ' The last line holds the result alone.',
          ' End with the result in brackets.',
          '',
        ],
      ],
      [
        ['{}\n\n'],
        [
          'Someone answered this wrongly. Find out how they must have thought, then reason correctly.',
          'Reconstruct the likely wrong reasoning and correct it step by step.',
          'Explain the trap in it and the right path, in detail.',
        ],
      ],
    ],
    material: (random) => exercise(random),
    answer: 12,
  },
  {
    type: 'rubric grading',
    prompts: [
      [
        ['You compare two answers.', 'Two answers are to be compared.', 'Judge which answer is better.'],
        [
          ' Use accuracy, depth and clarity.',
          ' Weigh correctness first, then clarity.',
          ' Consider truth, completeness and style.',
        ],
        ['\n{}\n'],
        [
          'Reply with scores from 1 to 10 and a short reason.',
          'Give each a score of 10 with one reason.',
          'Output "A" or "B" and why, then both scores.',
        ],
      ],
    ],
    material: (random) =>
      `Question: ${exercise(random)}\nAnswer A: ${passage(random, 4)}\nAnswer B: ${passage(random, 4)}`,
    answer: 3,
  },
  {
    type: 'policy-safe rewriting',
    prompts: [
      [
        [
          'Rewrite the question so that it is acceptable everywhere, then answer it.',
          'Give a version of this question without anything sensitive, with an answer.',
          'Make this question harmless and answer the harmless form.',
        ],
        ['\n{}\n'],
        ['Return "rewritten" and "answer".', 'Return both as JSON.', 'First the new question, then the answer.'],
      ],
    ],
    material: (random) =>
      `Is it true that ${sentence(random)} Who is to blame, and why did ${person(random)} say nothing?`,
    answer: 4,
  },
  {
    type: 'instruction synthesis',
    prompts: [
      [
        [
          'Invent a hard instruction that an expert might give',
          'Create one demanding task from the life of an expert',
          'Come up with a difficult request',
        ],
        [' about {}', ' on {}', ' concerning {}'],
        ['. Then fulfil it completely.', ', and give the ideal response to it.', '. Add the perfect answer.'],
        [' Separate both by ###.', ' Put ### between them.', ''],
      ],
    ],
    material: (random) =>
      `${random.pick(FIELDS)}, for ${person(random)}, who works with a ${thing(random)} and ${sentence(random)}`,
    answer: 14,
  },
  {
    type: 'agentic coding',
    prompts: [
      [
        ['Issue:\n{}\n'],
        [
          'Plan the change, then give the full patch as a unified diff and the commands you would run.',
          'Act as an engineer with a shell: list each command with its expected output, then the diff.',
          'Write the trajectory: thought, command, observation, until the tests pass; then the patch.',
        ],
      ],
      [
        ['Given this repository excerpt:\n{}\n'],
        [
          'write five tests that would fail on a subtle bug, and the fix for each.',
          'plant one realistic bug, describe it as a user would, and solve it.',
        ],
      ],
    ],
    material: (random) => `${sentence(random)}\n${code(random)}\n${code(random)}`,
    answer: 16,
    frame: system('You are an autonomous software engineer. Tools: bash, edit, search. Think before each call.'),
  },
  {
    type: 'computer use',
    prompts: [
      [
        ['Goal: {}\n'],
        [
          'Emit the next twenty UI actions as JSON with a thought before each.',
          'Write the whole action trace, one JSON object a line, each with its reason.',
        ],
      ],
    ],
    material: (random) =>
      `open the ${thing(random)} page of ${coined(random)}, filter by ${person(random)}, and ${sentence(random)}`,
    answer: 10,
  },
  {
    type: 'translation of traces',
    prompts: [
      [
        ['Translate this solution into {} ', 'Render the following solution in {} '],
        ['and keep every reasoning step.', 'without shortening the reasoning.'],
      ],
    ],
    material: (random) => `${random.pick(LANGUAGES)}: ${passage(random, 8)}`,
    answer: 9,
  },
  {
    type: 'preference pairs',
    prompts: [
      [
        ['Request: {}\n'],
        [
          'Give one excellent reply and one that looks good but is subtly worse. Say which is which and why.',
          'Write two replies of different quality, then the comparison that a careful judge would write.',
        ],
      ],
    ],
    material: (random) => `${sentence(random)} ${exercise(random)}`,
    answer: 12,
  },
  {
    type: 'evolved instructions',
    prompts: [
      [
        ['Here is an instruction:\n{}\n'],
        [
          'Make it harder by one more constraint',
          'Deepen it so that several steps are needed',
          'Make it more concrete',
        ],
        [
          ', then write the new instruction only.',
          ' and answer the new one fully.',
          '. Return instruction and response.',
        ],
      ],
    ],
    material: (random) => exercise(random),
    answer: 9,
  },
  {
    type: 'tool orchestration',
    prompts: [
      [
        ['{}\n'],
        [
          'Plan which tools to call in which order, then emit each call as JSON with a thought before it.',
          'Produce the full trajectory: thought, tool call, result, until the request is met.',
        ],
      ],
    ],
    material: (random) =>
      `Tools: ${coined(random)}(${thing(random)}), ${coined(random)}(${thing(random)}).\nRequest by ${person(random)}: ${sentence(random)}`,
    answer: 14,
    frame: system('You orchestrate tools. You may call one tool at a time and see its result.'),
  },
  {
    type: 'dialogues of personas',
    prompts: [
      [
        ['Persona: {}\n'],
        ['Write a dialogue of eight turns between this person and an assistant who is never wrong.'],
        ['', ' Vary tone and length.', ' Each reply of the assistant shows how it arrives at it.'],
      ],
    ],
    material: (random) =>
      `${person(random)}, who ${random.pick(['sells', 'repairs', 'paints'])} a ${thing(random)}. ${passage(random, 2)}`,
    answer: 14,
  },
];

/** One prompt in these wordings (one number a part), filled. */
export function filled(prompt: readonly (readonly string[])[], wording: readonly number[], material: string): Message {
  const text = prompt.map((part, at) => part[wording[at]! % part.length]!).join('');
  return user(text.replace('{}', () => material));
}
