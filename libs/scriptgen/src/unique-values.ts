import {
  locatorValues,
  stringLiteral,
  type RememberedValue,
  type Step,
  type StepValue,
  type TestCase,
  type UniqueValue,
} from '@testforge/core';

/** The constants of one test: the same shape and prefix is the same value, as in a password and its confirmation. */
export interface UniqueNames {
  declarations: string[];
  /** The expression that stands for the value in the test. */
  expression(value: StepValue): string;
}

export function nameUniqueValues(test: Pick<TestCase, 'steps'>): UniqueNames {
  const names = new Map<string, string>();
  const declarations = test.steps.some(({ kind }) => kind === 'remember')
    ? ['const remembered: Record<string, string> = {};']
    : [];
  const perShape = new Map<string, number>();
  for (const value of uniqueValues(test)) {
    const key = keyOf(value);
    if (names.has(key)) continue;
    const number = (perShape.get(value.shape) ?? 0) + 1;
    perShape.set(value.shape, number);
    const name = number === 1 ? value.shape : `${value.shape}${number}`;
    names.set(key, name);
    declarations.push(`const ${name} = unique.${value.shape}(${stringLiteral(value.prefix)});`);
  }
  return {
    declarations,
    expression(value) {
      switch (value.kind) {
        case 'literal':
          return stringLiteral(value.value);
        case 'unique':
          return names.get(keyOf(value)) ?? stringLiteral(value.prefix);
        case 'credential':
          return `credentials.${value.name}()`;
        case 'remembered':
          return rememberedCode(value);
      }
    },
  };
}

/** What is read off the page is never nothing: an empty text would be found everywhere. */
function rememberedCode({
  name,
  times = 1,
  plus = [],
  percent,
  rest,
  page,
  counted,
  earlier = name,
}: RememberedValue): string {
  const others = counted !== undefined ? [earlier, counted] : rest === undefined ? plus : [rest, page];
  const texts = [name, ...others].flatMap((each) =>
    each === undefined ? [] : [`remembered.${each} || 'a remembered text'`],
  );
  if (counted !== undefined) return `recount(${texts.join(', ')})`;
  if (rest !== undefined) return `restOf(${texts.join(', ')})`;
  if (texts.length === 1 && times === 1 && percent === undefined) return texts.join('');
  return `sumOf([${texts.join(', ')}], ${times}${percent === undefined ? '' : `, ${percent}`})`;
}

export const usesUniqueValues = (test: Pick<TestCase, 'steps'>): boolean => uniqueValues(test).length > 0;

/** Whether amounts are added up that were read off the page. */
export const usesSums = ({ steps }: Pick<TestCase, 'steps'>): boolean =>
  steps.some((step) => step.kind === 'remember' && step.sum !== undefined) ||
  steps
    .flatMap(valuesOf)
    .some(
      (value) =>
        value.kind === 'remembered' &&
        (value.plus !== undefined || value.times !== undefined || value.percent !== undefined),
    );

/** Functions about whole lists that the checks of a test use. */
export const listFunctions = ({ steps }: Pick<TestCase, 'steps'>): string[] =>
  steps.flatMap((step) => {
    if (step.kind === 'remember' && step.count === true) return ['countStill'];
    if (step.kind !== 'expect') return [];
    const { matcher, value } = step.expectation;
    const rest = value?.kind === 'remembered' && value.rest !== undefined ? ['restOf'] : [];
    if (value?.kind === 'remembered' && value.counted !== undefined) return ['recount'];
    if (matcher === 'toHaveCount') return value ? ['countIn', ...rest] : [];
    return matcher === 'toEachContain' ? ['eachContains'] : matcher === 'toBeInOrder' ? ['inOrder'] : [];
  });

const keyOf = (value: UniqueValue): string => `${value.shape}:${value.prefix}`;

/** Every value of a step, in the order of the code. */
const valuesOf = (step: Step): StepValue[] => [
  ...('target' in step && step.target ? locatorValues(step.target.locator) : []),
  ...('value' in step ? [step.value] : []),
  ...(step.kind === 'expect' && step.expectation.value ? [step.expectation.value] : []),
];

const uniqueValues = (test: Pick<TestCase, 'steps'>): UniqueValue[] =>
  test.steps.flatMap(valuesOf).flatMap((value) => (value.kind === 'unique' ? [value] : []));
