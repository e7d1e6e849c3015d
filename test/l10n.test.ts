/** Text that the editor shows goes through translation, and the German of it is whole. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { alarmText, usersOf } from '../src/text/drift.ts';
import { innocentReading } from '../src/text/explanations.ts';
import { customerText } from '../src/text/one-customer.ts';
import { judgementWords } from '../src/text/verdicts.ts';
import { setLocale, t } from '../src/extension/translated.ts';
import {
  bareWords,
  constantsOf,
  figureTitles,
  hasWords,
  literalsOf,
  sourcesIn,
  tabledLabels,
  visit,
} from './view/source-texts.ts';

const ROOT = join(__dirname, '..');
const SOURCES = join(ROOT, 'src', 'extension');
const PAGES = join(ROOT, 'webview-ui');

const readTable = (path: string): Record<string, string> =>
  JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Record<string, string>;

const files = sourcesIn(SOURCES);
/** Sentences that the editor, the terminal and the exports share. */
const shared = [
  ...sourcesIn(join(ROOT, 'src', 'text')),
  ...['engine/ingest', 'report/shape', 'report/triage'].flatMap((name) => sourcesIn(join(ROOT, 'src', name))),
];
const pages = sourcesIn(PAGES);

/** Parts of what the editor is given that people read. */
const SHOWN = new Set([
  ...['title', 'prompt', 'placeHolder', 'placeholder', 'openLabel', 'saveLabel', 'tooltip', 'label', 'description'],
]);

function untranslated(file: ts.SourceFile): string[] {
  const constants = constantsOf(file);
  const found = new Set<ts.Expression>();
  const take = (node: ts.Expression): void => literalsOf(node, constants).forEach((one) => void found.add(one));
  visit(file, (node) => {
    if (ts.isCallExpression(node) && /\bwindow\.show\w+Message$/.test(node.expression.getText()))
      node.arguments.forEach(take);
    if (ts.isPropertyAssignment(node) && SHOWN.has(node.name.getText())) take(node.initializer);
    if (ts.isShorthandPropertyAssignment(node) && SHOWN.has(node.name.text)) take(node.name);
    if (
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      ts.isPropertyAccessExpression(node.left) &&
      SHOWN.has(node.left.name.text)
    )
      take(node.right);
  });
  return [...found].filter(hasWords).map((node) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    return `${relative(ROOT, file.fileName)}:${line + 1}: ${node.getText()}`;
  });
}

/** English texts that are handed to `t`, also from a table of the same file. */
function keysOf(file: ts.SourceFile): string[] {
  const tables = constantsOf(file);
  const keys = new Set<string>();
  visit(file, (node) => {
    if (!ts.isCallExpression(node) || node.expression.getText() !== 't') return;
    const [text] = node.arguments;
    if (text === undefined) return;
    for (const literal of literalsOf(text, tables)) if (ts.isStringLiteralLike(literal)) keys.add(literal.text);
    if (ts.isElementAccessExpression(text)) {
      const table = tables.get(text.expression.getText());
      assert.ok(table && ts.isObjectLiteralExpression(table), `${file.fileName}: ${text.getText()}`);
      for (const property of table.properties)
        if (ts.isPropertyAssignment(property) && ts.isStringLiteral(property.initializer))
          keys.add(property.initializer.text);
    }
  });
  return [...keys];
}

