/** Processes and files that a job owns may go, or close themselves, between listing and reading them. */
const goneCodes = new Set(['ENOENT', 'ESRCH', 'ENOTDIR', 'EACCES', 'EPERM']);

/** The value, or undefined when its subject is gone or not ours to see; every other error is thrown. */
export async function ifPresent<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Error && 'code' in error && goneCodes.has(String(error.code))) return undefined;
    throw error;
  }
}
