/** Puts the comments on the fields of schemas into their JSON Schemas, where they are descriptions. */
import ts from 'typescript';

/** A JSON Schema, or a part of one. */
export interface JsonNode {
  [keyword: string]: unknown;
  properties?: Record<string, JsonNode>;
  description?: string;
}

/** Schemas by the name of their constant, as they are in the source. */
export type Declarations = ReadonlyMap<string, ts.VariableStatement>;

/** Top-level constants of some files. */
export function declarationsOf(files: readonly { path: string; text: string }[]): Declarations {
  const found = new Map<string, ts.VariableStatement>();
  for (const { path, text } of files) {
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    for (const statement of source.statements) {
      if (!ts.isVariableStatement(statement)) continue;
      for (const { name } of statement.declarationList.declarations) found.set(name.getText(), statement);
    }
  }
  return found;
}

/**
 * Describes a schema and all of its fields.
 * @param name constant that the schema was made of
 * @throws when the source and the JSON Schema have different objects in them
 */
export function describe(schema: JsonNode, name: string, declarations: Declarations): void {
  const statement = declarations.get(name);
  if (statement === undefined) throw new Error(`No file holds a schema called ${name}.`);
  say(schema, commentOn(statement));
  describeObjects(schema, initializerOf(statement), name, declarations);
}

function describeObjects(schema: JsonNode, source: ts.Node, path: string, declarations: Declarations): void {
  const literals = objectsOf(source, declarations);
  const nodes = nodesWithFields(schema);
  if (literals.length === 0) return;
  if (literals.length !== nodes.length) {
    throw new Error(`${path} has ${literals.length} objects in the source and ${nodes.length} in its JSON Schema.`);
  }
  literals.forEach((literal, at) => describeFields(nodes[at]!, literal, path, declarations));
}

function describeFields(
  node: JsonNode,
  literal: ts.ObjectLiteralExpression,
  path: string,
  declarations: Declarations,
): void {
  for (const field of literal.properties) {
    if (ts.isSpreadAssignment(field)) {
      const [name = ''] = field.expression.getText().split('.');
      const statement = declarations.get(name);
      const spread = statement && objectsOf(initializerOf(statement), declarations)[0];
      if (spread === undefined) throw new Error(`${path} takes over the fields of ${name}, which no file holds.`);
      describeFields(node, spread, `${path} ${name}`, declarations);
      continue;
    }
    const name = field.name.getText();
    const schema = node.properties?.[name];
    if (schema === undefined) throw new Error(`${path}.${name} is not in the JSON Schema.`);
    const comment = commentOn(field);
    if (comment !== undefined) {
      if (schema.$ref === undefined) say(schema, comment);
      // Some readers pass over what is next to a reference.
      else node.properties![name] = { description: comment, allOf: [schema] };
    }
    if (ts.isPropertyAssignment(field)) describeObjects(schema, field.initializer, `${path}.${name}`, declarations);
  }
}

function say(schema: JsonNode, comment: string | undefined): void {
  if (comment === undefined || schema.description !== undefined) return;
  const { ...rest } = schema;
  for (const key of Object.keys(schema)) Reflect.deleteProperty(schema, key);
  Object.assign(schema, { description: comment }, rest);
}

/**
 * Object literals that stand for the fields of schemas: the outermost ones in the arguments of calls, and those of constants
 * that are not exported. Exported schemas are described by themselves.
 */
function objectsOf(node: ts.Node, declarations: Declarations): ts.ObjectLiteralExpression[] {
  if (ts.isObjectLiteralExpression(node)) return [node];
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap((item) => objectsOf(item, declarations));
  if (ts.isIdentifier(node)) {
    const statement = declarations.get(node.text);
    if (statement === undefined || isExported(statement)) return [];
    return objectsOf(initializerOf(statement), declarations);
  }
  if (!ts.isCallExpression(node)) return [];
  // What describes a schema or checks it is no schema.
  if (/\b(?:metadata|check|literal|picklist)$/.test(node.expression.getText())) return [];
  return node.arguments.flatMap((argument) => objectsOf(argument, declarations));
}

function isExported({ modifiers = [] }: { modifiers?: readonly ts.ModifierLike[] | undefined }): boolean {
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

/** The outermost parts that have fields, in order. */
function nodesWithFields(node: JsonNode): JsonNode[] {
  if (node.properties !== undefined) return [node];
  const parts = ['items', 'additionalProperties', 'anyOf', 'oneOf', 'allOf', 'prefixItems'].map((key) => node[key]);
  return parts
    .flat()
    .flatMap((part) => (typeof part === 'object' && part !== null ? nodesWithFields(part as JsonNode) : []));
}

function initializerOf(statement: ts.VariableStatement): ts.Node {
  const initializer = statement.declarationList.declarations[0]?.initializer;
  if (initializer === undefined) throw new Error(`${statement.getText()} has no value.`);
  return initializer;
}

/** The text of the comment before a declaration, on one line. */
function commentOn(node: ts.Node): string | undefined {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).slice(-1);
  const text = comment && ts.getTextOfJSDocComment(comment.comment);
  return text?.replace(/\s+/g, ' ').trim();
}
