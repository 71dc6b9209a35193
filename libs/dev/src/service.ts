import type { Secrets } from './secrets.js';

export interface StartOptions {
  stateDir: string;
  /** Where the bootstrap keeps downloaded and built programs. */
  cacheDir: string;
  /** Free port on 127.0.0.1. */
  port: number;
  secrets: Secrets;
}

export interface EmbeddedService {
  /** The folder of its data. */
  dir: string;
  /** Resolves when its process has ended, asked to or not. */
  ended: Promise<void>;
  stop(): Promise<void>;
}
