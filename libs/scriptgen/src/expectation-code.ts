import {
  AppError,
  listOrders,
  locatorCode,
  stringLiteral,
  type ListOrder,
  type RunTimeValue,
  type StepOf,
} from '@testforge/core';

type Check = StepOf<'expect'>;
type ValueCode = (value: RunTimeValue) => string;

/** One web-first assertion as a statement. Throws `scriptgen.no_target` where the matcher needs an element and none is given. */
export function expectationCode(step: Check, valueCode: ValueCode): string {
  const { matcher, expected, value } = step.expectation;
  const subject = subjectOf(step, valueCode);
  const text = value ? valueCode(value) : stringLiteral(String(expected ?? ''));
  switch (matcher) {
    case 'toHaveURL':
      return `await expect(page).toHaveURL(${addressCode(String(expected ?? ''))});`;
    case 'toHaveTitle':
      return `await expect(page).toHaveTitle(${stringLiteral(String(expected ?? ''))});`;
    case 'toHaveText':
    case 'toContainText':
    case 'toHaveValue':
      return `await expect(${subject()}).${matcher}(${text});`;
    case 'toHaveCount':
      return value
        ? `await expect(${subject()}.filter({ visible: true })).toHaveCount(countIn(${text}));`
        : `await expect(${subject()}).toHaveCount(${count(step)});`;
    case 'toEachContain':
      return listCode('eachContains', subject(), text);
    case 'toBeInOrder':
      return listCode('inOrder', subject(), stringLiteral(order(step)));
    case 'toBeInvalid':
      return `await expect(${subject()}).toHaveJSProperty('validity.valid', false);`;
    case 'toLeadTo':
      return `await expect(${subject()}).toHaveJSProperty('pathname', ${text});`;
    case 'toBeVisible':
    case 'toBeHidden':
    case 'toBeEnabled':
    case 'toBeDisabled':
    case 'toBeChecked':
      return `await expect(${subject()})${expected === false ? '.not' : ''}.${matcher}();`;
  }
}

/** What is true of all visible elements together, asked until it is so; the message of a failure says where it is not. */
const listCode = (relation: string, subject: string, wanted: string): string =>
  `await expect.poll(async () => ${relation}(await ${subject}.filter({ visible: true }).allTextContents(), ${wanted})).toBe(${wanted});`;

const subjectOf = (step: Check, valueCode: ValueCode) => (): string => {
  if (step.target) return locatorCode(step.target.locator, valueCode);
  throw new AppError(
    'invalid',
    'scriptgen.no_target',
    `The check “${step.title}” needs an element for ${step.expectation.matcher}.`,
  );
};

function count(step: Check): number {
  const wanted = Number(step.expectation.expected);
  if (Number.isSafeInteger(wanted) && wanted >= 0) return wanted;
  throw new AppError(
    'invalid',
    'scriptgen.bad_count',
    `The check “${step.title}” needs a whole number, not ${JSON.stringify(step.expectation.expected)}.`,
  );
}

function order({ title, expectation: { expected } }: Check): ListOrder {
  const known = listOrders.find((each) => each === expected);
  if (known !== undefined) return known;
  throw new AppError('invalid', 'scriptgen.bad_order', `The check “${title}” wants no order that is known.`);
}

/** What stands for a variable segment: anything but what a script writes where it lost the value. */
const anySegment = '(?!(?:undefined|null|NaN)(?:[/?&#]|$))[^/?&#]+';

const variable = /(?<=[/=]):id(?=[/?&#]|$)/g;
const regexSyntax = /[\\^$.*+?()[\]{}|/-]/g;

/** A path as Playwright resolves it against the base address; one with variable segments (`/orders/:id`) as a pattern. */
export function addressCode(path: string): string {
  if (path.search(variable) < 0) return stringLiteral(path);
  const fixed = path
    .split(variable)
    .map(addressText)
    .map((text) => text.replace(regexSyntax, escapeInRegex));
  return `/^https?:\\/\\/[^/]+${fixed.join(anySegment)}$/`;
}

/** `-` needs no escape outside of a class, and an escape too many would not pass the linter. */
const escapeInRegex = (character: string): string => (character === '-' ? '-' : `\\${character}`);

/** The characters as an address bar's URL has them: percent-encoded, plain ASCII. */
const addressText = (text: string): string =>
  text.toWellFormed().replace(/[^\x21-\x7e]|["<>`]/gu, (character) => encodeURIComponent(character));
