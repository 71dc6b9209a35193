import { AppError } from './app-error.js';
import type { Locator, LocatorLink } from './locator.js';

type Option = string | number | boolean;

interface Call {
  name: string;
  args: (string | number)[];
  options: Record<string, Option>;
}

const text = `'(?:[^'\\\\]|\\\\.)*'|"(?:[^"\\\\]|\\\\.)*"|\`(?:[^\`\\\\$]|\\\\.)*\``;
const whole = '\\d{1,6}';
const named = { '\\n': '\n', '\\r': '\r', '\\t': '\t' } as Record<string, string>;

const unquote = (quoted: string): string =>
  quoted
    .slice(1, -1)
    .replaceAll(/\\(?:u([\da-f]{4})|[^])/gi, (escape, code: string | undefined) =>
      code === undefined ? (named[escape] ?? escape.slice(1)) : String.fromCharCode(Number.parseInt(code, 16)),
    );

const unreadable = (why: string): AppError =>
  new AppError(
    'invalid',
    'locator.unreadable',
    `This locator cannot be read: ${why}. Write it as Playwright code, such as getByRole('button', { name: 'Save' }).`,
  );

/** What is left to be read. */
function createReader(source: string) {
  let at = 0;
  const find = (pattern: string): string | undefined => {
    const expression = new RegExp(`\\s*(${pattern})`, 'y');
    expression.lastIndex = at;
    const found = expression.exec(source);
    if (found) at = expression.lastIndex;
    return found?.[1];
  };
  const demand = (pattern: string, what: string): string => {
    const found = find(pattern);
    if (found === undefined)
      throw unreadable(
        `${what} is expected ${at < source.length ? `at “${source.slice(at, at + 20)}”` : 'at its end'}`,
      );
    return found;
  };
  return { find, demand };
}
type Reader = ReturnType<typeof createReader>;

function readOption(reader: Reader): [string, Option] {
  const name = reader.demand('[a-zA-Z]+', 'the name of an option');
  reader.demand(':', '“:”');
  const value = reader.demand(`${text}|true|false|${whole}`, 'a text in quotes, a number, true or false');
  if (value === 'true' || value === 'false') return [name, value === 'true'];
  return [name, /^\d/.test(value) ? Number(value) : unquote(value)];
}

function readCall(reader: Reader): Call {
  const name = reader.demand('[a-zA-Z]+', 'a call such as getByRole');
  const call: Call = { name, args: [], options: {} };
  reader.demand('\\(', '“(”');
  const first = reader.find(`${text}|${whole}`);
  if (first !== undefined) call.args.push(/^\d/.test(first) ? Number(first) : unquote(first));
  if ((first === undefined || reader.find(',')) && reader.find('\\{')) {
    const options: [string, Option][] = [];
    while (!reader.find('\\}')) {
      if (options.length > 0) reader.demand(',', '“,” or “}”');
      if (options.length > 0 && reader.find('\\}')) break;
      options.push(readOption(reader));
    }
    call.options = Object.fromEntries(options);
  }
  reader.demand('\\)', '“)”');
  return call;
}

/** The options that a call knows, each of its type; whatever else is given is refused, for it would be left out. */
function optionsOf({ name, options }: Call, known: Record<string, 'string' | 'boolean' | 'number'>): object {
  for (const [option, value] of Object.entries(options))
    if (typeof value !== known[option]) throw unreadable(`${name} has no option “${option}” of that kind here`);
  return options;
}

function textOf({ name, args: [first] }: Call): string {
  if (typeof first !== 'string' || first.trim() === '') throw unreadable(`${name} needs a text in quotes`);
  return first;
}

const byText = {
  getByLabel: 'label',
  getByPlaceholder: 'placeholder',
  getByText: 'text',
  getByAltText: 'altText',
  getByTitle: 'title',
} as const;

function linksOf(call: Call): LocatorLink[] {
  const { name, args } = call;
  if (Object.hasOwn(byText, name))
    return [{ by: byText[name as keyof typeof byText], text: textOf(call), ...optionsOf(call, { exact: 'boolean' }) }];
  switch (name) {
    case 'getByRole':
      return [
        { by: 'role', role: textOf(call), ...optionsOf(call, { name: 'string', exact: 'boolean', level: 'number' }) },
      ];
    case 'getByTestId':
      optionsOf(call, {});
      return [{ by: 'testId', testId: textOf(call) }];
    case 'locator': {
      const { hasText } = optionsOf(call, { hasText: 'string' }) as { hasText?: string };
      return [
        { by: 'css', css: textOf(call) },
        ...(hasText === undefined ? [] : [{ by: 'hasText' as const, text: hasText }]),
      ];
    }
    case 'filter': {
      const { hasText } = optionsOf(call, { hasText: 'string' }) as { hasText?: string };
      if (hasText === undefined || args.length > 0) throw unreadable('filter needs { hasText: … }');
      return [{ by: 'hasText', text: hasText }];
    }
    case 'first':
      if (args.length > 0) throw unreadable('first takes nothing');
      return [{ by: 'nth', index: 0 }];
    case 'nth':
      if (typeof args[0] !== 'number') throw unreadable('nth needs a number');
      return [{ by: 'nth', index: args[0] }];
    default:
      throw unreadable(`“${name}” is not understood`);
  }
}

/**
 * The locator that a person wrote as Playwright code, with or without `page.` before it: what `locatorCode` writes, and what
 * is commonly written by hand. Patterns, variables and other calls are refused rather than guessed.
 * @throws AppError invalid `locator.unreadable`
 */
export function readLocatorCode(source: string): Locator {
  const reader = createReader(source.trim().replace(/\s*;$/, ''));
  reader.find('(?:this\\.)?page\\s*\\.');
  const calls = [readCall(reader)];
  while (reader.find('\\.')) calls.push(readCall(reader));
  const rest = reader.find('[^]+');
  if (rest !== undefined) throw unreadable(`nothing is expected at “${rest.slice(0, 20)}”`);
  const start = calls.findIndex(({ name }) => name !== 'frameLocator');
  const frames = start < 0 ? calls : calls.slice(0, start);
  const links = calls.slice(frames.length).flatMap(linksOf);
  if (links.length === 0) throw unreadable('it names a frame and nothing in it');
  const [first] = links;
  if (first?.by === 'nth' || first?.by === 'hasText') throw unreadable('it must begin with what is looked for');
  return { frame: frames.map(textOf), links };
}
