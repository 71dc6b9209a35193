import { parseArgs } from 'node:util';
import { AppError, InteractionLevel } from '@testforge/core';

export interface UpOptions {
  once: boolean;
  /** Do the job on the sample shop again though it was done before. */
  sample: boolean;
  url: string | null;
  interaction: InteractionLevel | null;
  include: string[];
  exclude: string[];
  origins: string[];
  timeBudgetMs: number | null;
}

const options = {
  once: { type: 'boolean', default: false },
  sample: { type: 'boolean', default: false },
  url: { type: 'string' },
  interaction: { type: 'string' },
  include: { type: 'string', multiple: true, default: [] as string[] },
  exclude: { type: 'string', multiple: true, default: [] as string[] },
  origin: { type: 'string', multiple: true, default: [] as string[] },
  'time-budget': { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export const upUsage = `npm start -- [options]

  --url URL             do the job on your app instead of the sample shop
  --once                end when the job is done, with its exit code
  --sample              do the job on the sample shop again
  --interaction LEVEL   read, write or disposable
  --include GLOB        only addresses that match (may be repeated)
  --exclude GLOB        no addresses that match (may be repeated)
  --origin URL          a further origin the pages may use (may be repeated)
  --time-budget SECONDS for exploring, and as much again for designing
`;

/** The words after `npm start --`. Null means: show the usage. Throws `invalid cli.usage`. */
export function parseUpOptions(words: string[]): UpOptions | null {
  const parse = () => parseArgs({ args: words, options, allowPositionals: false, strict: true });
  let values: ReturnType<typeof parse>['values'];
  try {
    ({ values } = parse());
  } catch (error) {
    throw new AppError('invalid', 'cli.usage', error instanceof Error ? error.message : 'unknown option', {
      cause: error,
    });
  }
  if (values.help) return null;
  return {
    once: values.once,
    sample: values.sample,
    url: values.url === undefined ? null : checkUrl(values.url),
    interaction: values.interaction === undefined ? null : checkLevel(values.interaction),
    // Copies: what is not given comes from the table above, which is shared by all calls.
    include: [...values.include],
    exclude: [...values.exclude],
    origins: values.origin.map(checkUrl),
    timeBudgetMs: values['time-budget'] === undefined ? null : checkSeconds(values['time-budget']) * 1000,
  };
}

function checkUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new AppError('invalid', 'cli.usage', `“${text}” is not an address that starts with http:// or https://`);
  return url.href;
}

function checkLevel(text: string): InteractionLevel {
  const level = InteractionLevel.safeParse(text);
  if (!level.success)
    throw new AppError(
      'invalid',
      'cli.usage',
      `--interaction takes ${InteractionLevel.options.join(', ')}, not “${text}”`,
    );
  return level.data;
}

function checkSeconds(text: string): number {
  const seconds = Number(text);
  if (!Number.isFinite(seconds) || seconds < 1)
    throw new AppError('invalid', 'cli.usage', `--time-budget takes a number of seconds, not “${text}”`);
  return seconds;
}
