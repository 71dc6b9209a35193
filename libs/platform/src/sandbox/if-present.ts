/** Processes and files that a job owns may go, or close themselves, between listing and reading them. */
const goneCodes = new Set(['ENOENT', 'ESRCH', 'ENOTDIR', 'EACCES', 'EPERM']);

/** The value, or undefined when its subject is gone or not ours to see; every other error is thrown. */
export async function ifPresent<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    return undefinedIfGone(error);
  }
}

/**
 * The same at once. What is read many times a second is read so: a trip through the thread pool costs ten times the call,
 * and a file of unknown size a buffer of its own.
 */
export function ifPresentNow<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    return undefinedIfGone(error);
  }
}

function undefinedIfGone(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && goneCodes.has(String(error.code))) return undefined;
  throw error;
}
