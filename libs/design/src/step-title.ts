import {
  locatorWords,
  type RememberedValue,
  type Step,
  type StepOf,
  type StepValue,
  type Target,
} from '@testforge/core';

type Untitled = Step extends infer S ? (S extends Step ? Omit<S, 'title'> : never) : never;

const quoted = (text: string): string => `“${text.length > 80 ? `${text.slice(0, 79)}…` : text}”`;

/** A name without the mark that it must be filled in, or need not. */
export const withoutMark = (name: string): string =>
  name
    .trim()
    .replace(/\s*[([]\s?\d[\d.,]*\s?[)\]]$/u, '')
    .replace(/\s*(?:[*＊]+|\((?:required|optional|pflichtfeld|obligatoire|facultatif|obligatorio|opcional)\))$/iu, '')
    .trim();

/** How a person would name an element. */
export function subjectName(target: Target): string {
  const { tag, label, name, placeholder, text, nameAttr } = target.fingerprint;
  // A label around a select says all that the select offers as well.
  const isAround = tag === 'select' && name !== undefined && name !== '' && label?.startsWith(name) === true;
  const known = [isAround ? name : label, name, placeholder, text, nameAttr].find(
    (candidate) => candidate !== undefined && candidate.trim() !== '',
  );
  return known === undefined ? locatorWords(target.locator) : quoted(withoutMark(known) || known.trim());
}

const credentialWords = { user: 'the user name', password: 'the password', totp: 'the one-time code' } as const;

const inWords = (name: string): string => name.replace(/([A-Z])/g, ' $1').toLowerCase();

function rememberedWords({ name, times, percent, plus = [], rest, page, counted }: RememberedValue): string {
  if (counted !== undefined) return `as many as the remembered ${inWords(counted)}`;
  const words = `the remembered ${[name, ...plus].map(inWords).join(' and the ')}`;
  const onPage = page === undefined ? '' : `, on that of the remembered ${inWords(page)}`;
  if (rest !== undefined) return `${words}, in pages of the remembered ${inWords(rest)}${onPage},`;
  if (percent !== undefined) return `${percent} % of ${words}`;
  return times === undefined ? words : `${times} times ${words}`;
}

function valueWords(value: StepValue): string {
  switch (value.kind) {
    case 'literal':
      return quoted(value.value);
    case 'unique':
      return `a new ${value.shape === 'email' ? 'e-mail address' : value.shape}`;
    case 'credential':
      return credentialWords[value.name];
    case 'remembered':
      return rememberedWords(value);
  }
}

const pageWords = (path: string): string => (path === '/' ? 'the start page' : `the page ${path}`);

function expectationTitle(step: Omit<StepOf<'expect'>, 'title'>, name: string | undefined): string {
  const { matcher, expected, foundBy } = step.expectation;
  const subject = name ?? (step.target === undefined ? 'the page' : subjectName(step.target));
  const value = step.expectation.value ? valueWords(step.expectation.value) : quoted(String(expected ?? ''));
  switch (matcher) {
    case 'toHaveURL':
      return `the address is ${String(expected)}`;
    case 'toHaveTitle':
      return `the page is titled ${value}`;
    case 'toBeVisible':
      return foundBy === undefined ? `${subject} is shown` : `${quoted(foundBy)} is shown`;
    case 'toBeHidden':
      return `${subject} is not shown`;
    case 'toHaveText':
      return `${subject} shows ${value}`;
    case 'toContainText':
      return `${subject} contains ${value}`;
    case 'toHaveValue':
      return expected === '' ? `${subject} is empty` : `${subject} holds ${value}`;
    case 'toHaveCount':
      return `${subject} is there ${step.expectation.value ? `as often as ${value} says` : `${String(expected)} times`}`;
    case 'toBeEnabled':
      return `${subject} can be used`;
    case 'toBeDisabled':
      return `${subject} can't be used`;
    case 'toBeChecked':
      return `${subject} is checked`;
    case 'toBeInvalid':
      return `the browser does not take ${subject} as it is`;
    case 'toLeadTo':
      return `${subject} leads to ${String(expected)}`;
    case 'toEachContain':
      return `each ${subject} contains ${value}`;
    case 'toBeInOrder':
      return `${subject} stand in order: ${String(expected)}`;
  }
}

/** A step in prose, derived from what it does; the phase (given, when, then) stands before it. `name` names a check's subject. */
export function stepTitle(step: Untitled, name?: string): string {
  switch (step.kind) {
    case 'goto':
      return step.phase === 'given' ? `${pageWords(step.path)} is open` : `I open ${pageWords(step.path)}`;
    case 'reload':
      return 'I load the page again';
    case 'back':
      return 'I go back';
    case 'click':
      return `I click ${name ?? subjectName(step.target)}`;
    case 'fill':
      return step.value.kind === 'literal' && step.value.value === ''
        ? `I leave ${subjectName(step.target)} empty`
        : `I fill ${subjectName(step.target)} with ${valueWords(step.value)}`;
    case 'select':
      return `I choose ${valueWords(step.value)} in ${subjectName(step.target)}`;
    case 'check':
      return `I check ${subjectName(step.target)}`;
    case 'uncheck':
      return `I uncheck ${subjectName(step.target)}`;
    case 'press':
      return `I press ${valueWords(step.value)} in ${subjectName(step.target)}`;
    case 'remember':
      return step.count === true
        ? `I remember how many ${inWords(step.name)} are shown`
        : step.sum !== undefined
          ? `I add up the ${inWords(step.name)} that are shown`
          : `I remember the ${inWords(step.name)} that is shown`;
    case 'accept':
      return 'I will say yes to the question that comes up';
    case 'expect':
      return expectationTitle(step, name);
  }
}

/** The same step with its prose. */
export const titled = (step: Untitled, name?: string): Step => ({ ...step, title: stepTitle(step, name) }) as Step;
