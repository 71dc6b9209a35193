import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App, Place } from '../app.js';

/** A shop on Express, React and PostgreSQL: a public store front, and an admin behind a log-in. */
export const evershop: App = {
  name: 'evershop',
  releases: ['2.2.1'],
  registry: 'npm',
  // The second is imported by the first, which does not say so.
  packages: (release) => [`@evershop/evershop@${release}`, 'concat-stream@2.0.0'],
  needsDatabase: true,
  account: ({ email, password }) => ({ user: email, password }),
  async prepare(place) {
    const { data, installed, run } = place;
    symlinkSync(join(installed, 'node_modules'), join(data, 'node_modules'));
    for (const folder of ['media', 'public', 'config', 'themes', 'extensions', 'translations'])
      mkdirSync(join(data, folder));
    writeFileSync(join(data, 'package.json'), JSON.stringify({ name: 'shop', version: '1.0.0', type: 'module' }));
    const config = { shop: { currency: 'EUR', language: 'en', homeUrl: place.origin } };
    writeFileSync(join(data, 'config', 'default.json'), JSON.stringify(config));
    await run({ ...evershopCommand(place), args: ['build'] });
  },
  serve: (place) => ({ ...evershopCommand(place), args: ['start'] }),
  async afterFirstStart(place) {
    const { email, password, origin, run } = place;
    await run({
      ...evershopCommand(place),
      args: ['user:create', '--email', email, '--password', password, '--name', 'Quinn'],
    });
    await run({ ...evershopCommand(place), args: ['seed', '--all'] });
    // The same person is a customer of the store front.
    const answer = await fetch(`${origin}/api/customers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ full_name: 'Quinn', email, password }),
    });
    if (!answer.ok) throw new Error(`The customer could not be registered: ${answer.status} ${await answer.text()}`);
  },
  // The first page of a new shop links to nothing.
  entry: '/accessories',
};

function evershopCommand({ data, port, database }: Place) {
  if (database === null) throw new Error('EverShop needs a database');
  const env = {
    PORT: `${port}`,
    NODE_ENV: 'production',
    DB_HOST: database.host,
    DB_PORT: `${database.port}`,
    DB_NAME: database.name,
    DB_USER: database.user,
    DB_PASSWORD: database.password,
    DB_SSLMODE: 'disable',
  };
  return { program: 'evershop', env, cwd: data };
}
