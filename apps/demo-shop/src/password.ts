import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';

export interface PasswordHash {
  readonly salt: Buffer;
  readonly hash: Buffer;
}

// The cost is kept low because accounts live only as long as the process.
const cost = { N: 1024 };
const hashBytes = 32;

export const hashPassword = (password: string): PasswordHash => {
  const salt = randomBytes(16);
  return { salt, hash: scryptSync(password, salt, hashBytes, cost) };
};

export const passwordMatches = (stored: PasswordHash, password: string): boolean =>
  timingSafeEqual(stored.hash, scryptSync(password, stored.salt, hashBytes, cost));
