import { expectationHash, type Locator, type TestCase } from '@testforge/core';
import { unzipSync, strFromU8 } from 'fflate';
import ts from 'typescript';
import { expect, test, vi } from 'vitest';
import fc from 'fast-check';
import { addressCode } from './expectation-code.js';
import { findTypeErrors } from './find-type-errors.js';
import { writeProject } from './write-project.js';
import { zipProject } from './zip-project.js';

// The first compilation reads the declarations of Playwright, Node and the DOM.
vi.setConfig({ testTimeout: 60_000 });

const at = (locator: Locator['links'][number]) => ({
  locator: { frame: [], links: [locator] },
  fingerprint: { tag: 'button', name: 'x' },
});

const cart: TestCase = {
  key: 'cart.add',
  title: 'A visitor puts a product into the cart',
  designer: 'cart',
  priority: 'P0',
  reason: '',
  category: 'functional',
  tags: ['cart'],
  flow: 'Cart',
  pages: ['/cart'],
  steps: [
    { key: 's1', phase: 'given', kind: 'goto', title: 'Open /product/1', path: '/product/1' },
    {
      key: 's2',
      phase: 'when',
      kind: 'fill',
      title: 'Fill “Gift note” with a new text',
      target: at({ by: 'label', text: 'Gift note' }),
      value: { kind: 'unique', shape: 'text', prefix: 'note' },
    },
    {
      key: 's3',
      phase: 'when',
      kind: 'select',
      title: 'Choose “Large” in “Size”',
      target: at({ by: 'label', text: 'Size' }),
      value: { kind: 'literal', value: 'Large' },
    },
    {
      key: 's4',
      phase: 'when',
      kind: 'click',
      title: 'Click “Add to cart”',
      target: at({
        by: 'role',
        role: 'button',
        name: 'Add to cart with a very long name that makes the line break somewhere',
        exact: true,
      }),
    },
    {
      key: 's5',
      phase: 'then',
      kind: 'expect',
      title: 'The address is /orders/:id',
      expectation: { matcher: 'toHaveURL', expected: '/orders/:id' },
    },
    {
      key: 's6',
      phase: 'then',
      kind: 'expect',
      title: 'The total is $ 5',
      target: at({ by: 'testId', testId: 'total' }),
      expectation: { matcher: 'toHaveText', expected: '$ 5' },
    },
    {
      key: 's7',
      phase: 'then',
      kind: 'expect',
      title: 'The box is not checked',
      target: at({ by: 'label', text: 'Agree' }),
      expectation: { matcher: 'toBeChecked', expected: false },
    },
  ],
};
const home: TestCase = {
  ...cart,
  key: 'home.smoke',
  title: 'The front page opens',
  category: 'smoke',
  tags: [],
  flow: 'Home page',
  steps: [{ key: 's1', phase: 'given', kind: 'goto', title: 'open /', path: '/' }],
};
const again: TestCase = { ...cart, key: 'cart.again', priority: 'P1' };

const fileOf = (project: { files: { path: string; content: string }[] }, path: string): string =>
  project.files.find((file) => file.path === path)?.content ?? '';

test('a project extends Playwright’s test in one place, where an export may put one of its own', async () => {
  const { files } = await writeProject({ baseUrl: 'http://localhost:3000', tests: [home] });
  expect(files.filter(({ content }) => content.includes('test as base')).map(({ path }) => path)).toEqual([
    'tests/session.ts',
  ]);
});

