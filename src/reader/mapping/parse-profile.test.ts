import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MappingError, parseProfiles } from './parse-profile.ts';

const good = {
  name: 'gateway',
  when: ['ts'],
  fields: {
    time: { path: 'ts', unit: 's' },
    user: ['caller.id', 'caller.name'],
    prompt: { path: 'turns', role: 'who', text: 'said', roles: { bot: 'assistant' } },
  },
};

test('one profile or a list is read as written, without what only people need', () => {
  assert.deepEqual(parseProfiles(good), [good]);
  assert.deepEqual(parseProfiles([good, { ...good, $schema: 'x', confidence: { time: 0.9 } }]), [good, good]);
});

const wrong: Readonly<Record<string, [change: unknown, says: RegExp]>> = {
  'no object': ['text', /not an object/],
  'no name': [{ ...good, name: '' }, /needs a "name"/],
  'a misspelt part': [{ ...good, feilds: {} }, /"feilds" means nothing here/],
  'no fields': [{ name: 'x' }, /has no "fields"/],
  'a misspelt field': [{ ...good, fields: { ...good.fields, promt: 'x' } }, /no field "promt"\. Fields: time, /],
  'nothing to judge': [{ name: 'x', fields: { time: 'ts' } }, /neither a prompt nor an answer/],
  'an empty path': [{ ...good, fields: { prompt: '' } }, /field "prompt": Give a path/],
  'an unknown unit': [{ ...good, fields: { prompt: 'q', time: { path: 't', unit: 'min' } } }, /"unit" is one of s, ms/],
  'an unknown role': [
    { ...good, fields: { prompt: { path: 't', roles: { bot: 'robot' } } } },
    /"bot" is one of user, assistant/,
  ],
  'an unknown detail': [{ ...good, fields: { prompt: { path: 't', rol: 'x' } } }, /"rol" means nothing here/],
};

for (const [what, [change, says]] of Object.entries(wrong)) {
  test(`${what} is refused with a sentence that says where`, () => {
    assert.throws(
      () => parseProfiles(change),
      (error: unknown) => error instanceof MappingError && says.test(error.message),
    );
  });
}
