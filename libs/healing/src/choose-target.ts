import { countInSnapshot } from '@testforge/browser';
import { AppError, Fingerprint, type FailureSnapshot, type Locator, type Target, type TestCase } from '@testforge/core';
import { plainWords } from '@testforge/knowledge';
import { hasTarget, subjectOf, type TargetedStep } from './subject.js';

const refuse = (code: string, message: string): never => {
  throw new AppError('invalid', code, message);
};

const spelled = (text: string): string => ` ${plainWords(text).join(' ')} `;

/** Every text that a locator looks for, those in the quotes of its selectors included. */
const textsOf = ({ links }: Locator): string[] =>
  links.flatMap((link) => {
    if (link.by === 'role') return link.name === undefined ? [] : [link.name];
    if (link.by === 'css') return [...link.css.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, quoted = '']) => quoted);
    return 'text' in link ? [link.text] : [];
  });

/** A check that finds its element by what it expects of it holds wherever that stands: it would prove itself. */
function findsItsOwnAnswer(step: TargetedStep): boolean {
  if (step.kind !== 'expect') return false;
  if (subjectOf(step) === 'wording') return true;
  const { expected } = step.expectation;
  if (typeof expected !== 'string' || spelled(expected).trim() === '') return false;
  return textsOf(step.target.locator).some((text) => spelled(text).includes(spelled(expected)));
}

/**
 * What a person names in the place of a step's lost target, looked up on the page as it was when the step failed. Only the way
 * to the element is chosen like this, never what is expected of it; whether it is right is for a proof run to say.
 * @throws AppError invalid `locator.finds_nothing`, `locator.finds_several`, `locator.is_the_answer`; conflict
 * `healing.no_target` for a step that has none
 */
export function chooseTarget(
  test: Pick<TestCase, 'steps'>,
  { stepKey, locator }: { stepKey: string; locator: Locator },
  { page }: Pick<FailureSnapshot, 'page'>,
): Target {
  const step = test.steps.find(({ key }) => key === stepKey);
  if (!step || !hasTarget(step))
    throw new AppError('conflict', 'healing.no_target', 'This step looks for no element, so none can be given to it.');
  const found = countInSnapshot(locator, page).flatMap((index) => page.elements[index] ?? []);
  const [element, ...others] = found;
  if (!element)
    return refuse(
      'locator.finds_nothing',
      'This locator finds nothing on the page as it was when the test failed. Selectors count there only where they are made of tag, id, class and attributes.',
    );
  if (others.length > 0)
    return refuse(
      'locator.finds_several',
      `This locator finds ${found.length} elements on the page as it was when the test failed; it must find one.`,
    );
  const target = { locator, fingerprint: Fingerprint.parse(element) };
  if (findsItsOwnAnswer({ ...step, target }))
    refuse('locator.is_the_answer', 'A check must not look for its element by the text that it expects to find there.');
  return target;
}
