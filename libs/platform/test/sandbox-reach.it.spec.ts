import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '@testforge/testkit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { defaultSandboxLimits } from '../src/sandbox/index.js';
import { chromium, headlessShell, jobFor, node, sandboxForSpec, serve, serveTcp } from './sandbox-job.js';

const fetchText = (...urls: string[]) =>
  `for (const url of ${JSON.stringify(urls)}) console.log(await fetch(url, { redirect: 'manual' }).then(async (r) => r.status + ' ' + await r.text(), (e) => e.cause?.code ?? e.message));`;
/** Plain HTTP through the proxy in absolute form, as curl and every proxy-aware client speaks it. */
const proxied = (...urls: string[]) => `import { request } from 'node:http';
  const proxy = new URL(process.env.TESTFORGE_PROXY);
  for (const url of ${JSON.stringify(urls)}) await new Promise((done) => request({ host: proxy.hostname, port: proxy.port, path: url, headers: { host: 'evil.test' } }, async (r) => { console.log(r.statusCode, (await r.toArray()).join('').trim()); done(); }).on('error', (e) => { console.log(e.code); done(); }).end());`;
const linesOf = (text: string) => text.trim().split('\n');

describe('an allowed origin on this machine', () => {
  it.each(['127.0.0.1', '::1'])('is reached by node under its own address when it listens on %s', async (host) => {
    const { port } = await serve((request, response) => response.end(`${request.headers.host} ${request.url}`), host);
    const url = `http://localhost:${port}/path`;
    const result = await sandboxForSpec().run(await node(fetchText(url), { origins: [`http://localhost:${port}`] }));
    expect(linesOf(result.stdoutTail)).toEqual([`200 localhost:${port} /path`]);
  });

  it('is reached by Chromium without any proxy setting', async () => {
    const { port } = await serve((_, response) => response.end('<h1>the app</h1>'));
    const result = await sandboxForSpec().run(
      await chromium(`http://127.0.0.1:${port}/`, { origins: [`http://127.0.0.1:${port}`] }),
    );
    expect(result.stdoutTail).toContain('the app');
  });

  it('is served many times at once, and large answers come whole', async () => {
    const { port } = await serve((_, response) => response.end(Buffer.alloc(3 * 1024 ** 2, 7)));
    const script = `const sizes = await Promise.all(Array.from({ length: 20 }, () => fetch('http://localhost:${port}/').then(async (r) => (await r.arrayBuffer()).byteLength))); console.log(new Set(sizes));`;
    const result = await sandboxForSpec().run(await node(script, { origins: [`http://localhost:${port}`] }));
    expect(result.stdoutTail).toContain(`Set(1) { ${3 * 1024 ** 2} }`);
  });

  it('takes the whole inside with it when what carries it ends, so that nobody takes that for a word of the app', async () => {
    const { port } = await serve((_, response) => response.end('the app'));
    const script = `import { readdirSync, readFileSync } from 'node:fs';
      const isCarrier = (pid) => readFileSync('/proc/' + pid + '/comm', 'utf8').trim() === 'socat';
      console.log('begun');
      for (const pid of readdirSync('/proc').filter((name) => /^\\d+$/.test(name)).filter(isCarrier)) process.kill(Number(pid), 'SIGKILL');
      setTimeout(() => console.log('still there'), 60_000);`;
    const result = await sandboxForSpec().run(await node(script, { origins: [`http://localhost:${port}`] }));
    expect(linesOf(result.stdoutTail)).toEqual(['begun']);
    expect(result).toMatchObject({ ended: 'exited', exitCode: 137 });
  });

  it('is a refused connection, not a hang, while the app is down', async () => {
    const origin = `http://localhost:${await freePort()}`;
    const result = await sandboxForSpec().run(await node(fetchText(`${origin}/`), { origins: [origin] }));
    expect(result.stdoutTail).toMatch(/ECONN|UND_ERR_SOCKET/);
  });
});