/** Labels that parts of a page translate: titles of columns, charts and pages, headings of sections, names of facts and choices. */
function labelsOf(file: ts.SourceFile): string[] {
  const labels = new Set<string>();
  const constants = constantsOf(file);
  const take = (node: ts.Node | undefined): void => {
    if (node && ts.isStringLiteral(node) && hasWords(node)) labels.add(node.text.replace(/^>/, ''));
    if (node && ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(take);
  };
  figureTitles(file).forEach(take);
  visit(file, (node) => {
    if (ts.isPropertyAssignment(node) && /^(title|label)$/.test(node.name.getText())) {
      const call = node.parent.parent;
      // A tooltip is a sentence.
      const isTooltip = ts.isCallExpression(call) && /^[hs]$/.test(call.expression.getText());
      if (!isTooltip) take(node.initializer);
    }
    if (!ts.isCallExpression(node)) return;
    const name = node.expression.getText();
    const [first] = node.arguments;
    if (/^(section|choice|plainTable)$/.test(name)) literalsOf(first!, constants).forEach(take);
    if (name === 'columns') node.arguments.forEach(take);
    if (/^(column|countColumn)$/.test(name)) take(first);
    if (name === 'facts')
      node.arguments.filter(ts.isArrayLiteralExpression).forEach(({ elements }) => take(elements[0]));
  });
  return [...labels];
}

/** Words that reach `t` by way of a variable. */
const BY_NAME = [
  ...['campaign', 'account', 'template'],
  // Facts that are counted.
  ...['requests', 'accounts', 'templates', 'organisations', 'models'],
  ...['campaign-facts.ts', 'triage-summary.ts', 'exposure/exposure-facts.ts', 'exposure/log-exposure-text.ts']
    .flatMap((file) => [
      ...readFileSync(join(ROOT, 'src/report/shape', file), 'utf8').matchAll(/\['([A-Z][a-z ]+)', /g),
    ])
    .map(([, name]) => name!),
  ...[...readFileSync(join(SOURCES, 'agents/language-tools.ts'), 'utf8').matchAll(/(?:question|told): '(.*)',$/gm)].map(
    ([, text]) => text!,
  ),
  ...[
    ...readFileSync(join(SOURCES, 'inspection/choose-account-field.ts'), 'utf8').matchAll(
      /^ {2}\['[\w-]+', '(.*)'\],$/gm,
    ),
  ].map(([, text]) => text!),
];

const holes = (text: string): string[] => [...text.matchAll(/\{\d\}/g)].map(([hole]) => hole).toSorted();

test('every text that the editor shows goes through translation', () => {
  assert.deepEqual(files.flatMap(untranslated), []);
});

test('words within elements of the pages go through translation', () => {
  const bare = (file: ts.SourceFile): string[] =>
    bareWords(file).map((text) => `${relative(ROOT, file.fileName)}: ${text.getText()}`);
  assert.deepEqual(pages.flatMap(bare), []);
});

test('the German bundle has every text, none that is left over, and fills in what the English does', () => {
  const german = readTable('l10n/bundle.l10n.de.json');
  const onPages = [...pages.flatMap(keysOf), ...pages.flatMap(labelsOf), ...tabledLabels(pages)];
  const english = [...new Set([...files, ...shared].flatMap(keysOf).concat(BY_NAME, onPages))].toSorted();
  assert.deepEqual(Object.keys(german).toSorted(), english);
  for (const [text, words] of Object.entries(german)) {
    assert.ok(words.trim() !== '', text);
    assert.deepEqual(holes(words), holes(text), text);
  }
});

test('the title of a chart and of a table is found under whatever name it has', () => {
  const text =
    "const HEADING = 'Days of the week'; const title = 'Members'; figure({ title: HEADING }); figure({ title }); plainTable(HEADING, []);";
  const file = ts.createSourceFile('chart.ts', text, ts.ScriptTarget.Latest, true);
  assert.deepEqual(labelsOf(file).toSorted(), ['Days of the week', 'Members']);
});

test('the German manifest has every text of the English, with the same commands, settings and code in it', () => {
  const [english, german] = [readTable('package.nls.json'), readTable('package.nls.de.json')];
  assert.deepEqual(Object.keys(german), Object.keys(english));
  const fixed = (text: string): string[] =>
    [...text.matchAll(/`[^`]+`|command:[\w.?%]+|https?:[^)\s]+/g)].map(([part]) => part).toSorted();
  for (const [key, text] of Object.entries(english)) {
    assert.ok(german[key]!.trim() !== '', key);
    assert.deepEqual(fixed(german[key]!), fixed(text), key);
  }
});

test('what is flagged has one German word, but for what filters of vendors flag', () => {
  const [pages, own, english] = ['l10n/bundle.l10n.de.json', 'package.nls.de.json', 'package.nls.json'].map(readTable);
  const settings = Object.keys(own!).map((key) => [english![key]!, own![key]!] as const);
  for (const [text, said] of [...Object.entries(pages!), ...settings])
    if (/\bflag(?:ged)?\b/i.test(text) && !text.includes('flagged or stopped')) assert.match(said, /melde/i, text);
});

test('titles of the walkthrough are short enough that the editor shows them whole', () => {
  const titles = ['package.nls.json', 'package.nls.de.json'].flatMap((path) =>
    Object.entries(readTable(path)).flatMap(([id, text]) => (/^walkthrough\..*title$/.test(id) ? [text] : [])),
  );
  assert.equal(titles.length, 14);
  assert.deepEqual(
    titles.filter(({ length }) => length > 30),
    [],
  );
});

test('every text of the manifest is in the table, and the table has no other', () => {
  const manifest = readFileSync(join(ROOT, 'package.json'), 'utf8');
  const used = new Set([...manifest.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key!));
  assert.deepEqual(Object.keys(readTable('package.nls.json')).toSorted(), [...used].toSorted());
});

test('sentences that the terminal says too are German where the editor is German', () => {
  setLocale(readTable('l10n/bundle.l10n.de.json'));
  const accounts = Array.from({ length: 28 }, (_, at) => `key-${at}`);
  const customer = { organisation: 'Acme', accounts: 28, score: 0.962, asks: true };
  assert.equal(
    customerText({ verdict: 'harvest', accounts, customer }, t),
    '28 von 28 Konten gehören zu Acme: ein Abgreifen mit einer Wahrscheinlichkeit von 96% (sehr wahrscheinlich), nach allen Belegen außer diesem; ob das erlaubt ist, sagt der Vertrag des Kunden',
  );
  assert.equal(judgementWords({ verdict: 'none', score: 0.86 }, t), 'nicht gemeldet, Score 86%');
  assert.equal(
    innocentReading([{ explanation: 'pool', share: 0.7 }], t),
    'am ehesten Schlüssel einer Organisation, ihres Teams oder ihrer Auftragnehmer (70% der harmlosen Fälle)',
  );
  const alarm = { day: Date.UTC(2026, 4, 19), accounts: 812, ordinary: 14, moved: 3.4, p: 0.0003 };
  assert.equal(
    alarmText({ ...alarm, cohort: usersOf('heron-3') }, t),
    'Am 2026-05-19 lagen die Konten mit dem Modell heron-3 3.4-mal so weit von der Baseline entfernt wie gewöhnliche Tage (812 Konten, im Vergleich 14 Tage; Wahrscheinlichkeit an einem gewöhnlichen Tag < 0.1%).',
  );
  setLocale(undefined);
});

test('no text says what an investigator would not say: the words of earlier versions are gone', () => {
  const given = ['l10n/bundle.l10n.de.json', 'package.nls.json'].map((path) => readFileSync(join(ROOT, path), 'utf8'));
  const sources = [PAGES, join(ROOT, 'src')].flatMap((folder) => sourcesIn(folder).map(({ text }) => text));
  const worn =
    /Reasoning written out|times as likely as without|traffic comes from other programs|Innocent reading|Not tested against chance|None, and none could be found|'Called'|'Holds'|counts? for the campaign of/;
  assert.deepEqual(
    [...given, ...sources].flatMap((text) => worn.exec(text)?.[0] ?? []),
    [],
  );
});

test('a text without a translation stays English, and one of the log cannot fill in another', () => {
  setLocale({ 'Open {0}': '{0} öffnen' });
  assert.equal(t('Open {0}', '{1}'), '{1} öffnen');
  assert.equal(t('Close {0}', 'x'), 'Close x');
  assert.equal(t('constructor'), 'constructor');
  setLocale(undefined);
  assert.equal(t('Open {0}', 'x'), 'Open x');
});
