import { stringLiteral, type StepValue, type TestCase } from '@testforge/core';

type UniqueValue = Extract<StepValue, { kind: 'unique' }>;

/** The constants of one test: the same shape and prefix is the same value, as in a password and its confirmation. */
export interface UniqueNames {
  declarations: string[];
  /** The expression that stands for the value in the test. */
  expression(value: StepValue): string;
}

export function nameUniqueValues(test: Pick<TestCase, 'steps'>): UniqueNames {
  const names = new Map<string, string>();
  const declarations: string[] = [];
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
      }
    },
  };
}

export const usesUniqueValues = (test: Pick<TestCase, 'steps'>): boolean => uniqueValues(test).length > 0;

const keyOf = (value: UniqueValue): string => `${value.shape}:${value.prefix}`;

const uniqueValues = (test: Pick<TestCase, 'steps'>): UniqueValue[] =>
  test.steps.flatMap((step) => ('value' in step && step.value.kind === 'unique' ? [step.value] : []));
