import { roleVariables, stringLiteral, type TestCase } from '@testforge/core';
import { sendingSession, type Sessions } from './session-file.js';

/** Where what belongs to a further log-in stands. No flow is written to a file with such a name. */
export const rolePaths = (role: string) => ({
  logIn: `tests/log-in.${role}.ts`,
  setup: `tests/log-in.${role}.setup.ts`,
  session: `tests/session.${role}.ts`,
  spec: `tests/role.${role}.spec.ts`,
});

/** How the tests of each further log-in come by their session; null: no test of the suite logs in for them. */
export type RoleSessions = ReadonlyMap<string, Sessions>;

/** The further log-ins that tests are carried out with, in order. */
export function rolesOf(tests: readonly TestCase[]): RoleSessions {
  const names = [...new Set(tests.flatMap(({ role }) => role ?? []))].sort();
  const setupOf = (name: string) => tests.find(({ role, setup }) => role === name && setup !== undefined)?.setup;
  return new Map(names.map((name) => [name, setupOf(name) ?? null]));
}

const head = (role: string): string => `/** Tests of somebody who is logged in in the role ${stringLiteral(role)}`;

/** How the tests of a role begin. */
export function roleSessionSource(role: string, sessions: Sessions): string {
  if (sessions === 'shared')
    return `import path from 'node:path';
import { visitor } from './session';

export { expect, visitor } from './session';

/** What the browser holds after \`log-in.${role}.setup.ts\`; as secret as the password. */
export const sessionFile = path.join(process.env.TESTFORGE_SESSION_DIR ?? path.join(__dirname, '../.auth'), 'session.${role}.json');

${head(role)}. */
export const test = visitor.extend({ storageState: sessionFile });
`;
  if (sessions === 'worker')
    return `import { logIn } from './log-in.${role}';
import { loggedInBy } from './session';

export { expect, keepSession, visitor } from './session';

${head(role)}. */
export const test = loggedInBy(logIn, ${stringLiteral(role)});
`;
  if (sessions === 'each')
    return `import { logIn } from './log-in.${role}';
import { sendHeaders, visitor } from './session';

export { expect, visitor } from './session';

${head(role)}. Each logs in for itself. */
${sendingSession}`;
  return `import { visitor } from './session';

export { expect, visitor } from './session';

${head(role)}: no test of this suite logs in in it any more, so there is nothing they could begin with. */
export const test = visitor.extend({
  page: async ({ page }, use, testInfo) => {
    testInfo.skip(true, ${stringLiteral(`no test logs in in the role ${role}`)});
    await use(page);
  },
});
`;
}

/** The files of the roles' tests, as the configuration names them. */
export const roleSpecs = (roles: RoleSessions): string =>
  [...roles.keys()].map((role) => `'role.${role}.spec.ts'`).join(', ');

/** What each role's log-in is in the configuration, and its tests behind it. */
export const roleProjects = (roles: RoleSessions): string =>
  [...roles]
    .map(([role, sessions]) => {
      const entered = sessions === null ? '' : `{ name: 'log-in-${role}', testMatch: 'log-in.${role}.setup.ts' },\n`;
      const needs = sessions === null ? '' : `, dependencies: ['log-in-${role}']`;
      return `${entered}{ name: 'as-${role}', testMatch: 'role.${role}.spec.ts'${needs} },\n`;
    })
    .join('');

/** What the README says of where each role's log-in comes from. */
export const roleRows = (roles: RoleSessions): string =>
  [...roles.keys()]
    .map((role) => {
      const { user, password, totpSecret } = roleVariables(role);
      return `| \`${user}\`, \`${password}\`, \`${totpSecret}\` | the same for a user in the role \`${role}\` |\n`;
    })
    .join('');