describe('a named host', () => {
  it('is reached through the proxy at the address resolved outside, under the name that was checked', async () => {
    const { port } = await serve((request, response) => response.end(`app at ${request.headers.host}`));
    const sandbox = sandboxForSpec({ resolve: async () => ['127.0.0.1'] });
    const result = await sandbox.run(
      await node(proxied(`http://shop.test:${port}/`), { origins: [`http://shop.test:${port}`] }),
    );
    expect(linesOf(result.stdoutTail)).toEqual([`200 app at shop.test:${port}`]);
    expect(result.refused).toEqual([]);
  });

  it('is reached by Chromium with the proxy set, and a page’s request to another host is turned away and counted', async () => {
    const { port } = await serve((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(
        "<body>shop<script>fetch('http://tracker.test/x').catch(() => { document.body.textContent += ' refused'; })</script>",
      );
    });
    const sandbox = sandboxForSpec({ resolve: async () => ['127.0.0.1'] });
    const job = await chromium(`http://shop.test:${port}/`, { origins: [`http://shop.test:${port}`] }, [
      '--proxy-server=http://127.0.0.1:18080',
    ]);
    const result = await sandbox.run(job);
    expect(result.stdoutTail).toContain('shop');
    expect(result.refused).toContainEqual({ host: 'tracker.test', port: 80, count: expect.any(Number) });
  });

  it('is checked anew on each redirect', async () => {
    const inner = await serve((_, response) => response.end('inner secrets'));
    const { port } = await serve((_, response) =>
      response.writeHead(302, { location: `http://inner.test:${inner.port}/` }).end(),
    );
    const sandbox = sandboxForSpec({ resolve: async () => ['127.0.0.1'] });
    const job = await chromium(`http://shop.test:${port}/`, { origins: [`http://shop.test:${port}`] }, [
      '--proxy-server=http://127.0.0.1:18080',
    ]);
    const result = await sandbox.run(job);
    expect(result.stdoutTail).not.toContain('inner secrets');
    expect(result.refused).toContainEqual({ host: 'inner.test', port: inner.port, count: expect.any(Number) });
  });

  it('keeps its first answer, so a name that turns to another address later gains nothing', async () => {
    const answers = [['127.0.0.1'], ['169.254.169.254']];
    const { port } = await serve((_, response) => response.end('first'));
    const sandbox = sandboxForSpec({ resolve: async () => answers.shift() ?? [] });
    const url = `http://shop.test:${port}/`;
    const result = await sandbox.run(await node(proxied(url, url), { origins: [url] }));
    expect(linesOf(result.stdoutTail)).toEqual(['200 first', '200 first']);
    expect(answers).toHaveLength(1);
  });

  it.each([
    ['a metadata address', 'local', '169.254.169.254'],
    ['a mapped metadata address', 'local', '::ffff:169.254.169.254'],
    ['loopback, in a service', 'service', '127.0.0.1'],
    ['a private address, in a service', 'service', '10.0.0.1'],
    ['a unique local address, in a service', 'service', 'fd12::1'],
  ] as const)('is refused when it resolves to %s', async (_, policy, address) => {
    const sandbox = sandboxForSpec({ resolve: async () => [address] });
    const job = await node(proxied('http://shop.test:8080/', 'http://shop.test:8080/'), {
      origins: ['http://shop.test:8080'],
      network: { policy, refusePorts: [] },
    });
    const result = await sandbox.run(job);
    expect(linesOf(result.stdoutTail).map((line) => line.slice(0, 3))).toEqual(['403', '403']);
    expect(result.refused).toEqual([{ host: 'shop.test', port: 8080, count: 2 }]);
  });

  it('does not open the platform’s own ports under a name, by request or by tunnel', async () => {
    const database = await serveTcp();
    const sandbox = sandboxForSpec({ resolve: async () => ['127.0.0.1'] });
    const url = `http://shop.test:${database.port}`;
    const tunnel = `import { connect } from 'node:net';
      const socket = connect(18080, '127.0.0.1', () => socket.write('CONNECT shop.test:${database.port} HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n'));
      socket.on('data', (data) => { console.log(String(data).split('\\r')[0]); socket.destroy(); });`;
    const job = await node(`${tunnel}\n${proxied(`${url}/`)}`, {
      origins: [url],
      network: { policy: 'local', refusePorts: [database.port] },
    });
    const result = await sandbox.run(job);
    expect(linesOf(result.stdoutTail).map((line) => /403/.test(line))).toEqual([true, true]);
    expect(database.connections()).toBe(0);
    expect(result.refused).toEqual([{ host: 'shop.test', port: database.port, count: 2 }]);
  });

  it('carries a tunnel both ways, as TLS needs it', async () => {
    const echo = await serveTcp();
    const sandbox = sandboxForSpec({ resolve: async () => ['127.0.0.1'] });
    const script = `import { connect } from 'node:net';
      const socket = connect(18080, '127.0.0.1', () => socket.write('CONNECT api.test:${echo.port} HTTP/1.1\\r\\n\\r\\n'));
      console.log((await socket.toArray()).join(''));`;
    const result = await sandbox.run(await node(script, { origins: [`https://api.test:${echo.port}`] }));
    expect(result.stdoutTail).toMatch(/^HTTP\/1\.1 200[^]*secret rows/);
  });
});

