import { posix } from 'node:path';
import ts from 'typescript';
import type { Files } from '../merge-export.js';
import { findProjectTests, type ProjectTest } from './fixtures.js';
import { findNewErrors } from './find-new-errors.js';
import { findPageObjects, type PageObject } from './page-objects.js';
import { applyEdits, useMembers, type Offer, type UsedMember } from './use-members.js';

/** Where generated tests get their `test` from. */
const sessionPath = 'tests/session.ts';

const specifier = (from: string, to: string): string => {
  const path = posix.relative(posix.dirname(from), to.replace(/\.tsx?$/, ''));
  return path.startsWith('.') ? path : `./${path}`;
};

const variableOf = (className: string): string => className.charAt(0).toLowerCase() + className.slice(1);

/** The session with the project's own test in the place of Playwright's; null where it is not written as expected. */
function extendTest(session: string, { path, name }: ProjectTest): string | null {
  const source = ts.createSourceFile(sessionPath, session, ts.ScriptTarget.Latest, true);
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (statement.moduleSpecifier.text !== '@playwright/test' || !bindings || !ts.isNamedImports(bindings)) continue;
    const rest = bindings.elements.map((element) => element.getText()).filter((text) => text !== 'test as base');
    if (rest.length === bindings.elements.length) continue;
    const playwright = rest.length > 0 ? `import { ${rest.join(', ')} } from '@playwright/test';\n` : '';
    const text = `${playwright}import { ${name === 'base' ? name : `${name} as base`} } from '${specifier(sessionPath, path)}';`;
    return applyEdits(session, [{ start: statement.getStart(), end: statement.end, text }]);
  }
  return null;
}

/** The test of the project that hands out most page objects. */
const bestTest = (tests: readonly ProjectTest[], objects: readonly PageObject[]): ProjectTest | undefined =>
  tests
    .filter(({ refused }) => refused === null)
    .map((test) => ({ test, known: objects.filter(({ className }) => test.objects.has(className)).length }))
    .filter(({ known }) => known > 0)
    .sort((a, b) => b.known - a.known)[0]?.test;

function offersFor(path: string, objects: readonly PageObject[], test: ProjectTest | undefined): Offer[] {
  const offers = objects.flatMap((object): Offer[] => {
    const { className, members, exported, plain } = object;
    const fixture = test?.objects.get(className);
    if (fixture !== undefined) return [{ className, members, variable: fixture, importLine: null }];
    if (!plain || exported === null) return [];
    const named = exported === 'named' ? `{ ${className} }` : className;
    const importLine = `import ${named} from '${specifier(path, object.path)}';`;
    return [{ className, members, variable: variableOf(className), importLine }];
  });
  return offers.sort((a, b) => Number(a.importLine !== null) - Number(b.importLine !== null));
}

function tellUse(used: readonly UsedMember[], test: ProjectTest | undefined): string[] {
  return [...Map.groupBy(used, ({ className }) => className)].map(([className, uses]) => {
    const members = [...new Set(uses.map(({ member }) => member))].sort().join(', ');
    const fixture = test?.objects.get(className);
    const by = fixture === undefined ? '' : ` by your fixture ${fixture}`;
    return `your ${className} is used${by} in ${uses.length} ${uses.length === 1 ? 'place' : 'places'}: ${members}`;
  });
}

/**
 * Generated files that use what the project they are put into has already: members of its page objects in the place of
 * locators that mean the same, handed out by its own fixtures where there are such. What would not compile any more is not used.
 * @param generated the files as they were generated
 * @param project the project's own files in TypeScript
 */
export function reuseProject(folder: string, generated: Files, project: Files): { files: Files; told: string[] } {
  const sources = new Map(
    [...project].map(([path, text]) => [path, ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)]),
  );
  const objects = findPageObjects(sources);
  if (objects.length === 0) return { files: generated, told: [] };
  const tests = findProjectTests(sources);
  const session = generated.get(sessionPath) ?? '';
  const best = bestTest(tests, objects);
  const extended = best ? extendTest(session, best) : null;
  const test = extended === null ? undefined : best;

  const files = new Map(generated);
  const used: UsedMember[] = [];
  for (const [path, text] of generated) {
    if (!path.endsWith('.spec.ts')) continue;
    const changed = useMembers(path, text, offersFor(path, objects, test));
    if (changed.used.length > 0) files.set(path, changed.text);
    used.push(...changed.used);
  }
  if (used.length === 0) return { files: generated, told: [] };
  if (test && extended !== null && used.some(({ className }) => test.objects.has(className)))
    files.set(sessionPath, extended);
  const refusals = tests
    .filter(({ refused, objects: { size } }) => refused !== null && size > 0)
    .map(({ name, path, refused }) => `your ${name} of ${path} is not used: ${refused}`);
  const [error] = findNewErrors(folder, generated, files);
  if (error !== undefined) return { files: generated, told: [`your page objects are not used: ${error}`] };
  return { files, told: [...tellUse(used, test), ...refusals] };
}
