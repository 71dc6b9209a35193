import type { Run } from '../api.js';

/** Whether the run is still to change by itself. */
export const isActive = ({ status }: Pick<Run, 'status'>): boolean =>
  status === 'queued' || status === 'running' || status === 'paused';
