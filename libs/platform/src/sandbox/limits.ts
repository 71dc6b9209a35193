/** What one job may use. Every number is a hard end, not a hint. */
export interface SandboxLimits {
  /** From start to end of the job. */
  wallMs: number;
  /** All processes together (proportional share) with their memory-backed files; one process alone gets little more even between two samples. */
  memoryBytes: number;
  /** Everything under the job's output folder, unlinked files still open included. */
  diskBytes: number;
  /** Standard output and standard error together. */
  outputBytes: number;
  /** Processes and threads alive at once. */
  processes: number;
  /** Open files of each process. */
  openFiles: number;
  fileSizeBytes: number;
  /** CPU seconds of each process. */
  cpuS: number;
  /** Size of `/tmp` and, separately, of `/home/tester`. Lives in memory. */
  tmpBytes: number;
  /** Size of `/dev/shm`. Lives in memory. */
  shmBytes: number;
}

const mebibyte = 1024 ** 2;

/**
 * Room for one Playwright run with several browsers, with video and trace. Four workers were seen with 335 threads on two
 * cores, and every pool of threads grows with the cores; where none can be started any more, browsers and runner die.
 */
export const defaultSandboxLimits: SandboxLimits = {
  wallMs: 10 * 60_000,
  memoryBytes: 4096 * mebibyte,
  diskBytes: 2048 * mebibyte,
  outputBytes: 64 * mebibyte,
  processes: 2_000,
  openFiles: 4096,
  fileSizeBytes: 512 * mebibyte,
  cpuS: 1200,
  tmpBytes: 512 * mebibyte,
  shmBytes: 512 * mebibyte,
};
