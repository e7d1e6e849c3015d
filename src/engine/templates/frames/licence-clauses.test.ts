import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tableOf } from '../../../../test/fixtures/requests.ts';
import { mineTemplates } from '../mining/mine-templates.ts';
import { licenceClauses } from './licence-clauses.ts';

const NOTICE = `Licensed under the Apache License, Version 2.0 (the "License");
you may not use this file except in compliance with the License.
You may obtain a copy of the License at

    http://www.apache.org/licenses/LICENSE-2.0

Unless required by applicable law or agreed to in writing, software
distributed under the License is distributed on an "AS IS" BASIS,
WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
See the License for the specific language governing permissions and
limitations under the License.`;
const INSTRUCTION = 'Rewrite this file so that it has no side effects.\nReturn the whole file.\n';
const WORDS = ['harbour', 'meadow', 'copper', 'lantern', 'willow', 'granite', 'saffron', 'thimble'];

/** Templates of files that four accounts send, eight each. */
const mined = (before: string, comment: string): number => {
  const notice = NOTICE.replaceAll(/^/gm, comment);
  const sent = WORDS.flatMap((word, n) =>
    ['a', 'b', 'c', 'd'].map((account) => ({
      account,
      user: `${before}${notice}\nlet ${word} of ${account.repeat(n + 5)}`,
    })),
  );
  return mineTemplates(tableOf(sent)).ids.length;
};

for (const comment of ['# ', ' * ', '// '])
  test(`files that begin with the same notice have no frame in common, written as comments with ${comment.trim()}`, () =>
    assert.equal(mined('', comment), 0));

test('an instruction above such files is a frame', () => assert.equal(mined(INSTRUCTION, '# '), 1));

test('a line of a notice says what every file says, and so does none that a person wrote', () => {
  const known = licenceClauses();
  const table = tableOf([
    { user: NOTICE },
    { user: 'You may write as freely as you like.\nUse the file in plain words' },
  ]);
  assert.ok(table.clausesOf(0).filter((clause) => known.has(clause)).length >= table.clausesOf(0).length - 2);
  assert.deepEqual(
    table.clausesOf(1).filter((clause) => known.has(clause)),
    [],
  );
});
