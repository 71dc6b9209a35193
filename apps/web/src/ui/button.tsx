import { clsx } from 'clsx';
import type { ButtonHTMLAttributes, ReactNode } from 'react';

const looks = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  plain: 'border border-line bg-surface hover:bg-raised',
  quiet: 'text-soft hover:bg-raised hover:text-ink',
  danger: 'border border-line bg-surface text-bad hover:bg-bad-tint',
} as const;

export const buttonClass = (look: keyof typeof looks = 'plain', small = false): string =>
  clsx(
    'inline-flex items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap transition-colors',
    'disabled:cursor-not-allowed disabled:opacity-55',
    small ? 'h-7 px-2 text-xs' : 'h-9 px-3.5',
    looks[look],
  );

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: keyof typeof looks;
  small?: boolean;
  busy?: boolean;
  children: ReactNode;
}

export const Button = ({ look, small, busy, className, children, disabled, type = 'button', ...rest }: ButtonProps) => (
  <button
    type={type}
    className={clsx(buttonClass(look, small), className)}
    disabled={disabled || busy}
    aria-busy={busy || undefined}
    {...rest}
  >
    {children}
  </button>
);
