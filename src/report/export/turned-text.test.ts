/** Text of a log does not mislead the eye of whoever opens an export. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportCase, exportReport, flaggedLine, HOSTILE } from '../../../test/fixtures/export-case.ts';
import { unshown } from '../../../test/fixtures/hostile-text.ts';
import { EXPORT_FORMATS } from './export-formats.ts';

const made = exportReport();
const [campaign] = made.campaigns;
const report: typeof made = {
  ...made,
  accounts: made.accounts.map((account) => ({ ...account, organisation: HOSTILE })),
  templates: made.templates.map((template) => ({ ...template, parts: [{ text: `${HOSTILE}\u001b[2J` }] })),
};
const subject = { kind: 'campaign', id: campaign!.id } as const;

for (const { id, extension, write } of EXPORT_FORMATS)
  test(`${id} holds no character that moves a cursor or turns the reading direction, but in names that programs look for in a table`, () => {
    for (const part of [{}, { subject }]) {
      const input = exportCase({ report, prompts: 'full', flagged: flaggedLine(HOSTILE), ...part });
      const text = [...write(input)].join('');
      const at = [...text].findIndex(unshown);
      if (extension.endsWith('csv')) assert.ok(id === 'rules' || text.includes(HOSTILE), id);
      else assert.equal(at, -1, [...text].slice(Math.max(0, at - 80), at).join(''));
    }
  });
