import type { Command } from 'commander';

export const collect = (value: string, before: string[]): string[] => [...before, value];

/** The flags of every command that opens an app: where it begins and ends, what may be done to it, how it is entered. */
export const addAppFlags = (command: Command): Command =>
  command
    .option('--interaction <level>', 'read, write or disposable')
    .option('--include <glob>', 'only addresses that match (may be repeated)', collect, [])
    .option('--exclude <glob>', 'no addresses that match (may be repeated)', collect, [])
    .option('--origin <url>', 'a further origin the pages may use (may be repeated)', collect, [])
    .option('--time-budget <seconds>', 'for exploring, and as much again for designing')
    .option(
      '--user <name>',
      'log-in name; password from TESTFORGE_PASSWORD or asked for, second factor from TESTFORGE_TOTP_SECRET',
    )
    .option(
      '--role <name=user>',
      'a further log-in, whose pages are compared; password from TESTFORGE_PASSWORD_<NAME> or asked for (may be repeated); “none” alone forgets those that are kept',
      collect,
      [],
    )
    .option('--log-in-path <path>', 'page with the log-in form; default: found by looking')
    .option('--storage-state <file>', 'a session as Playwright stores it')
    .option('--header <header>', '“Name: value”, sent to the app’s own origin only (may be repeated)', collect, [])
    .option('--basic <user:password>', 'for the browser’s own log-in dialog (better: TESTFORGE_BASIC)');

/** For what designs tests. */
export const addProbes = (command: Command): Command =>
  command.option(
    '--probes',
    'also probe the app for holes, with harmless input and things of its own; only for an app that is yours',
  );

/** Files of scenarios that people wrote, for what designs tests. */
export const addScenarios = (command: Command): Command =>
  command.option(
    '--scenarios <file>',
    'Gherkin scenarios that become tests of what is seen, or are left out with the reason (may be repeated)',
    collect,
    [],
  );
