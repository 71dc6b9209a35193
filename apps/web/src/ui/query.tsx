import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Loading } from './loading.js';
import { PageHead } from './page-head.js';
import { Trouble } from './trouble.js';

/** A question to the API: its answer, or why there is none, never an empty page. */
export function Asked<T>({
  query,
  lines,
  page,
  children,
}: {
  query: UseQueryResult<T>;
  lines?: number;
  /** The title of a page that is nothing without this answer. */
  page?: string;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  return (
    <>
      {page ? <PageHead title={page} /> : null}
      {query.error ? (
        <Trouble error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Loading {...(lines === undefined ? {} : { lines })} />
      )}
    </>
  );
}
