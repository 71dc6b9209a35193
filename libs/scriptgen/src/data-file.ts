import type { SourceFile } from './project-files.js';

/** The fixture for values that must be new each time. Written only where a test uses one. */
export const dataFile: SourceFile = {
  path: 'tests/data.ts',
  content: `
import { randomInt } from 'node:crypto';

const pick = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

const letters = (length: number): string => pick('abcdefghijklmnopqrstuvwxyz', length);
const digits = (length: number): string => pick('123456789', length);

/** Values nobody has used before, each beginning with what it is for. */
export const unique = {
  email: (prefix: string): string => \`\${prefix.toLowerCase().replace(/[^a-z0-9]+/g, '.') || 'user'}.\${letters(10)}@example.com\`,
  name: (prefix: string): string => \`\${prefix} \${letters(1).toUpperCase()}\${letters(7)}\`.trim(),
  // One word stays one word, since a name to log in with may hold no space.
  text: (prefix: string): string => \`\${prefix}\${/^\\S+$/.test(prefix) ? '-' : ' '}\${letters(10)}\`.trim(),
  password: (prefix: string): string => \`\${prefix}\${letters(8)}\${letters(1).toUpperCase()}\${digits(2)}!\`,
  phone: (prefix: string): string => \`\${prefix}\${digits(9)}\`,
  number: (prefix: string): string => \`\${prefix}\${digits(4)}\`,
};
`,
};
