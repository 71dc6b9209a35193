import ts from 'typescript';
import { plainLocator } from './locator-source.js';

/** A member of a page object that gives a locator. */
export interface LocatorMember {
  name: string;
  /** What it finds, as `plainLocator` writes it. */
  locator: string;
  /** Whether it is a method. */
  isCall: boolean;
}

/** A class of the project whose members give locators. */
export interface PageObject {
  className: string;
  /** Its file, `/` between its parts. */
  path: string;
  exported: 'named' | 'default' | null;
  /** Whether `new` with a page is all that it takes, and does nothing to the page. */
  plain: boolean;
  members: LocatorMember[];
}

type Sources = ReadonlyMap<string, ts.SourceFile>;
interface Found {
  node: ts.ClassDeclaration;
  path: string;
}

const has = (node: ts.Node, ...kinds: ts.SyntaxKind[]): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kinds.includes(kind));
const isHidden = (node: ts.Node): boolean =>
  has(node, ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword, ts.SyntaxKind.StaticKeyword);
const isPage = ({ type }: ts.ParameterDeclaration): boolean => type?.getText() === 'Page';

const constructorOf = ({ members }: ts.ClassDeclaration): ts.ConstructorDeclaration | undefined =>
  members.find((member): member is ts.ConstructorDeclaration => ts.isConstructorDeclaration(member));

const fieldOf = (node: ts.Node): string | undefined =>
  ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword
    ? node.name.text
    : undefined;

/** `this.x = …` at the top of a constructor. */
const assigned = (statement: ts.Statement): { name: string; value: ts.Expression } | undefined => {
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return undefined;
  const { left, right, operatorToken } = statement.expression;
  const name = fieldOf(left);
  return operatorToken.kind === ts.SyntaxKind.EqualsToken && name !== undefined ? { name, value: right } : undefined;
};

const isSuperCall = (statement: ts.Statement): boolean =>
  ts.isExpressionStatement(statement) &&
  ts.isCallExpression(statement.expression) &&
  statement.expression.expression.kind === ts.SyntaxKind.SuperKeyword;

/** What a member gives, where it does nothing else. */
function givenBy(member: ts.ClassElement): { value: ts.Expression; isCall: boolean } | undefined {
  if (ts.isPropertyDeclaration(member)) {
    const value = member.initializer;
    if (!value) return undefined;
    if (!ts.isArrowFunction(value)) return { value, isCall: false };
    const isPlain = value.parameters.length === 0 && !ts.isBlock(value.body) && !has(value, ts.SyntaxKind.AsyncKeyword);
    return isPlain ? { value: value.body as ts.Expression, isCall: true } : undefined;
  }
  if (!ts.isGetAccessor(member) && !ts.isMethodDeclaration(member)) return undefined;
  const [only, ...more] = member.body?.statements ?? [];
  if (member.parameters.length > 0 || has(member, ts.SyntaxKind.AsyncKeyword)) return undefined;
  if (more.length > 0 || !only || !ts.isReturnStatement(only) || !only.expression) return undefined;
  return { value: only.expression, isCall: ts.isMethodDeclaration(member) };
}

const nameOf = (member: ts.ClassElement): string | undefined =>
  member.name && ts.isIdentifier(member.name) ? member.name.text : undefined;

const extended = ({ node }: Found): ts.HeritageClause | undefined =>
  node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);

/** The class and those it extends, itself first; a class that is not of the project ends the line. */
function lineOf(found: Found, classes: ReadonlyMap<string, Found>, line: readonly Found[] = []): Found[] {
  if (line.includes(found)) return [...line];
  const above = classes.get(extended(found)?.types[0]?.expression.getText() ?? '');
  return above ? lineOf(above, classes, [...line, found]) : [...line, found];
}

