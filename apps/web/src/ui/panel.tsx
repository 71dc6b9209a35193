import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export const Panel = ({ className, children }: { className?: string; children: ReactNode }) => (
  <div className={clsx('border-line bg-surface rounded-lg border', className)}>{children}</div>
);

/** A titled part of a page. */
export const Section = ({
  title,
  note,
  actions,
  children,
}: {
  title: ReactNode;
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) => (
  <section className="mt-8 first:mt-0">
    <div className="mb-3 flex flex-wrap items-end justify-between gap-2">
      <div>
        <h2 className="text-base font-semibold">{title}</h2>
        {note ? <p className="text-soft mt-0.5 max-w-prose">{note}</p> : null}
      </div>
      {actions}
    </div>
    {children}
  </section>
);

/** What a page shows instead of nothing: what this is, and what to do. */
export const Empty = ({ title, children }: { title: string; children?: ReactNode }) => (
  <div className="border-line rounded-lg border border-dashed px-6 py-10 text-center">
    <p className="font-semibold">{title}</p>
    {children ? <div className="text-soft mx-auto mt-1 max-w-prose">{children}</div> : null}
  </div>
);

/** Label and value, as many as fit beside one another. */
export const Facts = ({ items }: { items: [string, ReactNode][] }) => (
  <dl className="flex flex-wrap gap-x-8 gap-y-2">
    {items.map(([name, value]) => (
      <div key={name}>
        <dt className="text-soft text-xs">{name}</dt>
        <dd className="font-medium">{value}</dd>
      </div>
    ))}
  </dl>
);