describe('Playwright Test', () => {
  it('runs a whole project inside and leaves its report and trace in /out', async () => {
    const { port } = await serve((_, response) =>
      response
        .setHeader('content-type', 'text/html')
        .end('<title>Shop</title><button onclick="this.textContent=\'Done\'">Buy</button>'),
    );
    const project = await playwrightProject();
    const modules = join(process.cwd(), 'node_modules');
    const job = await jobFor(
      [
        '/opt/node/bin/node',
        '/work/node_modules/@playwright/test/cli.js',
        'test',
        '--config',
        '/work/project/playwright.config.mjs',
      ],
      {
        cwd: '/work/project',
        readOnly: [
          { from: modules, to: '/work/node_modules' },
          { from: project, to: '/work/project' },
        ],
        env: {
          PATH: '/opt/node/bin:/usr/bin:/bin',
          HOME: '/home/tester',
          TESTFORGE_CHROMIUM: headlessShell,
          BASE_URL: `http://localhost:${port}`,
        },
        origins: [`http://localhost:${port}`],
        limits: { ...defaultSandboxLimits, wallMs: 50_000 },
      },
    );
    const lines: string[] = [];
    const result = await sandboxForSpec().run({ ...job, onLine: (line) => lines.push(line) });
    expect(result, result.stdoutTail + result.stderrTail).toMatchObject({ ended: 'exited', exitCode: 0 });
    expect(lines.join('\n')).toContain('1 passed');
    expect(result.files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['report.json', expect.stringMatching(/trace\.zip$/)]),
    );
  });
});

async function playwrightProject(): Promise<string> {
  const project = await mkdtemp('/var/tmp/testforge-project-');
  onTestFinished(() => rm(project, { recursive: true, force: true }));
  await chmod(project, 0o755);
  await mkdir(join(project, 'tests'));
  // Resolved inside, where node_modules is a sibling of the project.
  await symlink('../node_modules', join(project, 'node_modules'));
  await writeFile(
    join(project, 'playwright.config.mjs'),
    `export default { testDir: './tests', outputDir: '/out/results', reporter: [['line'], ['json', { outputFile: '/out/report.json' }]],
      use: { baseURL: process.env.BASE_URL, trace: 'on', launchOptions: { executablePath: process.env.TESTFORGE_CHROMIUM, args: ['--no-sandbox'] } } };`,
  );
  await writeFile(
    join(project, 'tests/buy.spec.ts'),
    `import { expect, test } from '@playwright/test';
    test('buys', async ({ page, request }) => {
      await page.goto('/');
      await page.getByRole('button', { name: 'Buy' }).click();
      await expect(page.getByRole('button', { name: 'Done' })).toBeVisible();
      expect((await request.get('/')).ok()).toBe(true);
    });`,
  );
  return project;
}