function readMembers(line: readonly Found[]): { members: LocatorMember[]; pages: Set<string>; changing: Set<string> } {
  const pages = new Set<string>();
  const values = new Map<string, { value: ts.Expression; isCall: boolean; page?: string | undefined }>();
  const hidden = new Set<string>();
  const assignments = new Map<string, number>();
  for (const { node } of line) {
    const make = constructorOf(node);
    const page = make?.parameters.find(isPage);
    const pageName = page?.name.getText();
    if (page && ts.isParameterPropertyDeclaration(page, page.parent) && pageName) pages.add(pageName);
    for (const { name, value } of (make?.body?.statements ?? []).flatMap((one) => assigned(one) ?? [])) {
      if (value.getText() === pageName) pages.add(name);
      else if (!values.has(name)) values.set(name, { value, isCall: false, page: pageName });
    }
    for (const member of node.members) {
      const name = nameOf(member);
      const given = givenBy(member);
      if (name !== undefined && isHidden(member)) hidden.add(name);
      if (name !== undefined && given && !values.has(name)) {
        values.set(name, given);
        if (ts.isPropertyDeclaration(member)) assignments.set(name, 1);
      }
    }
    const count = (inner: ts.Node): void => {
      const name =
        ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.EqualsToken
          ? fieldOf(inner.left)
          : undefined;
      if (name !== undefined) assignments.set(name, (assignments.get(name) ?? 0) + 1);
      ts.forEachChild(inner, count);
    };
    count(node);
  }
  const changing = new Set([...assignments].filter(([, times]) => times > 1).map(([name]) => name));

  /** The chain with what it begins with put in its place; null where it does not begin at the page. */
  function chain(node: ts.Expression, page: string | undefined, depth: number): string | null {
    if (depth > 50) return null;
    if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAsExpression(node))
      return chain(node.expression, page, depth + 1);
    if (ts.isIdentifier(node)) return node.text === page ? 'page' : null;
    const field = fieldOf(node);
    if (field !== undefined) return ofField(field, false, depth);
    if (!ts.isCallExpression(node)) return null;
    const method = fieldOf(node.expression);
    if (method !== undefined) return node.arguments.length === 0 ? ofField(method, true, depth) : null;
    if (!ts.isPropertyAccessExpression(node.expression)) return null;
    const before = chain(node.expression.expression, page, depth + 1);
    const handed = node.arguments.map((argument) => argument.getText()).join(', ');
    return before === null ? null : `${before}.${node.expression.name.text}(${handed})`;
  }
  function ofField(name: string, isCall: boolean, depth: number): string | null {
    if (changing.has(name)) return null;
    if (pages.has(name)) return isCall ? null : 'page';
    const known = values.get(name);
    return known?.isCall === isCall ? chain(known.value, known.page, depth + 1) : null;
  }

  const members = [...values].flatMap(([name, { isCall }]): LocatorMember[] => {
    const source = hidden.has(name) ? null : ofField(name, isCall, 0);
    const locator = source === null ? null : plainLocator(source);
    return locator === null ? [] : [{ name, locator, isCall }];
  });
  return { members, pages, changing };
}

function isPlain(line: readonly Found[]): boolean {
  const whole = line.at(-1);
  if (!whole || extended(whole) || has(line[0]?.node ?? whole.node, ts.SyntaxKind.AbstractKeyword)) return false;
  const made = line.flatMap(({ node }) => constructorOf(node) ?? []);
  const [first] = made;
  if (!first?.parameters[0] || !isPage(first.parameters[0])) return false;
  if (first.parameters.slice(1).some(({ questionToken, initializer }) => !questionToken && !initializer)) return false;
  return made.every(({ body }) => (body?.statements ?? []).every((one) => isSuperCall(one) || assigned(one)));
}

/** How a class can be imported from its file. */
function exportOf({ node }: Found, source: ts.SourceFile): PageObject['exported'] {
  if (has(node, ts.SyntaxKind.DefaultKeyword)) return 'default';
  if (has(node, ts.SyntaxKind.ExportKeyword)) return 'named';
  const name = node.name?.text;
  for (const statement of source.statements) {
    if (ts.isExportAssignment(statement) && statement.expression.getText() === name) return 'default';
    const clause = ts.isExportDeclaration(statement) && !statement.moduleSpecifier && statement.exportClause;
    if (
      clause &&
      ts.isNamedExports(clause) &&
      clause.elements.some((one) => !one.propertyName && one.name.text === name)
    )
      return 'named';
  }
  return null;
}

/** Page objects among the files of a project, by name. A name that two classes have is nobody's. */
export function findPageObjects(sources: Sources): PageObject[] {
  const all = [...sources].flatMap(([path, source]) =>
    source.statements.filter(ts.isClassDeclaration).map((node): Found => ({ node, path })),
  );
  const named = Map.groupBy(all, ({ node }) => node.name?.text ?? '');
  const classes = new Map(
    [...named].flatMap(([name, [one, ...more]]) => (name && one && !more.length ? [[name, one]] : [])),
  );
  return [...classes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([className, found]): PageObject[] => {
      const line = lineOf(found, classes);
      const { members } = readMembers(line);
      const source = sources.get(found.path);
      if (members.length === 0 || !source) return [];
      return [{ className, path: found.path, exported: exportOf(found, source), plain: isPlain(line), members }];
    });
}
