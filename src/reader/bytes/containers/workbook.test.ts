import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { readFile } from '../../../../test/golden/formats/read-file.ts';
import { inlineRow, workbook } from '../../../../test/fixtures/archives.ts';
import { scan } from '../../../engine/ingest/scan.ts';
import { readBlocks } from '../access/block-reader.ts';
import { listSources } from '../sources/source-list.ts';
import { scratchFolder } from '../../../../test/harness/folders.ts';

const folder = scratchFolder('prompt-audit-workbook-');

const names = inlineRow('timestamp', 'user', 'prompt', 'response');
const call = inlineRow('2026-05-01 10:00:00', 'ann', 'Why?', 'Because.');

function written(book: Buffer): string {
  const file = path.join(folder, 'book.xlsx');
  writeFileSync(file, book);
  return file;
}

async function textOf(book: Buffer): Promise<string> {
  const { sources, release } = await listSources([written(book)]);
  let text = '';
  for (const source of sources) for await (const block of readBlocks(source)) text += block.toString();
  await release();
  return text;
}

/** What a scan says of a workbook: requests, errors and notes of its files. */
async function scanned(book: Buffer): Promise<{ requests: number; said: string }> {
  const { inputs, release } = await scan([written(book)]);
  await release();
  return {
    requests: inputs.requests,
    said: JSON.stringify(inputs.files.map(({ path: of, error, note }) => [path.basename(of), error, note])),
  };
}

test('a log in a workbook is read, with its times, texts that cells share, and texts in pieces', async () => {
  const shared =
    '<sst><si><t>prompt</t></si><si><r><t xml:space="preserve">Why, </t></r><r><t>"Ann" &amp; _x0041_?</t></r><rPh><t>spoken</t></rPh></si></sst>';
  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy hh:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>';
  const rows = `<row r="2"><c r="A2" t="inlineStr"><is><t>timestamp</t></is></c><c r="B2" t="s"><v>0</v></c><c r="D2" t="str"><f>A1</f><v>user</v></c></row><row r="4"><c r="A4" s="1"><v>46143.416672453706</v></c><c r="B4" t="s"><v>1</v></c><c r="D4"><v>17</v></c></row>`;
  for (const [facts, serial] of [
    ['', rows],
    ['date1904="1"', rows.replace('46143.4', '44681.4')],
  ] as const) {
    const { requests, counts } = await readFile(
      written(workbook({ Log: serial }, { shared, styles, facts })),
      'book.xlsx',
    );
    assert.deepEqual(
      requests.map(({ line, time, account, messages }) => [line, time, account?.value, messages[0]?.text]),
      [[4, Date.UTC(2026, 4, 1, 10, 0, 0, 500), '17', 'Why, "Ann" & A?']],
    );
    assert.deepEqual([counts.lines, counts.records], [4, 1]);
  }
});

test('sheets that hold no log are named with their columns, and so is a workbook of such sheets', async () => {
  const totals = inlineRow('team', 'total') + inlineRow('north', '12');
  const both = await scanned(workbook({ Totals: totals, 'R&amp;D': names + call }));
  assert.equal(both.requests, 1);
  assert.match(both.said, /"book.xlsx!R&D",null,"A sheet, read as CSV/);
  assert.match(both.said, /left out: Totals \(team, total\)/);
  const none = await scanned(workbook({ Totals: totals, Empty: '' }));
  assert.match(none.said, /Name the column prompt. Its sheets: Totals \(team, total\), Empty \(no table\)/);
});

test('rows with fewer cells than the names, and names that no table has, lose nothing', async () => {
  assert.equal(
    await textOf(
      workbook({ Log: inlineRow('Prompt?', '', 'user', 'user') + inlineRow('Hi') + inlineRow('a,b', 'c', '', 'd') }),
    ),
    'Prompt,column 2,user,user 4\nHi,,,\n"a,b",c,,d\n',
  );
});

test('a document type in its XML, which could declare what a name stands for, ends the reading', async () => {
  const book = workbook({ Log: names + call });
  const bad = workbook(
    { Log: names + call },
    { shared: '<!DOCTYPE sst [<!ENTITY a "aaaa">]><sst><si><t>&a;</t></si></sst>' },
  );
  assert.equal((await scanned(book)).requests, 1);
  assert.match((await scanned(bad)).said, /cannot be read: its XML declares a document type/);
  const entity = workbook({ Log: names + inlineRow('', 'ann', 'Why &unknown; &#x41; &#1114112;?') });
  assert.match(await textOf(entity), /Why &unknown; A \ufffd\?/);
});

test('a small workbook that names one long text in every cell, or in many rows, is read no further than memory holds', async () => {
  const shared = `<sst><si><t>${'long '.repeat(200_000)}</t></si></sst>`;
  const wide = `<row>${'<c t="s"><v>0</v></c>'.repeat(100)}</row>`;
  assert.match((await scanned(workbook({ Log: names + wide }, { shared }))).said, /more text than is read of one/);
  const tall = '<row><c/><c/><c t="s"><v>0</v></c></row>'.repeat(400);
  assert.match((await scanned(workbook({ Log: names + tall }, { shared }))).said, /more text than is held at once/);
  const longer = shared.replace('<si>', `<si><t>${'long '.repeat(200_000)}</t>`);
  assert.match((await scanned(workbook({ Log: names + call }, { shared: longer }))).said, /more text/);
});

test('XML that is cut, in pieces or with names of its own reads as far as it goes', async () => {
  const prefixed = (names + call).replaceAll('<', '<x:').replaceAll('<x:/', '</x:');
  assert.equal((await scanned(workbook({ Log: prefixed }))).requests, 1);
  const noted = `<!-- a > b --><row><c t="inlineStr"><is><t><![CDATA[<Why> & how?]]></t></is></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c></row>`;
  assert.equal(
    await textOf(workbook({ Log: inlineRow('prompt', 'cached', 'cost') + noted })),
    'prompt,cached,cost\n<Why> & how?,TRUE,\n',
  );
  assert.equal(
    (await scanned(workbook({ Log: `${names}${call}<row><c t="inlineStr" x="${'y'.repeat(2 << 20)}` }))).requests,
    1,
  );
});
