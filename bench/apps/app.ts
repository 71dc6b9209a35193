/** Where one release of an app lives and listens. */
export interface Place {
  release: string;
  /** The installed package: a Python environment, or a folder with `node_modules`. */
  installed: string;
  /** All that the app writes; made empty before `prepare`. */
  data: string;
  port: number;
  /** `http://127.0.0.1:PORT` */
  origin: string;
  user: string;
  email: string;
  password: string;
  /** Distinguishes two sets of data of the same shape. */
  sample: Sample;
  /** An empty database, for apps that need one. */
  database: Database | null;
  /** Runs one of the package's programs to its end. Throws with what it printed when it fails. */
  run(command: Command): Promise<string>;
}

export interface Database {
  host: string;
  port: number;
  user: string;
  password: string;
  name: string;
}

export interface Command {
  /** A program in the package's own bin folder; an absolute path is taken as it is. */
  program: string;
  args: readonly string[];
  env?: Record<string, string>;
  cwd?: string;
}

/** Titles and names that an app's first data is made of. */
export interface Sample {
  titles: readonly [string, string, string];
  words: string;
}

/** One app from a package registry: what is installed, how its first data is made, and how it is started. */
export interface App {
  name: string;
  /** Pinned; the first is started unless another is named. */
  releases: readonly [string, ...string[]];
  registry: 'npm' | 'pypi' | 'go';
  /** What the registry's client is told to install, pinned; more than one where the package leaves out what it needs. */
  packages(release: string): readonly string[];
  /** What older releases were built with and do not say themselves (pip's constraints). */
  constraints?: readonly string[];
  needsDatabase?: boolean;
  /** What to log in with; null where the app is open to everybody. */
  account: ((place: Place) => { user: string; password: string }) | null;
  /** Makes the first data. Once, before the first start and after each reset. */
  prepare(place: Place): Promise<void>;
  /** Brings data that another release made up to date; missing where the app does it by itself. */
  upgrade?(place: Place): Promise<void>;
  serve(place: Place): Command;
  /** Work that needs the app to answer already. Once, right after the first start. */
  afterFirstStart?(place: Place): Promise<void>;
  /** Path to begin at. */
  entry?: string;
  /** Path that answers below 500 as soon as the app is ready; default `entry`. */
  ready?: string;
}