test('a project passes every gate and holds a spec file a flow', async () => {
  const project = await writeProject({ baseUrl: 'http://localhost:3000', tests: [cart, home, again] });
  expect(project.gates).toEqual(
    ['compiles', 'prettier', 'eslint'].map((name) => ({ name, passed: true, details: [] })),
  );
  expect(project.files.map(({ path }) => path)).toEqual([
    '.gitignore',
    '.prettierrc.json',
    'README.md',
    'fingerprints.json',
    'package.json',
    'playwright.config.ts',
    'tests/cart.spec.ts',
    'tests/data.ts',
    'tests/home-page.spec.ts',
    'tests/session.ts',
    'tsconfig.json',
  ]);
  expect(fileOf(project, 'tests/cart.spec.ts')).toMatchInlineSnapshot(`
    "import { unique } from './data';
    import { expect, test } from './session';

    test(
      'A visitor puts a product into the cart',
      { tag: ['@functional', '@P0', '@cart'] },
      async ({ page }) => {
        const text = unique.text('note');

        await test.step('Given open /product/1', async () => {
          await page.goto('/product/1');
        });

        await test.step('When fill “Gift note” with a new text, choose “Large” in “Size” and click “Add to cart”', async () => {
          await page.getByLabel('Gift note').fill(text);
          await page.getByLabel('Size').selectOption('Large');
          await page
            .getByRole('button', {
              name: 'Add to cart with a very long name that makes the line break somewhere',
              exact: true,
            })
            .click();
        });

        await test.step('Then the address is /orders/:id, the total is $ 5 and the box is not checked', async () => {
          await expect(page).toHaveURL(
            /^https?:\\/\\/[^/]+\\/orders\\/(?!(?:undefined|null|NaN)(?:[/?&#]|$))[^/?&#]+$/,
          );
          await expect(page.getByTestId('total')).toHaveText('$ 5');
          await expect(page.getByLabel('Agree')).not.toBeChecked();
        });
      },
    );

    test(
      'A visitor puts a product into the cart (2)',
      { tag: ['@functional', '@P1', '@cart'] },
      async ({ page }) => {
        const text = unique.text('note');

        await test.step('Given open /product/1', async () => {
          await page.goto('/product/1');
        });

        await test.step('When fill “Gift note” with a new text, choose “Large” in “Size” and click “Add to cart”', async () => {
          await page.getByLabel('Gift note').fill(text);
          await page.getByLabel('Size').selectOption('Large');
          await page
            .getByRole('button', {
              name: 'Add to cart with a very long name that makes the line break somewhere',
              exact: true,
            })
            .click();
        });

        await test.step('Then the address is /orders/:id, the total is $ 5 and the box is not checked', async () => {
          await expect(page).toHaveURL(
            /^https?:\\/\\/[^/]+\\/orders\\/(?!(?:undefined|null|NaN)(?:[/?&#]|$))[^/?&#]+$/,
          );
          await expect(page.getByTestId('total')).toHaveText('$ 5');
          await expect(page.getByLabel('Agree')).not.toBeChecked();
        });
      },
    );
    "
  `);
  expect(project.tests.map(({ key, title, file }) => [key, title, file])).toEqual([
    ['cart.add', cart.title, 'tests/cart.spec.ts'],
    ['cart.again', `${cart.title} (2)`, 'tests/cart.spec.ts'],
    ['home.smoke', home.title, 'tests/home-page.spec.ts'],
  ]);
  expect(project.tests[0]?.expectationHash).toBe(expectationHash(cart));
  expect(JSON.parse(fileOf(project, 'fingerprints.json'))['cart.add'].s4).toEqual({ tag: 'button', name: 'x' });
});

test('every step is found at its line', async () => {
  const project = await writeProject({ baseUrl: 'http://localhost:3000', tests: [cart, again] });
  const lines = fileOf(project, 'tests/cart.spec.ts').split('\n');
  const starts = project.steps
    .filter(({ testKey }) => testKey === 'cart.again')
    .map(({ stepKey, line }) => [stepKey, (lines[line - 1] ?? '').trim().slice(0, 22)]);
  expect(starts).toEqual([
    ['s1', "await page.goto('/prod"],
    ['s2', 'await page.getByLabel('],
    ['s3', 'await page.getByLabel('],
    ['s4', 'await page'],
    ['s5', 'await expect(page).toH'],
    ['s6', 'await expect(page.getB'],
    ['s7', 'await expect(page.getB'],
  ]);
});

test('the same tests in any order give the same files and the same archive, byte for byte', async () => {
  const tests = [cart, again, home];
  const first = await writeProject({ baseUrl: 'http://localhost:3000', tests });
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(tests, { minLength: 3 }), async (shuffled) => {
      const other = await writeProject({ baseUrl: 'http://localhost:3000', tests: structuredClone(shuffled) });
      expect(other).toEqual(first);
      expect(Buffer.compare(zipProject(other), zipProject(first))).toBe(0);
    }),
    { numRuns: 3 },
  );
  expect(
    Object.entries(unzipSync(zipProject(first))).map(([path, bytes]) => ({ path, content: strFromU8(bytes) })),
  ).toEqual(first.files);
});

test('a project without unique values carries no fixture', async () => {
  const project = await writeProject({ baseUrl: 'http://localhost:3000', tests: [home] });
  expect(project.files.map(({ path }) => path)).not.toContain('tests/data.ts');
  expect(project.gates.every(({ passed }) => passed)).toBe(true);
});

