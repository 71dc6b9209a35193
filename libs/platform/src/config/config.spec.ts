import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ConfigSchema, loadConfig, newKey } from './config.js';

const least = {
  DATABASE_URL: 'postgres://app@127.0.0.1/db',
  REDIS_URL: 'redis://127.0.0.1',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  QDRANT_URL: 'http://127.0.0.1:6333',
  TESTFORGE_SECRET_KEY: newKey(),
  TESTFORGE_SIGNING_KEY: newKey(),
};

describe('the configuration', () => {
  it('takes the least settings and fills in the defaults', () => {
    const config = loadConfig(least);
    expect(config.TESTFORGE_SANDBOX).toBe('bubblewrap');
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('treats an empty variable as one that is not set', () => {
    expect(loadConfig({ ...least, LOG_LEVEL: '' }).LOG_LEVEL).toBe('info');
  });

  it('names what is wrong without telling the value', () => {
    const failure = (): unknown => loadConfig({ ...least, TESTFORGE_SECRET_KEY: 'tell-nobody', REDIS_URL: undefined });
    expect(failure).toThrow(/TESTFORGE_SECRET_KEY/);
    expect(failure).toThrow(/REDIS_URL/);
    expect(failure).not.toThrow(/tell-nobody/);
  });

  it.each([{ PUBLIC_URL: 'https://testforge.corp' }, { API_HOST: '0.0.0.0' }])(
    'opens this machine’s network to people elsewhere only by name: %o',
    (reached) => {
      expect(() => loadConfig({ ...least, ...reached })).toThrow(/TESTFORGE_NETWORK_POLICY.*say/);
      for (const policy of ['local', 'service'] as const)
        expect(loadConfig({ ...least, ...reached, TESTFORGE_NETWORK_POLICY: policy })).toMatchObject(reached);
      expect(loadConfig({ ...least, PUBLIC_URL: 'http://localhost:8080' }).TESTFORGE_NETWORK_POLICY).toBe('local');
    },
  );

  it('believes proxies that were named by address, and nothing that is no address', () => {
    expect(loadConfig({ ...least, TRUST_PROXY: '127.0.0.1, 10.0.0.0/8,fd00::/8' }).TRUST_PROXY).toEqual([
      '127.0.0.1',
      '10.0.0.0/8',
      'fd00::/8',
    ]);
    expect(loadConfig(least).TRUST_PROXY).toEqual([]);
    for (const all of ['true', '*', 'proxy.corp']) expect(() => loadConfig({ ...least, TRUST_PROXY: all })).toThrow();
  });

  it('is described in full by .env.example', () => {
    const example = readFileSync(new URL('../../../../.env.example', import.meta.url), 'utf8');
    const named = [...example.matchAll(/^#? ?([A-Z0-9_]+)=/gm)].map((match) => match[1]);
    expect(named.sort()).toEqual(Object.keys(ConfigSchema.shape).sort());
  });
});
