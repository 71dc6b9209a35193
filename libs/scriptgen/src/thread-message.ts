import { AppError, type AppErrorKind, type TestProject } from '@testforge/core';
import type { ProjectRequest } from './write-project.js';

/** To the thread. */
export interface Order {
  id: number;
  request: ProjectRequest;
}

/** From the thread, one for each order. */
export type Reply = { id: number; project: TestProject } | { id: number; error: PlainError };

interface PlainError {
  kind: AppErrorKind;
  code: string;
  message: string;
  details?: Record<string, unknown> | undefined;
}

/** An error as a message carries it; one that is no AppError was nobody's intention. */
export function plainError(error: unknown): PlainError {
  if (error instanceof AppError) {
    const { kind, code, message, details } = error;
    return { kind, code, message, details };
  }
  return { kind: 'upstream', code: 'scriptgen.failed', message: `The project could not be written: ${String(error)}` };
}
