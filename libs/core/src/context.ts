/**
 * Who an operation is done for. Every tenant-scoped function takes it first; repositories cannot be called without it.
 */
export interface TenantContext {
  /** UUID of the tenant. */
  tenantId: string;
  userId?: string;
  /** Correlates log lines, traces and audit entries of one request or activity. */
  requestId: string;
  runId?: string;
}
