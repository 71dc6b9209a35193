import { asUser, migrate, onDatabase, prepareCluster, seedSystemRoles } from '@testforge/platform/db';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

const templateName = 'testforge_template';
const ownerPassword = 'owner';
const appRolePassword = 'app';

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser address of the PostgreSQL that all spec files of this Vitest run share. */
    postgresUrl: string;
  }
}

/** Makes the migrated database that every test database is copied from. */
export async function prepareTemplate(superUrl: string): Promise<void> {
  const { ownerUrl } = await prepareCluster({ superUrl, database: templateName, ownerPassword });
  await migrate({ ownerUrl, appRolePassword });
  await seedSystemRoles(ownerUrl);
}

export interface TestDatabase {
  /** For migrations and seeds. */
  ownerUrl: string;
  /** For `createDb`: the role that cannot bypass row-level security. */
  appUrl: string;
  /** For looking behind the scenes. */
  superUrl: string;
  drop(): Promise<void>;
}

/**
 * A migrated database of one spec file's own, with the system roles and nothing else. Takes some 50 ms.
 * @param options.empty leaves the migrations to the caller
 */
export async function createTestDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const template = options.empty ? 'template1' : templateName;
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${template} OWNER testforge_owner`);
  const superUrl = onDatabase(server, name);
  return {
    superUrl,
    ownerUrl: asUser(superUrl, 'testforge_owner', ownerPassword),
    appUrl: asUser(superUrl, 'testforge_app', appRolePassword),
    drop: () => onServer(server, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
