/**
 * Writes `src/engine/table/lookalikes.json`: which characters are hidden, another form of a letter of ASCII, or look like one. From the properties
 * that Node knows and the confusables of Unicode Technical Standard 39, given as the file `data.json` of the package `unhomoglyph`,
 * which holds them as `{"character":"what it looks like"}`.
 *
 *   node --import tsx scripts/lookalikes.ts data.json
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Scripts whose letters are taken for those of Latin. Of others none is folded: their texts stay what they are. */
const SCRIPT =
  /[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Armenian}\p{sc=Cherokee}\p{sc=Coptic}\p{sc=Lisu}\p{sc=Common}]/u;
const PLAIN = /^[A-Za-z0-9]$/;
const MARKS = /[\u0300-\u036f]/g;
const LAST = 0x1d7ff;
/** What shows nothing, and what no two programs show alike. Marks over letters are hidden, too. */
const HIDES = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}\ufffd]/u;

type Kind = 'forms' | 'alike';

/** The letter or digit of ASCII that a character is a form of, without its marks, or looks like. Capitals stand for capitals. */
function foldOf(char: string, confusable: Record<string, string>): [Kind, string] | undefined {
  if (!/[\p{L}\p{N}]/u.test(char) || !SCRIPT.test(char)) return undefined;
  const form = char.normalize('NFKD').replace(MARKS, '');
  if (PLAIN.test(form)) return ['forms', form];
  const isCapital = form.toLowerCase() !== form;
  for (const written of [form.toLowerCase(), form.toUpperCase(), char]) {
    const like = confusable[written]?.toLowerCase();
    // A letter that were a digit would be any digit.
    if (like !== undefined && /^[a-z]$/.test(like)) return ['alike', isCapital ? like.toUpperCase() : like];
  }
  return undefined;
}

function main(file: string): void {
  const confusable = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  const found: Record<Kind, Map<string, string>> = { forms: new Map(), alike: new Map() };
  const hidden: [from: number, to: number][] = [];
  let from = -1;
  for (let point = 0x80; point <= LAST + 1; point++) {
    const char = String.fromCodePoint(point);
    const isHidden = point < 0x10000 && (HIDES.test(char) || (point >= 0x300 && point <= 0x36f));
    if (isHidden && from < 0) from = point;
    if (!isHidden && from >= 0) {
      hidden.push([from, point - 1]);
      from = -1;
    }
    if (isHidden || (point >= 0x10000 && point < 0x1d400)) continue;
    const [kind, letter] = foldOf(char, confusable) ?? [];
    if (kind !== undefined && letter !== undefined) found[kind].set(letter, (found[kind].get(letter) ?? '') + char);
  }
  const table = (kind: Kind): Record<string, string> =>
    Object.fromEntries([...found[kind]].sort(([a], [b]) => (a < b ? -1 : 1)));
  const path = join(__dirname, '..', 'src', 'engine', 'table', 'lookalikes.json');
  const { about } = JSON.parse(readFileSync(path, 'utf8')) as { about: string };
  const tables = { about, hidden, forms: table('forms'), alike: table('alike') };
  writeFileSync(path, `${JSON.stringify(tables, null, 2)}\n`);
}

main(process.argv[2] ?? 'data.json');
