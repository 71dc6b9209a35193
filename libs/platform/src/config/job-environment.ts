/** What a job inside the sandbox is told by its environment. */
export interface JobEnvironment {
  /** The only folder it may write results to. */
  outDir: string;
  chromium?: string;
  /** Set by the sandbox where named hosts are reached through its proxy. */
  proxy?: string;
}

/** Reads the environment of a job. Outside a job every field has its default. */
export const readJobEnvironment = (): JobEnvironment => ({
  outDir: process.env['TESTFORGE_JOB_OUT'] || '/out',
  chromium: process.env['TESTFORGE_CHROMIUM'] || undefined,
  proxy: process.env['TESTFORGE_PROXY'] || undefined,
});
