/** Texts in the source of the editor and its pages, as the compiler reads them. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export const sourcesIn = (folder: string): ts.SourceFile[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => {
      const path = join(folder, name);
      return ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
    });

export function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

/** What constants of a file stand for. */
export function constantsOf(file: ts.SourceFile): Map<string, ts.Expression> {
  const constants = new Map<string, ts.Expression>();
  visit(file, (node) => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer)
      constants.set(node.name.text, node.initializer);
  });
  return constants;
}

/** The literals that an expression may come to, also through a constant of the same file. */
export function literalsOf(node: ts.Expression, constants: ReadonlyMap<string, ts.Expression>): ts.Expression[] {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node))
    return [node];
  if (ts.isConditionalExpression(node))
    return [node.whenTrue, node.whenFalse].flatMap((one) => literalsOf(one, constants));
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return [node.left, node.right].flatMap((one) => literalsOf(one, constants));
  if (ts.isParenthesizedExpression(node)) return literalsOf(node.expression, constants);
  if (ts.isIdentifier(node)) {
    const value = constants.get(node.text);
    return value === undefined ? [] : literalsOf(value, new Map());
  }
  if (ts.isCallExpression(node) && /^(visible|noticeText|labelText)$/.test(node.expression.getText()))
    return node.arguments.flatMap((one) => literalsOf(one, constants));
  return [];
}

/** The titles that a file gives to its charts, where they stand in it. */
export function figureTitles(file: ts.SourceFile): ts.Expression[] {
  const constants = constantsOf(file);
  const found: ts.Expression[] = [];
  visit(file, (node) => {
    if (!ts.isCallExpression(node) || node.expression.getText() !== 'figure') return;
    const [options] = node.arguments;
    if (!options || !ts.isObjectLiteralExpression(options)) return;
    for (const part of options.properties) {
      if (ts.isPropertyAssignment(part) && part.name.getText() === 'title')
        found.push(...literalsOf(part.initializer, constants));
      if (ts.isShorthandPropertyAssignment(part) && part.name.text === 'title')
        found.push(...literalsOf(part.name, constants));
    }
  });
  return found;
}

/** Names of choices that a page hands to `translated` as a table, which may stand in another file. */
export function tabledLabels(files: readonly ts.SourceFile[]): string[] {
  const tables = new Map(files.flatMap((file) => [...constantsOf(file)]));
  const labels = new Set<string>();
  for (const file of files)
    visit(file, (node) => {
      if (!ts.isCallExpression(node) || node.expression.getText() !== 'translated') return;
      const table = tables.get(node.arguments[0]!.getText());
      assert.ok(table && ts.isObjectLiteralExpression(table), `${file.fileName}: ${node.getText()}`);
      for (const property of table.properties)
        if (ts.isPropertyAssignment(property) && ts.isStringLiteral(property.initializer))
          labels.add(property.initializer.text);
    });
  return [...labels];
}

/** Words of a language: not an icon, a name of a field, or punctuation around what is filled in. */
export function hasWords(node: ts.Expression): boolean {
  const parts = ts.isTemplateExpression(node)
    ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]
    : [(node as ts.StringLiteral).text];
  return /[A-Za-z]{2,}/.test(parts.join(' ').replaceAll(/\$\([a-z~-]+\)|Prompt Audit|\bUTC\b/g, ''));
}

/** Parts of an element that people see or hear, but for tooltips, which may quote a report. */
const SPOKEN = new Set(["'aria-label'", 'placeholder']);

/** Words within elements that do not go through `t`. */
export function bareWords(file: ts.SourceFile): ts.Expression[] {
  const bare: ts.Expression[] = [];
  visit(file, (node) => {
    if (!ts.isCallExpression(node) || !/^(h|nothing)$/.test(node.expression.getText())) return;
    const [first, ...children] = node.arguments;
    const shown = node.expression.getText() === 'nothing' ? node.arguments : children;
    if (!first || (ts.isStringLiteral(first) && /^(code|pre|kbd)(\.|$)/.test(first.text))) return;
    for (const child of shown) {
      if (!ts.isObjectLiteralExpression(child)) bare.push(...literalsOf(child, new Map()));
      else
        for (const part of child.properties)
          if (ts.isPropertyAssignment(part) && SPOKEN.has(part.name.getText()))
            bare.push(...literalsOf(part.initializer, new Map()));
    }
  });
  return bare.filter(hasWords);
}