const logIn = (setup: 'shared' | 'worker' | 'each'): TestCase => ({
  ...home,
  key: 'log-in',
  title: 'A user logs in',
  setup,
  steps: [
    { key: 's1', phase: 'given', kind: 'goto', title: 'open /login', path: '/login' },
    {
      key: 's2',
      phase: 'when',
      kind: 'fill',
      title: 'fill “Password”',
      target: at({ by: 'label', text: 'Password' }),
      value: { kind: 'credential', name: 'password' },
    },
  ],
});

test.each(['shared', 'worker', 'each'] as const)(
  'a %s session is made by a test of its own, whose steps are found',
  async (setup) => {
    const visitor: TestCase = { ...cart, key: 'visitor', title: 'A visitor', signedOut: true };
    const project = await writeProject({ baseUrl: 'http://localhost:3000', tests: [home, visitor, logIn(setup)] });
    expect(project.gates.filter(({ passed }) => !passed)).toEqual([]);
    expect(project.tests.find(({ key }) => key === 'log-in')).toEqual({
      key: 'log-in',
      title: 'A user logs in',
      file: 'tests/log-in.setup.ts',
      expectationHash: expectationHash(logIn(setup)),
      setup,
    });
    const lines = fileOf(project, 'tests/log-in.ts').split('\n');
    const own = project.steps.filter(({ testKey }) => testKey === 'log-in');
    expect(own.map(({ stepKey, file, line }) => [stepKey, file, lines[line - 1]?.trim()])).toEqual([
      ['s1', 'tests/log-in.ts', "await page.goto('/login');"],
      ['s2', 'tests/log-in.ts', "await page.getByLabel('Password').fill(credentials.password());"],
    ]);
    expect(fileOf(project, 'tests/cart.spec.ts')).toMatch(/^visitor\(/m);
    expect(fileOf(project, 'tests/home-page.spec.ts')).toMatch(/^test\(/m);
    expect(/storageState|keepSession(?=\()/.exec(fileOf(project, 'tests/log-in.setup.ts'))?.[0]).toBe(
      { shared: 'storageState', worker: 'keepSession', each: undefined }[setup],
    );
    expect(fileOf(project, 'playwright.config.ts')).toContain("dependencies: ['log-in']");
    expect(fileOf(project, '.gitignore')).toContain('.auth/');
    expect(fileOf(project, 'README.md')).toContain('`TESTFORGE_PASSWORD`');
  },
);

test.each(['shared', 'worker', 'each'] as const)(
  'the tests of a role stand in a file of their own, with a %s session of their own and without a word of its secret',
  async (setup) => {
    const role = 'shop-clerk';
    const own: TestCase = { ...logIn(setup), key: 'log-in--clerk', title: 'The clerk logs in', role };
    const opens: TestCase = { ...home, key: 'clerk', title: 'The clerk opens it', role };
    const project = await writeProject({ baseUrl: 'http://x', tests: [home, logIn(setup), own, opens] });
    expect(project.gates.filter(({ passed }) => !passed)).toEqual([]);
    expect(project.tests.filter((each) => each.role === role).map(({ key, file }) => [key, file])).toEqual([
      ['log-in--clerk', 'tests/log-in.shop-clerk.setup.ts'],
      ['clerk', 'tests/role.shop-clerk.spec.ts'],
    ]);
    expect(fileOf(project, 'tests/role.shop-clerk.spec.ts')).toContain("from './session.shop-clerk'");
    expect(fileOf(project, 'tests/log-in.shop-clerk.ts')).toContain("credentialsOf('shop-clerk')");
    expect(fileOf(project, 'tests/log-in.ts')).not.toContain('credentialsOf');
    const config = fileOf(project, 'playwright.config.ts');
    expect(config).toContain("{ name: 'tests', dependencies: ['log-in'], testIgnore: ['role.shop-clerk.spec.ts'] }");
    expect(config).toContain("dependencies: ['log-in-shop-clerk']");
    expect(fileOf(project, 'README.md')).toContain('`TESTFORGE_PASSWORD_SHOP_CLERK`');
  },
);

test('tests of a role whose log-in is gone say so, and are not carried out as anybody else', async () => {
  const project = await writeProject({ baseUrl: 'http://x', tests: [home, { ...home, key: 'clerk', role: 'clerk' }] });
  expect(project.gates.filter(({ passed }) => !passed)).toEqual([]);
  expect(fileOf(project, 'tests/session.clerk.ts')).toContain(
    "testInfo.skip(true, 'no test logs in in the role clerk')",
  );
});

test('one suite has one test that makes the session', async () => {
  const other = { ...logIn('each'), key: 'other', title: 'Another' };
  await expect(writeProject({ baseUrl: 'http://x', tests: [logIn('shared'), other] })).rejects.toMatchObject({
    code: 'scriptgen.two_setups',
  });
});

test('two tests with one key are refused, and a check without its element', async () => {
  await expect(writeProject({ baseUrl: 'http://x', tests: [home, home] })).rejects.toMatchObject({
    code: 'scriptgen.duplicate_key',
  });
  const homeless: TestCase = {
    ...home,
    steps: [
      { key: 's', phase: 'then', kind: 'expect', title: 't', expectation: { matcher: 'toHaveText', expected: 'x' } },
    ],
  };
  await expect(writeProject({ baseUrl: 'http://x', tests: [homeless] })).rejects.toMatchObject({
    code: 'scriptgen.no_target',
  });
});

test('a type error is told with its place', () => {
  const files = [
    { path: 'tsconfig.json', content: '{"compilerOptions":{"strict":true,"types":[]}}' },
    { path: 'tests/a.spec.ts', content: 'const a: number =\n  "1";\nexport { a };\n' },
  ];
  expect(findTypeErrors(files)).toEqual([expect.stringContaining('tests/a.spec.ts:1 Type')]);
});

test('an address with variable segments becomes a pattern that matches such addresses only', () => {
  const source = addressCode('/a.b/:id/edit-it?q=ü&n=1');
  const body = source.slice(1, -1);
  const pattern = new RegExp(body);
  expect(pattern.test('https://shop.test:1/a.b/17/edit-it?q=%C3%BC&n=1')).toBe(true);
  expect(pattern.test('https://shop.test:1/axb/17/edit-it?q=%C3%BC&n=1')).toBe(false);
  expect(pattern.test('https://shop.test:1/a.b/1/7/edit-it?q=%C3%BC&n=1')).toBe(false);
  expect(addressCode('/orders')).toBe("'/orders'");
});

const nasty = [
  "'",
  '"',
  '`',
  '${x}',
  '\n',
  '\r\n',
  '*/',
  '/*',
  '//',
  '\u2028',
  '\u2029',
  '</script>',
  '\\',
  '\\u0041',
  "');process.exit();('",
  '\ud83d',
  '\u202e',
  '\0',
  '\t',
  '// @step 0',
  '@tag',
  '\ufeff',
  '\u{e0041}',
  '👩‍👩‍👧',
];
const anyText = fc
  .array(
    fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary', maxLength: 6 }), fc.string({ maxLength: 6 })),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.join(''));

function literalsOf(source: string): Set<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('x.ts', source, ts.ScriptTarget.ES2022, true));
  return found;
}

test('any text of a page compiles and its literals evaluate to the original', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyText, { minLength: 8, maxLength: 8 }), async (texts) => {
      const [title, name, value, expected, css, path, testId, step] = texts as [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
      ];
      const hostile: TestCase = {
        ...cart,
        title,
        flow: step,
        tags: [name],
        steps: [
          { key: 's1', phase: 'given', kind: 'goto', title: step, path },
          {
            key: name,
            phase: 'when',
            kind: 'fill',
            title: step,
            target: at({ by: 'role', role: 'textbox', name }),
            value: { kind: 'literal', value },
          },
          {
            key: 's3',
            phase: 'when',
            kind: 'fill',
            title: step,
            target: at({ by: 'css', css }),
            value: { kind: 'unique', shape: 'name', prefix: value },
          },
          {
            key: 's4',
            phase: 'then',
            kind: 'expect',
            title: step,
            target: at({ by: 'testId', testId }),
            expectation: { matcher: 'toHaveText', expected },
          },
          {
            key: 's5',
            phase: 'then',
            kind: 'expect',
            title: step,
            expectation: { matcher: 'toHaveURL', expected: `${path}/:id` },
          },
        ],
      };
      const project = await writeProject({ baseUrl: 'http://localhost:3000', tests: [hostile] });
      expect(project.gates.filter(({ passed }) => !passed)).toEqual([]);
      const spec = fileOf(project, project.tests[0]?.file ?? '');
      expect([...literalsOf(spec)]).toEqual(expect.arrayContaining([title, name, value, expected, css, path, testId]));
      expect(project.steps.map(({ line }) => spec.split('\n')[line - 1]?.trim().startsWith('await '))).toEqual([
        true,
        true,
        true,
        true,
        true,
      ]);
    }),
    { numRuns: 25 },
  );
});
