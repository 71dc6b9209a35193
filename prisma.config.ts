import { defineConfig } from 'prisma/config';

// Only `prisma generate`, `format` and `validate` are used; migrations go through libs/platform/src/db/migrate.ts.
export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
});
