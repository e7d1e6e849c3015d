import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promptsInFile } from './prompts-in-file.ts';

const PROMPT =
  'You are a patient teacher. Read the question below and write down every step that leads to the answer, then give the answer itself.';
const found = (path: string, text: string, whole = false) =>
  promptsInFile(path, text, whole).map(({ text: own }) => own);

test('a prompt is a string that is given to a name that says so, not a comment on the code', () => {
  assert.deepEqual(
    found('a.py', `def f():\n  """${PROMPT}"""\n  help_text = "${PROMPT}"\n  system_prompt = "${PROMPT}"`),
    [PROMPT],
  );
});

test('of a conversation in YAML what the assistant says is no prompt', () => {
  const messages = `- role: system\n  content: ${PROMPT}\n- role: assistant\n  content: ${PROMPT} Yes.`;
  assert.deepEqual(found('a.yaml', messages), [PROMPT]);
});

test('a page of prose is one prompt, without its front matter and where it fences it without the page around', () => {
  assert.deepEqual(found('a.md', `---\ntitle: x\n---\n${PROMPT}`, true), [PROMPT]);
  assert.deepEqual(found('a.md', `# Teacher\n\`\`\`text\n${PROMPT}\n\`\`\`\n`, true), [PROMPT]);
  assert.deepEqual(found('a.md', PROMPT), []);
});

test('a table gives its column of prompts, whatever is quoted in it', () => {
  assert.deepEqual(found('a.csv', `act,prompt\n"a, b","${PROMPT} ""Go."""\n`), [`${PROMPT} "Go."`]);
});

test('code, keys of settings and short labels are no prompts', () => {
  assert.deepEqual(
    found(
      'prompts.ts',
      'const prompt = "import { a_b } from x.y; config.max_tokens = 5; run_all(a_b, c_d); log.write(e.f, g_h); x.y_z(a.b, c_d, e.f);";',
    ),
    [],
  );
  assert.deepEqual(found('prompts.py', 'PROMPT = "Answer the question."'), []);
});
