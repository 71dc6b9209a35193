import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ThingKind, Things } from './prepare-things.js';

/** How often a request asks for a real thing; the others ask for what was made up. */
const probability = 0.8;

/** Which things the parameters name, whatever the operation. */
const everywhere: Record<string, ThingKind> = {
  'path.other': 'runs',
  'path.testKey': 'tests',
  'path.healing': 'healings',
  'path.answer': 'answers',
  'path.shareId': 'shares',
  'path.keyId': 'keys',
  'path.userId': 'members',
  'path.file': 'badges',
  'query.key': 'tests',
  'query.test': 'tests',
  'body.test': 'tests',
  'body.ids[*]': 'proposals',
  'body.version': 'versions',
  'body.code': 'codes',
};

const text = (value: string): string => JSON.stringify(value);
const parameters = (kinds: Record<string, ThingKind>): string[] =>
  Object.entries(kinds).map(
    ([name, kind]) => `${text(name)} = { dictionary = ${text(kind)}, probability = ${probability} }`,
  );

/** Its configuration, in TOML: real ids for what paths, questions and bodies name, and a session for what lives on one. */
export async function writeConfig(
  dir: string,
  { values, session }: Pick<Things, 'values' | 'session'>,
): Promise<string> {
  const lines = [
    ...Object.entries(values).flatMap(([kind, all]) => [
      `[dictionaries.${kind}]`,
      `values = ${JSON.stringify(all)}`,
      '',
    ]),
    '[parameters]',
    ...parameters(everywhere),
    ...['runs', 'projects'].flatMap((kind) => [
      '',
      '[[operations]]',
      `include-path-regex = ${text(`^/api/v1/${kind}/`)}`,
      '[operations.parameters]',
      ...parameters({ 'path.id': kind as ThingKind }),
    ]),
    '',
    '[[operations]]',
    'include-operation-id = "refreshSession"',
    `headers = { Cookie = ${text(session.cookie)} }`,
    '[operations.parameters]',
    `"header.x-testforge-session" = ${text(session.id)}`,
    '',
  ];
  const file = join(dir, 'schemathesis.toml');
  await writeFile(file, lines.join('\n'));
  return file;
}
