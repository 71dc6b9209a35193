import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writeJsonAtomically } from './atomic-file.js';

const secret = (bytes: number, encoding: 'base64' | 'hex') =>
  z
    .string()
    .min(1)
    .default(() => randomBytes(bytes).toString(encoding));

/** Every secret of one installation, made once and kept in `secrets.json`, readable by its owner only. */
const Secrets = z.object({
  /** 32 bytes, base64: what TESTFORGE_SECRET_KEY is where nothing is set. */
  secretKey: secret(32, 'base64'),
  /** 32 bytes, base64: signs the addresses of stored objects. */
  objectSigningKey: secret(32, 'base64'),
  databaseOwnerPassword: secret(24, 'hex'),
  databasePassword: secret(24, 'hex'),
  redisPassword: secret(24, 'hex'),
  qdrantApiKey: secret(24, 'hex'),
});
export type Secrets = z.infer<typeof Secrets>;

/** The kept secrets; those that are missing are made and kept first. */
export function keepSecrets(stateDir: string): Secrets {
  const path = join(stateDir, 'secrets.json');
  const secrets = Secrets.parse(readJson(path) ?? {});
  writeJsonAtomically(path, secrets);
  return secrets;
}
