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

/** The names by which a file knows Playwright's own `test`. */
function playwrightTests(source: ts.SourceFile): string[] {
  return source.statements.filter(ts.isImportDeclaration).flatMap(({ moduleSpecifier, importClause }) => {
    const bindings = importClause?.namedBindings;
    if (!ts.isStringLiteral(moduleSpecifier) || moduleSpecifier.text !== '@playwright/test') return [];
    if (!bindings || !ts.isNamedImports(bindings)) return [];
    return bindings.elements
      .filter(({ name, propertyName }) => (propertyName ?? name).text === 'test')
      .map(({ name }) => name.text);
  });
}

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

function readFixtures(fixtures: ts.ObjectLiteralExpression): Pick<ProjectTest, 'objects' | 'refused'> {
  const objects = new Map<string, string>();
  let refused: string | null = null;
  for (const property of fixtures.properties) {
    const name = property.name?.getText();
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

/** The exported tests of a project that extend Playwright's own with page objects. */
export function findProjectTests(sources: ReadonlyMap<string, ts.SourceFile>): ProjectTest[] {
  return [...sources].flatMap(([path, source]) => {
    const bases = playwrightTests(source);
    const exported = source.statements
      .filter(ts.isVariableStatement)
      .filter(({ modifiers }) => modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword));
    return exported.flatMap(({ declarationList }) =>
      declarationList.declarations.flatMap(({ name, initializer }): ProjectTest[] => {
        if (!initializer || !ts.isCallExpression(initializer) || !ts.isPropertyAccessExpression(initializer.expression))
          return [];
        const { expression, name: method } = initializer.expression;
        const [fixtures] = initializer.arguments;
        if (method.text !== 'extend' || !bases.includes(expression.getText())) return [];
        if (!fixtures || !ts.isObjectLiteralExpression(fixtures)) return [];
        return [{ path, name: name.getText(), ...readFixtures(fixtures) }];
      }),
    );
  });
}
