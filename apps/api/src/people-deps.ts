import {
  hashPassword,
  verifyPassword,
  type AccessTokens,
  type ApiKeys,
  type Audit,
  type Members,
  type People,
} from '@testforge/identity';
import {
  createAccessTokens,
  createApiKeys,
  createAudit,
  createMembers,
  createPeople,
  createSessions,
  createSigningKeys,
} from '@testforge/identity';
import type { Sessions, SigningKeys } from '@testforge/identity';
import type { Db } from '@testforge/platform/db';
import type { AtomicCache } from '@testforge/platform/redis';
import type { Vault } from '@testforge/platform/secrets';
import {
  createProjects,
  createRunDetails,
  createShares,
  type Projects,
  type RunDetails,
  type Shares,
} from '@testforge/runs';

/** What the routes for people are made of, besides what runs need. */
export interface PeopleDeps {
  people: People;
  members: Members;
  audit: Audit;
  sessions: Sessions;
  tokens: AccessTokens;
  signingKeys: SigningKeys;
  apiKeys: ApiKeys;
  projects: Projects;
  details: RunDetails;
  shares: Shares;
  /** Counts and forgets; for throttles. */
  throttle: Pick<AtomicCache, 'count'>;
  passwords: {
    hash(password: string): Promise<string>;
    verify(hash: string | null, password: string): Promise<boolean>;
  };
  /** The tenant of a project whose badge everybody may see. */
  findPublicBadge(projectId: string): Promise<string | null>;
  findShareByCode: Db['lookup']['findShareByCode'];
  /** Where people reach the API, without a path. */
  publicUrl: string;
  /** Addresses and ranges of proxies whose word about who asks is believed. */
  trustedProxies: string[];
  /** Whether anybody may make a tenant of their own. */
  registrationOpen: boolean;
  /** Signs addresses of badges that are not public. */
  signingKey: Buffer;
  /** The dashboard's files. */
  webDir: string;
  /** Where pictures come from besides this server. */
  objectOrigins: string[];
}

interface Parts {
  db: Db;
  cache: AtomicCache;
  vault: Vault;
  publicUrl: string;
  trustedProxies: string[];
  registrationOpen: boolean;
  signingKey: Buffer;
  webDir: string;
  objectOrigins: string[];
}

export function composePeople({ db, cache, vault, ...rest }: Parts): PeopleDeps {
  const signingKeys = createSigningKeys({ cache, vault });
  const apiKeys = createApiKeys({ db });
  const isKeyGood = (tenantId: string, keyId: string): Promise<boolean> =>
    apiKeys.isGood({ tenantId, requestId: 'session' }, keyId);
  return {
    ...rest,
    signingKeys,
    tokens: createAccessTokens(signingKeys),
    people: createPeople({ db, cache, isKeyGood }),
    members: createMembers({ db }),
    audit: createAudit({ db }),
    sessions: createSessions({ cache, isKeyGood }),
    apiKeys,
    projects: createProjects({ db }),
    details: createRunDetails({ db }),
    shares: createShares({ db }),
    throttle: cache,
    passwords: { hash: hashPassword, verify: verifyPassword },
    findPublicBadge: (projectId) => db.lookup.findPublicBadge(projectId),
    findShareByCode: (code) => db.lookup.findShareByCode(code),
  };
}
