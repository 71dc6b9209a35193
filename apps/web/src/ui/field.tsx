import { clsx } from 'clsx';
import {
  useId,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react';

const control =
  'border-line-strong bg-surface placeholder:text-soft h-9 w-full rounded-md border px-3 disabled:opacity-60 aria-invalid:border-bad';

interface Labelled {
  label: string;
  hint?: ReactNode;
}

export function Field({ label, hint, className, ...rest }: Labelled & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      <input id={id} className={control} aria-describedby={hint ? `${id}-hint` : undefined} {...rest} />
      {hint ? (
        <p id={`${id}-hint`} className="text-soft mt-1 text-xs">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

export function Lines({ label, hint, className, ...rest }: Labelled & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      <textarea
        id={id}
        className={clsx(control, 'h-auto py-2')}
        aria-describedby={hint ? `${id}-hint` : undefined}
        {...rest}
      />
      {hint ? (
        <p id={`${id}-hint`} className="text-soft mt-1 text-xs">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

export function Choice({
  label,
  hint,
  className,
  children,
  ...rest
}: Labelled & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      <select id={id} className={clsx(control, 'pr-8')} aria-describedby={hint ? `${id}-hint` : undefined} {...rest}>
        {children}
      </select>
      {hint ? (
        <p id={`${id}-hint`} className="text-soft mt-1 text-xs">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
