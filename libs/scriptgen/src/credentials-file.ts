import type { TestCase } from '@testforge/core';
import type { SourceFile } from './project-files.js';

export const usesCredentials = (test: Pick<TestCase, 'steps'>): boolean =>
  test.steps.some((step) => 'value' in step && step.value.kind === 'credential');

const ofRoles = `
/** The same of a user in another role, from variables that end in its name. */
export function credentialsOf(role: string): typeof credentials {
  const suffix = \`_\${role.toUpperCase().replaceAll('-', '_')}\`;
  return {
    user: () => fromEnvironment(\`TESTFORGE_USER\${suffix}\`),
    password: () => fromEnvironment(\`TESTFORGE_PASSWORD\${suffix}\`),
    totp: () => oneTimeCode(fromEnvironment(\`TESTFORGE_TOTP_SECRET\${suffix}\`)),
  };
}
`;

/** Where tests take user and password from. Written only where a test types one. */
export const credentialsFile = (forRoles: boolean): SourceFile => ({
  path: 'tests/credentials.ts',
  content: `
import { createHmac } from 'node:crypto';

function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(\`\${name} is not set; the tests log in with it. README.md says how.\`);
}

/** The six digits that an authenticator app shows (RFC 6238) for a base32 secret. */
function oneTimeCode(secret: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.toUpperCase().replace(/[\\s=]/g, '')]
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = digest.readUInt8(digest.length - 1) & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** What the tests log in with. It comes from the environment and stands in no file. */
export const credentials = {
  user: (): string => fromEnvironment('TESTFORGE_USER'),
  password: (): string => fromEnvironment('TESTFORGE_PASSWORD'),
  totp: (): string => oneTimeCode(fromEnvironment('TESTFORGE_TOTP_SECRET')),
};
${forRoles ? ofRoles : ''}`,
});
