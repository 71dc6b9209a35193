import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  Access,
  accessVariables,
  AppError,
  InteractionLevel,
  RoleName,
  roleVariables,
  ScenarioFile,
  StorageState,
} from '@testforge/core';
import type { StartRun } from './client.js';

/** What a person asks for on a command line, as it was typed. One meaning for `testforge` and `npm start`. */
export interface RunFlags {
  project?: string | undefined;
  release?: string | undefined;
  interaction?: string | undefined;
  include: string[];
  exclude: string[];
  origin: string[];
  timeBudget?: string | undefined;
  user?: string | undefined;
  /** `NAME=USER` each; `none` alone forgets those that are kept. */
  role?: string[] | undefined;
  logInPath?: string | undefined;
  storageState?: string | undefined;
  header: string[];
  basic?: string | undefined;
  /** Probe the app for holes. */
  probes?: boolean | undefined;
  /** Files of Gherkin scenarios. */
  scenarios?: string[] | undefined;
}

export interface FlagSource {
  env: Record<string, string | undefined>;
  /** Asks on the terminal without showing what is typed; null where there is no terminal. */
  askHidden: ((question: string) => Promise<string>) | null;
}

const wrongUse = (message: string): AppError => new AppError('invalid', 'cli.usage', message);

/** The flags as a request. Throws AppError `invalid cli.usage` with what to mend. */
export async function toStartRun(url: string, flags: RunFlags, source: FlagSource): Promise<StartRun> {
  const request = checkFlags(url, flags);
  const access = await readAccess(flags, source);
  const scenarios = await Promise.all((flags.scenarios ?? []).map(readScenarios));
  return { ...request, ...(scenarios.length > 0 ? { scenarios } : {}), ...(access ? { access } : {}) };
}

/** All of it but how the app is entered, without asking anybody. Throws AppError `invalid cli.usage`. */
export function checkFlags(url: string, flags: RunFlags): StartRun {
  const budgetMs = flags.timeBudget === undefined ? null : checkSeconds(flags.timeBudget) * 1000;
  if (flags.basic !== undefined) checkBasic(flags.basic);
  flags.header.forEach(checkHeader);
  if (!asksForNone(flags.role)) (flags.role ?? []).forEach(checkRole);
  return {
    url: checkUrl(url),
    ...(flags.project ? { project: flags.project } : {}),
    ...(flags.release ? { release: flags.release } : {}),
    ...(flags.interaction ? { interaction: checkLevel(flags.interaction) } : {}),
    ...(flags.origin.length ? { origins: flags.origin.map(checkUrl) } : {}),
    ...(flags.include.length ? { include: flags.include } : {}),
    ...(flags.exclude.length ? { exclude: flags.exclude } : {}),
    ...(flags.probes ? { probes: 'on' as const } : {}),
    ...(budgetMs ? { limits: { discoveryMs: budgetMs, designMs: budgetMs } } : {}),
  };
}

/** How the app is entered: flags first, then the environment, then the terminal. Null when nothing was said of it. */
async function readAccess(flags: RunFlags, { env, askHidden }: FlagSource): Promise<Access | null> {
  const user = flags.user ?? (env[accessVariables.user] || undefined);
  const state = flags.storageState ?? (env[accessVariables.storageState] || undefined);
  const basic = flags.basic ?? (env[accessVariables.basic] || undefined);
  const totpSecret = env[accessVariables.totpSecret] || undefined;
  const headers = { ...headersOf(env[accessVariables.headers]), ...Object.fromEntries(flags.header.map(checkHeader)) };
  const access = {
    ...(user ? { user, password: await passwordOf(user, accessVariables.password, { env, askHidden }) } : {}),
    ...(user && totpSecret ? { totpSecret } : {}),
    ...(flags.role?.length ? { roles: await readRoles(flags.role, { env, askHidden }) } : {}),
    ...(flags.logInPath ? { logInPath: flags.logInPath } : {}),
    ...(basic ? { basic: checkBasic(basic) } : {}),
    ...(Object.keys(headers).length ? { headers } : {}),
    ...(state ? { storageState: await readState(state) } : {}),
  };
  if (Object.keys(access).length === 0) return null;
  const checked = Access.safeParse(access);
  if (checked.success) return checked.data;
  // Names of fields and what is wrong with them; never a value.
  throw wrongUse(checked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
}

async function passwordOf(user: string, variable: string, { env, askHidden }: FlagSource): Promise<string> {
  const given = env[variable];
  if (given) return given;
  if (!askHidden) throw wrongUse(`Set ${variable} to the password of “${user}”.`);
  return askHidden(`Password of ${user}: `);
}

const asksForNone = (texts: readonly string[] = []): boolean => texts.length === 1 && texts[0] === 'none';

/** The further log-ins; each password is asked for by itself. */
async function readRoles(texts: readonly string[], source: FlagSource): Promise<NonNullable<Access['roles']>> {
  const roles: NonNullable<Access['roles']> = {};
  if (asksForNone(texts)) return roles;
  for (const [role, user] of texts.map(checkRole)) {
    const { password, totpSecret } = roleVariables(role);
    const secret = source.env[totpSecret] || undefined;
    roles[role] = { user, password: await passwordOf(user, password, source), ...(secret && { totpSecret: secret }) };
  }
  return roles;
}

function checkRole(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) throw wrongUse('--role takes NAME=USER, or “none” alone');
  const name = RoleName.safeParse(text.slice(0, at));
  if (!name.success)
    throw wrongUse(`--role: “${text.slice(0, at)}” is no name of a role: small letters, digits and hyphens`);
  return [name.data, text.slice(at + 1)];
}

function headersOf(text: string | undefined): Record<string, string> {
  if (!text) return {};
  const refuse = (): never => {
    throw wrongUse(`${accessVariables.headers} is not a JSON object of header names and values`);
  };
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, string>) : refuse();
  } catch {
    return refuse();
  }
}

function checkHeader(text: string): [string, string] {
  const at = text.indexOf(':');
  if (at < 1) throw wrongUse('--header takes “Name: value”');
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

function checkBasic(text: string): { user: string; password: string } {
  const at = text.indexOf(':');
  if (at < 1) throw wrongUse('--basic takes user:password');
  return { user: text.slice(0, at), password: text.slice(at + 1) };
}

async function readScenarios(file: string): Promise<ScenarioFile> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new AppError('invalid', 'cli.usage', `--scenarios: ${file} cannot be read`, { cause: error });
  });
  const read = ScenarioFile.safeParse({ name: basename(file), text });
  if (!read.success) throw wrongUse(`--scenarios: ${file} is longer than 100,000 characters`);
  return read.data;
}

async function readState(file: string): Promise<StorageState> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new AppError('invalid', 'cli.usage', `--storage-state: ${file} cannot be read`, { cause: error });
  });
  const state = StorageState.safeParse(parseJson(text));
  if (!state.success) throw wrongUse(`--storage-state: ${file} is no storage state as Playwright writes it`);
  return state.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Throws `invalid cli.usage`. */
export function checkUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text).href;
  throw wrongUse(`“${text}” is not an address that starts with http:// or https://`);
}

function checkLevel(text: string): InteractionLevel {
  const level = InteractionLevel.safeParse(text);
  if (level.success) return level.data;
  throw wrongUse(`--interaction takes ${InteractionLevel.options.join(', ')}, not “${text}”`);
}

function checkSeconds(text: string): number {
  const seconds = Number(text);
  if (Number.isFinite(seconds) && seconds >= 1) return seconds;
  throw wrongUse(`--time-budget takes a number of seconds, not “${text}”`);
}
