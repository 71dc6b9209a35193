import { stringLiteral } from '@testforge/core';
import { credentialsFile } from './credentials-file.js';
import { prettierOptions } from './format-source.js';
import { visibleSource } from './literal.js';
import { roleProjects, roleRows, rolePaths, roleSessionSource, roleSpecs, type RoleSessions } from './role-files.js';
import { sessionFile, type Sessions } from './session-file.js';

export interface SourceFile {
  path: string;
  content: string;
}

/** What of the tests shows in the other files. */
export interface ProjectTraits {
  baseUrl: string;
  sessions: Sessions;
  credentials: boolean;
  roles: RoleSessions;
}

/** The files of every project but its tests, unformatted. */
export const projectFiles = (traits: ProjectTraits): SourceFile[] => [
  { path: 'package.json', content: JSON.stringify(packageJson) },
  { path: 'playwright.config.ts', content: configSource(traits) },
  sessionFile(traits.sessions, [...traits.roles.values()]),
  ...[...traits.roles].map(([role, sessions]) => ({
    path: rolePaths(role).session,
    content: roleSessionSource(role, sessions),
  })),
  ...(traits.credentials ? [credentialsFile(traits.roles.size > 0)] : []),
  { path: 'tsconfig.json', content: JSON.stringify(tsconfig) },
  { path: '.prettierrc.json', content: JSON.stringify(prettierOptions) },
  { path: 'README.md', content: readme(traits) },
];

/** Has no formatter of its own, so it is written as it stays. */
export const gitignore: SourceFile = {
  path: '.gitignore',
  content: '.auth/\nnode_modules/\nplaywright-report/\ntest-results/\n',
};

const packageJson = {
  name: 'end-to-end-tests',
  version: '1.0.0',
  private: true,
  scripts: { test: 'playwright test', typecheck: 'tsc --noEmit' },
  devDependencies: { '@playwright/test': '1.65.1', '@types/node': '24.19.2', typescript: '6.0.3' },
};

const tsconfig = {
  compilerOptions: {
    target: 'ES2022',
    lib: ['ES2022', 'DOM'],
    module: 'ESNext',
    moduleResolution: 'bundler',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
  },
  include: ['playwright.config.ts', 'tests'],
};

const configSource = ({ baseUrl, sessions, roles }: ProjectTraits): string => `
import { defineConfig } from '@playwright/test';

/** A browser of the machine instead of Playwright's own download. */
const chromium = process.env.TESTFORGE_CHROMIUM;

export default defineConfig({
  testDir: './tests',
  ${[sessions, ...roles.values()].includes('each') ? oneAtATime : 'fullyParallel: true,'}
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  timeout: 60_000,
  // The first check behind an action waits for the page that this led to, and for what its scripts make.
  expect: { timeout: 15_000 },
  use: {
    baseURL: process.env.BASE_URL ?? ${visibleSource(stringLiteral(baseUrl))},
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    timezoneId: 'UTC',
    // The navigation that an action begins counts into it.
    actionTimeout: 15_000,
    navigationTimeout: 15_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    // Recording needs the encoder that comes with Playwright's own browsers.
    video: chromium ? 'off' : 'retain-on-failure',
    launchOptions: chromium
      ? {
          executablePath: chromium,
          // For machines where tests run as root or without the open internet.
          args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
        }
      : {},
  },${sessions || roles.size > 0 ? projectsSource(sessions, roles) : ''}
});
`;

const oneAtATime = `// Where a log-in ends the session before it, tests side by side would throw each other out.
  workers: 1,`;

/** The tests behind the one that logs in for them; of each role behind its own. */
function projectsSource(sessions: Sessions, roles: RoleSessions): string {
  const others = roles.size > 0 ? `, testIgnore: [${roleSpecs(roles)}]` : '';
  return `
  // First the one test that logs in; where it fails, the others are not run.
  projects: [
    ${sessions ? `{ name: 'log-in', testMatch: 'log-in.setup.ts' },` : ''}
    { name: 'tests'${sessions ? `, dependencies: ['log-in']` : ''}${others} },
    ${roleProjects(roles)}
  ],`;
}

const readme = ({ sessions, credentials, roles }: ProjectTraits): string => `
# End-to-end tests

An ordinary [Playwright Test](https://playwright.dev) project. Each test says in Given / When / Then what it protects.

\`\`\`sh
npm install
npx playwright install chromium
npx playwright test
\`\`\`

- Another address: \`BASE_URL=https://staging.example.com npx playwright test\`
- Only what matters most: \`npx playwright test --grep @P0\`
- A browser of the machine: \`TESTFORGE_CHROMIUM=/path/to/chromium npx playwright test\`

## Getting in

Nothing secret stands in these files; it comes from the environment, through \`tests/session.ts\`.

| variable | what it is |
| --- | --- |
${(credentials ? credentialRows : '') + roleRows(roles) + entryRows + sessionRows[sessions ?? 'none']}
${sessions ? gettingIn[sessions] : ''}
Values that must be new each time are made at run time in \`tests/data.ts\`, so tests can run side by side and again.
\`fingerprints.json\` remembers what each step's element looked like when it was last seen; the tests do not need it.
`;

const credentialRows = `| \`TESTFORGE_USER\`, \`TESTFORGE_PASSWORD\` | a user made for tests |
| \`TESTFORGE_TOTP_SECRET\` | base32 secret of the authenticator, if the app asks for a one-time code |
`;
const entryRows = `| \`TESTFORGE_BASIC\` | \`user:password\` for the browser's own dialog |
| \`TESTFORGE_HEADERS\` | a JSON object of header fields, sent to the app's own origin only |
`;
const sessionRows = {
  worker: `| \`TESTFORGE_SESSION_DIR\` | where the sessions are kept instead of \`.auth/\` |`,
  shared: `| \`TESTFORGE_SESSION_DIR\` | where the session is kept instead of \`.auth/\` |`,
  each: '',
  none: `| \`TESTFORGE_STORAGE_STATE\` | path of a file as \`context.storageState()\` writes it: a session that is there already |`,
};

const gettingIn = {
  worker: `
\`tests/log-in.setup.ts\` shows that logging in works and leaves its session there; each further worker logs in once for itself.
`,
  shared: `
\`tests/log-in.setup.ts\` logs in once and leaves its session there; the other tests begin with it.
`,
  each: `
\`tests/log-in.setup.ts\` shows that logging in works. The app ends copies of a session, so each test logs in for itself.
`,
};
