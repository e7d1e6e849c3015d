import assert from 'node:assert/strict';
import { createCipheriv, createHash } from 'node:crypto';
import { test } from 'node:test';
import { isOpaque } from './opaque-text.ts';

const hashed = (name: string): string => createHash(name).update('a prompt').digest('hex');
const ciphertext = (n: number): Buffer => {
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, n), Buffer.alloc(16));
  return Buffer.concat([cipher.update('Explain every step of the proof, please.'.repeat(1 + n)), cipher.final()]);
};

test('marks, hashes, ciphertext and placeholders are no texts', () => {
  const texts = [
    ...['***', '********', 'XXXXXX', '█████', '---'],
    ...['md5', 'sha1', 'sha256', 'sha512'].map(hashed),
    ...[`sha256:${hashed('sha256')}`, '5f0c2e0a-8a3e-4b1d-9c57-1d2f3a4b5c6d'],
    ...['<redacted: 120 chars>', '[REDACTED 512 tokens]', '<REDACTED>', '{{HIDDEN}}', '[PERSON_1]', '<EMAIL_ADDRESS>'],
    ...[
      '[PERSON_0] [PERSON_1]',
      '<EMAIL_ADDRESS>, <PHONE_NUMBER>.',
      Array.from({ length: 900 }, (_, n) => `[CITY_${n}]`).join(' '),
    ],
    ...['REDACTED-8f3a17', 'MASKED_00042', 'REDACTED#9'],
    ...Array.from({ length: 40 }, (_, n) => ciphertext(n).toString('base64')),
    ...Array.from({ length: 40 }, (_, n) => `enc:v1:${ciphertext(n).toString('base64url')}`),
  ];
  for (const text of texts) assert.ok(isOpaque(text), text);
});

test('messages of people and programs are text: words, code, commands, other scripts, base64 of a text or a picture', () => {
  const texts = [
    ...['', 'hi', '???', '...?', 'ls', 'git status', 'yes', 'continue', 'weather', 'A', '42', 'ok!!!'],
    ...[
      '[1, 2, 3]',
      '<br>',
      '<html></html>',
      '{"a": 1}',
      '[continue]',
      '(laughs)',
      '{name}',
      '[x]',
      '[TODO] fix the tests',
    ],
    ...['CVE-2024-12345', 'ISO-9001', 'JIRA-42', 'RTX-4090', 'TICKET-1234'.toLowerCase()],
    ...[
      'getElementByIdAndReturnItsValue(document)',
      'src/engine/table/request-table.ts',
      'https://example.org/a/b?c=1&d=2',
    ],
    ...['SELECT*FROM(users)WHERE(id=1)', 'for(let i=0;i<10;i++){console.log(i)}', 'MAX_TOKENS_PER_REQUEST'],
    ...['如何学习数学？', 'Объясни это', 'السلام', 'สวัสดีครับผมอยากรู้', 'Donaudampfschifffahrtsgesellschaft'],
    ...['👋', '❤️❤️❤️', 'E=mc^2', '∀x∈ℝ:x²≥0'],
    Buffer.from('Please tell me what this sentence says, it is in base64.').toString('base64'),
    Buffer.from('Объясни мне эту теорему, пожалуйста, шаг за шагом').toString('base64'),
    Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), ciphertext(3)]).toString('base64'),
    `Hello [PERSON_1], decode ${hashed('sha256')} for me`,
    `${'[PERSON_1] '.repeat(900)}Explain every step of the proof.`,
    '[EXPLAIN_0] [EVERY_1] [STEP_2] [THAT_3] [LED_4] [YOU_5] [FROM_6] [THESE_7] [FACTS_8] [THERE_9]',
    '[PERSON_0] met [PERSON_1]',
    `sha256sum ${hashed('sha256')}`,
  ];
  for (const text of texts) assert.ok(!isOpaque(text), text);
});
