import { seedLocalTenant } from '@testforge/platform/db';

/**
 * Seeds a migrated database by hand: `node --import @swc-node/register/esm-register prisma/seed.ts OWNER_URL`.
 * `npm start` calls the same function.
 */
const ownerUrl = process.argv[2];
if (ownerUrl === undefined) throw new Error('give the address of the database, as its owner, as the first argument');
const { tenantId, apiKey } = await seedLocalTenant({ ownerUrl });
console.log(
  `tenant ${tenantId}: ${apiKey === undefined ? 'its API key was made before' : `API key ${apiKey}, shown this once`}`,
);
