import ts from 'typescript';
import { plainLocator } from './locator-source.js';
import type { LocatorMember } from './page-objects.js';

/** A page object as a generated file can come by it. */
export interface Offer {
  className: string;
  /** What it is called in a test. */
  variable: string;
  members: LocatorMember[];
  /** The line that imports the class; null where a fixture hands the object out. */
  importLine: string | null;
}

export interface UsedMember {
  className: string;
  member: string;
}

interface Edit {
  start: number;
  end: number;
  text: string;
}

const declarers = ['test', 'visitor'];

/** A test of a generated file: the names it takes from fixtures, and its statements. */
interface GeneratedTest {
  taken: ts.ObjectBindingPattern;
  body: ts.Block;
}

function testsIn(source: ts.SourceFile): GeneratedTest[] {
  return source.statements.flatMap((statement) => {
    if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) return [];
    const { expression, arguments: handed } = statement.expression;
    const last = handed.at(-1);
    if (!declarers.includes(expression.getText()) || !last || !ts.isArrowFunction(last) || !ts.isBlock(last.body))
      return [];
    const taken = last.parameters[0]?.name;
    return taken && ts.isObjectBindingPattern(taken) ? [{ taken, body: last.body }] : [];
  });
}

/** What a chain of calls begins with. */
function rootOf(node: ts.Expression): ts.Expression {
  if (ts.isCallExpression(node) || ts.isPropertyAccessExpression(node)) return rootOf(node.expression);
  return node;
}

function namesIn(node: ts.Node, names = new Set<string>()): Set<string> {
  if (ts.isIdentifier(node)) names.add(node.text);
  ts.forEachChild(node, (child) => void namesIn(child, names));
  return names;
}

interface Match {
  node: ts.Node;
  offer: Offer;
  member: LocatorMember;
}

/** The locators of a test that members stand for, the longest first, and whether `page` is named beside them. */
function findMatches(body: ts.Block, offers: readonly Offer[]): { matches: Match[]; pageIsNamed: boolean } {
  const matches: Match[] = [];
  let pageIsNamed = false;
  const matchOf = (node: ts.Node): Match | undefined => {
    if (!ts.isCallExpression(node) || rootOf(node).getText() !== 'page') return undefined;
    const locator = plainLocator(node.getText());
    return offers
      .flatMap((offer) => offer.members.map((member) => ({ node, offer, member })))
      .find(({ member }) => member.locator === locator);
  };
  const visit = (node: ts.Node): void => {
    const match = matchOf(node);
    if (match) return void matches.push(match);
    if (ts.isIdentifier(node) && node.text === 'page') pageIsNamed = true;
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
  return { matches, pageIsNamed };
}

/** A kind of thing that any page may have, such as its main part or its rows: no sign that a test is about this page object. */
const isCommon = ({ locator }: LocatorMember): boolean => /^page(?:\.getByRole\('\w+'\)|\.nth\(\d+\))+$/.test(locator);

/** The edits that put members in the place of locators, with those that bring their objects in. */
function editTest({ taken, body }: GeneratedTest, offers: readonly Offer[]): { edits: Edit[]; matches: Match[] } {
  const told = findMatches(body, offers).matches.filter(({ member }) => !isCommon(member));
  const objects = offers.filter((offer) => told.some((match) => match.offer === offer));
  if (objects.length === 0) return { edits: [], matches: [] };
  const { matches, pageIsNamed } = findMatches(body, objects);
  const made = objects.filter(({ importLine }) => importLine !== null);
  const names = [
    ...taken.elements
      .map((element) => element.getText())
      .filter((name) => name !== 'page' || pageIsNamed || made.length > 0),
    ...objects.filter(({ importLine }) => importLine === null).map(({ variable }) => variable),
  ];
  const lines = made.map(({ variable, className }) => `\n  const ${variable} = new ${className}(page);`);
  const edits = [
    ...matches.map(({ node, offer: { variable }, member: { name, isCall } }) => ({
      start: node.getStart(),
      end: node.end,
      text: `${variable}.${name}${isCall ? '()' : ''}`,
    })),
    { start: taken.getStart(), end: taken.end, text: `{ ${names.join(', ')} }` },
    { start: body.getStart() + 1, end: body.getStart() + 1, text: lines.join('') },
  ];
  return { edits, matches };
}

export const applyEdits = (text: string, edits: readonly Edit[]): string =>
  [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((all, { start, end, text: by }) => all.slice(0, start) + by + all.slice(end), text);

/** A generated file of tests with the members of page objects in the place of locators that mean the same. */
export function useMembers(path: string, text: string, offers: readonly Offer[]): { text: string; used: UsedMember[] } {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const names = namesIn(source);
  const free = offers.filter(({ variable, className }) => !names.has(variable) && !names.has(className));
  const edited = testsIn(source).map((test) => editTest(test, free));
  const used = edited.flatMap(({ matches }) => matches);
  const imports = new Set(used.flatMap(({ offer: { importLine } }) => importLine ?? []));
  const changed = applyEdits(
    text,
    edited.flatMap(({ edits }) => edits),
  );
  return {
    text: [...imports].map((line) => `${line}\n`).join('') + changed,
    used: used.map(({ offer: { className }, member: { name } }) => ({ className, member: name })),
  };
}
