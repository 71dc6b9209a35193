import { posix } from 'node:path';
import ts from 'typescript';

/** A `test` of the project that has fixtures of its own. */
export interface ProjectTest {
  path: string;
  /** The name it is exported by. */
  name: string;
  /** Fixtures that are a page object on the test's page and nothing more, by the name of its class. */
  objects: Map<string, string>;
  /** Why it cannot stand in for Playwright's own, where it cannot. */
  refused: string | null;
}

/** What a test has without fixtures of its own: who changes one of these changes what every test does. */
const own = [
  ...[
    'page',
    'context',
    'browser',
    'request',
    'browserName',
    'playwright',
    'baseURL',
    'storageState',
    'locale',
    'launchOptions',
  ],
  ...[
    'timezoneId',
    'viewport',
    'httpCredentials',
    'extraHTTPHeaders',
    'userAgent',
    'colorScheme',
    'geolocation',
    'isMobile',
  ],
  ...[
    'permissions',
    'testIdAttribute',
    'javaScriptEnabled',
    'bypassCSP',
    'ignoreHTTPSErrors',
    'offline',
    'proxy',
    'hasTouch',
  ],
  ...[
    'contextOptions',
    'connectOptions',
    'channel',
    'headless',
    'actionTimeout',
    'navigationTimeout',
    'serviceWorkers',
  ],
  ...['deviceScaleFactor', 'acceptDownloads', 'screenshot', 'trace', 'video', 'clientCertificates', 'agentOptions'],
];

const newOn = (node: ts.Node | undefined, page: string): string | undefined => {
  if (!node || !ts.isNewExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  const [only, ...more] = node.arguments ?? [];
  return only?.getText() === page && more.length === 0 ? node.expression.text : undefined;
};

/** The class of which a fixture hands out an object: `async ({ page }, use) => { await use(new C(page)); }`, with a name between or none. */
function classOf(value: ts.Expression): string | undefined {
  if (!ts.isArrowFunction(value) && !ts.isFunctionExpression(value)) return undefined;
  const [given, use, ...more] = value.parameters;
  if (!given || !use || more.length > 0 || !ts.isObjectBindingPattern(given.name) || !ts.isBlock(value.body))
    return undefined;
  const [page, ...others] = given.name.elements;
  if (others.length > 0 || (page?.propertyName ?? page?.name)?.getText() !== 'page' || !page) return undefined;
  const pageName = page.name.getText();
  const statements = [...value.body.statements];
  const last = statements.pop();
  const awaited =
    last && ts.isExpressionStatement(last) && ts.isAwaitExpression(last.expression) && last.expression.expression;
  if (!awaited || !ts.isCallExpression(awaited) || awaited.expression.getText() !== use.name.getText())
    return undefined;
  const [handed] = awaited.arguments;
  if (statements.length === 0) return newOn(handed, pageName);
  const [only, ...rest] = statements;
  if (rest.length > 0 || !only || !ts.isVariableStatement(only)) return undefined;
  const [declared, ...further] = only.declarationList.declarations;
  return further.length === 0 && declared?.name.getText() === handed?.getText()
    ? newOn(declared?.initializer, pageName)
    : undefined;
}

type Fixtures = Pick<ProjectTest, 'objects' | 'refused'>;

/** What a test has after it was extended by these fixtures. */
function extendBy(base: Fixtures, fixtures: ts.Expression | undefined): Fixtures {
  if (!fixtures || !ts.isObjectLiteralExpression(fixtures))
    return { ...base, refused: 'what it changes cannot be told' };
  const objects = new Map(base.objects);
  let { refused } = base;
  for (const property of fixtures.properties) {
    const name = property.name?.getText();
    for (const [known, fixture] of objects) if (fixture === name) objects.delete(known);
    if (!name || ts.isSpreadAssignment(property)) refused ??= 'what it changes cannot be told';
    else if (own.includes(name)) refused ??= `it changes “${name}” for every test`;
    else if (/\bauto\s*:\s*(?!false)/.test(property.getText())) refused ??= `its fixture “${name}” acts in every test`;
    else if (ts.isPropertyAssignment(property)) {
      const made = classOf(property.initializer);
      if (made !== undefined && !objects.has(made)) objects.set(made, name);
    }
  }
  return { objects, refused };
}

/** What a name of a file stands for: where it is imported from, and by which name there. */
function importOf(source: ts.SourceFile, local: string): { from: string; name: string } | undefined {
  for (const { moduleSpecifier, importClause } of source.statements.filter(ts.isImportDeclaration)) {
    const bindings = importClause?.namedBindings;
    if (!ts.isStringLiteral(moduleSpecifier) || !bindings || !ts.isNamedImports(bindings)) continue;
    const found = bindings.elements.find(({ name }) => name.text === local);
    if (found) return { from: moduleSpecifier.text, name: (found.propertyName ?? found.name).text };
  }
  return undefined;
}

const declarationsOf = (source: ts.SourceFile) =>
  source.statements.filter(ts.isVariableStatement).flatMap(({ modifiers, declarationList }) =>
    declarationList.declarations.map(({ name, initializer }) => ({
      name: name.getText(),
      initializer,
      isExported: modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false,
    })),
  );

/** The exported tests of a project that extend Playwright's own, by one another too. */
export function findProjectTests(sources: ReadonlyMap<string, ts.SourceFile>): ProjectTest[] {
  /** What `expression` in a file is as a test; null where that is nothing that Playwright's own became. */
  function testOf(path: string, expression: ts.Expression | undefined, depth: number): Fixtures | null {
    if (!expression || depth > 20) return null;
    if (ts.isIdentifier(expression)) return named(path, expression.text, depth + 1);
    if (!ts.isCallExpression(expression) || !ts.isPropertyAccessExpression(expression.expression)) return null;
    if (expression.expression.name.text !== 'extend') return null;
    const base = testOf(path, expression.expression.expression, depth + 1);
    return base && extendBy(base, expression.arguments[0]);
  }

  function named(path: string, local: string, depth: number): Fixtures | null {
    const source = sources.get(path);
    if (!source) return null;
    const imported = importOf(source, local);
    if (!imported) {
      const declared = declarationsOf(source).find(({ name }) => name === local);
      return testOf(path, declared?.initializer, depth);
    }
    const { from, name } = imported;
    if (from === '@playwright/test') return name === 'test' ? { objects: new Map(), refused: null } : null;
    if (!from.startsWith('.')) return null;
    const there = posix.join(posix.dirname(path), from.replace(/\.[jt]s$/, ''));
    const file = [`${there}.ts`, `${there}/index.ts`].find((one) => sources.has(one));
    return file === undefined ? null : named(file, name, depth);
  }

  return [...sources].flatMap(([path, source]) =>
    declarationsOf(source).flatMap(({ name, initializer, isExported }): ProjectTest[] => {
      const test = isExported ? testOf(path, initializer, 0) : null;
      return test ? [{ path, name, ...test }] : [];
    }),
  );
}
