import type { NetworkPolicy } from './address-rules.js';
import type { SandboxLimits } from './limits.js';

/** `http://localhost:3000`, `https://app.example.com`: scheme, host and port, nothing else counts. */
export interface AllowedOrigin {
  origin: string;
}

/** A file or folder of the host, shown read-only inside. */
export interface ReadOnlyMount {
  from: string;
  to: string;
}

/** One program to run with nothing but what is named here. */
export interface SandboxJob {
  /** Program and arguments, by their paths inside. Node is at `/opt/node/bin/node`. */
  argv: string[];
  cwd: string;
  /** The whole environment inside; only the proxy's address is added, and only if a named host is allowed. */
  env: Record<string, string>;
  readOnly: ReadOnlyMount[];
  /** Host folder made by the caller, `/out` inside: the only writable place besides `/tmp`, `/dev/shm` and `/home/tester`. */
  outDir: string;
  stdin?: string;
  origins: string[];
  limits: SandboxLimits;
  network: SandboxNetwork;
  onLine?: (line: string) => void;
  signal?: AbortSignal;
}

export interface SandboxNetwork {
  /** `local`: loopback and private addresses for listed origins. `service`: public addresses only, after resolution. */
  policy: NetworkPolicy;
  /** The platform's own ports: never reached on loopback nor on an address of this machine. */
  refusePorts: number[];
}

export type SandboxEnd = 'exited' | 'timeout' | 'memory' | 'disk' | 'output' | 'cancelled';

/** A regular file with one link; `path` is relative to the output folder. Its contents are a stranger's. */
export interface CollectedFile {
  path: string;
  sizeBytes: number;
}

/** Connections that the allow-list proxy turned away. */
export interface RefusedConnection {
  host: string;
  port: number;
  count: number;
}

export interface SandboxResult {
  /** Null unless `ended` is `exited`. */
  exitCode: number | null;
  ended: SandboxEnd;
  stdoutTail: string;
  stderrTail: string;
  files: CollectedFile[];
  /** Links, fifos, devices, sockets and unreachable entries left out of `files`. */
  skippedFiles: number;
  refused: RefusedConnection[];
  durationMs: number;
}

export type SandboxMode = 'bubblewrap' | 'none';

/** What is in force on this machine, for `doctor`. */
export interface SandboxDescription {
  mode: SandboxMode;
  /** False also for mode `none`: nothing confines there. */
  confined: boolean;
  /** Each run has a user id of its own (needs root). */
  uidSeparation: boolean;
  /** Why nothing can run, where `confined` should be true and is not. */
  problem?: string;
}

export interface SandboxLog {
  warn(fields: object, message: string): void;
}

export interface SandboxDeps {
  mode: SandboxMode;
  log: SandboxLog;
  /** Short absolute path; as root every parent must be traversable for all (`/run/testforge`, `/var/tmp/testforge`). */
  stagingDir: string;
  /** All addresses of a host name; the machine's resolver unless given. */
  resolve?: (host: string) => Promise<string[]>;
}

export interface Sandbox {
  /**
   * Runs one job to its end and collects what it left in `outDir`.
   * A failing program is a result. Throws `sandbox.unavailable` (upstream) where the machine cannot confine,
   * `sandbox.origin_refused` (forbidden) and `sandbox.bad_job` (invalid).
   */
  run(job: SandboxJob): Promise<SandboxResult>;
  describe(): Promise<SandboxDescription>;
}
