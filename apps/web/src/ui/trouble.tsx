import type { ErrorComponentProps } from '@tanstack/react-router';
import { RotateCcw, TriangleAlert } from 'lucide-react';
import { ApiProblem } from '../api.js';
import { Button } from './button.js';

const adviceFor = (error: Error): string => {
  if (!(error instanceof ApiProblem))
    return 'TestForge does not answer. If it runs on your machine, see whether “npm start” is still up; then try again.';
  if (error.status === 404) return `${error.message} It may have been deleted, or it belongs to another account.`;
  if (error.status === 403) return `${error.message} Ask an owner for the right to do this.`;
  return error.message;
};

/** What went wrong, in words that tell what to do. */
export const Trouble = ({ error, onRetry }: { error: Error; onRetry?: () => void }) => (
  <div role="alert" className="border-line bg-surface flex flex-wrap items-start gap-3 rounded-lg border p-4">
    <TriangleAlert className="text-bad mt-0.5 size-5 shrink-0" aria-hidden />
    <div className="min-w-0 grow">
      <p className="font-semibold">This did not work</p>
      <p className="text-soft mt-0.5 max-w-prose break-words">{adviceFor(error)}</p>
    </div>
    {onRetry ? (
      <Button onClick={onRetry} small>
        <RotateCcw className="size-3.5" aria-hidden /> Try again
      </Button>
    ) : null}
  </div>
);

/** For faults of a page itself. */
export const PageTrouble = ({ error, reset }: ErrorComponentProps) => (
  <div className="mx-auto max-w-3xl p-6">
    <Trouble error={error instanceof Error ? error : new Error(String(error))} onRetry={reset} />
  </div>
);

/** A line beside the control that caused it. */
export const Refusal = ({ error }: { error: Error | null }) =>
  error ? (
    <p role="alert" className="text-bad mt-2 text-sm">
      {adviceFor(error)}
    </p>
  ) : null;
