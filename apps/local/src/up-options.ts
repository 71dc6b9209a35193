import { parseArgs } from 'node:util';
import { AppError } from '@testforge/core';
import { checkFlags, type RunFlags } from '@testforge/sdk/flags';

export interface UpOptions {
  once: boolean;
  /** Do the job on the sample shop again though it was done before. */
  sample: boolean;
  url: string | null;
  /** What was said of the run on that app. */
  flags: RunFlags;
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
  user: { type: 'string' },
  role: { type: 'string', multiple: true, default: [] as string[] },
  'log-in-path': { type: 'string' },
  'storage-state': { type: 'string' },
  header: { type: 'string', multiple: true, default: [] as string[] },
  basic: { type: 'string' },
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

  How the app is entered; kept sealed for its address, so that it is given once:

  --user NAME           password from TESTFORGE_PASSWORD or asked for; second factor from TESTFORGE_TOTP_SECRET (base32)
  --role NAME=USER      a further log-in, whose pages are compared; password from TESTFORGE_PASSWORD_<NAME> (may be repeated)
  --log-in-path PATH    page with the log-in form; default: found by looking
  --storage-state FILE  a session as Playwright stores it
  --header "NAME: VALUE" sent to the app's own origin only (may be repeated)
  --basic USER:PASSWORD the browser's own log-in dialog (better: TESTFORGE_BASIC)
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
  const flags: RunFlags = {
    interaction: values.interaction,
    timeBudget: values['time-budget'],
    // Copies: what is not given comes from the table above, which is shared by all calls.
    include: [...values.include],
    exclude: [...values.exclude],
    origin: [...values.origin],
    user: values.user,
    ...(values.role.length > 0 && { role: [...values.role] }),
    logInPath: values['log-in-path'],
    storageState: values['storage-state'],
    header: [...values.header],
    basic: values.basic,
  };
  const checked = checkFlags(values.url ?? 'http://localhost/', flags);
  return { once: values.once, sample: values.sample, url: values.url === undefined ? null : checked.url, flags };
}
