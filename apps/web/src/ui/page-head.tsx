import { useEffect, type ReactNode } from 'react';

/** The title of a page, above it and in the browser's tab. */
export function PageHead({
  title,
  kicker,
  facts,
  actions,
}: {
  title: string;
  kicker?: ReactNode;
  facts?: ReactNode;
  actions?: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · TestForge`;
  }, [title]);
  return (
    <div className="mb-6">
      {kicker ? (
        <div className="text-soft mb-1.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs">{kicker}</div>
      ) : null}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <h1 className="min-w-0 text-xl font-semibold tracking-tight break-words">{title}</h1>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
      {facts ? <div className="mt-4">{facts}</div> : null}
    </div>
  );
}
