import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SandboxResult } from '../src/sandbox/index.js';
import { driveJob } from './sandbox-driver.js';
import { chromium, jobFor, node, processesNaming, sandboxForSpec, serve, serveTcp, shell } from './sandbox-job.js';

const sandbox = sandboxForSpec();

/** Runs a shell script inside and gives all it could say. */
async function inside(script: string, overrides?: Parameters<typeof shell>[1]): Promise<string> {
  const result = await sandbox.run(await shell(script, overrides));
  return result.stdoutTail + result.stderrTail;
}

async function hostFolder(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp('/var/tmp/testforge-host-');
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o755);
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text, { mode: 0o644 });
  return folder;
}

describe('what a job sees of the host', () => {
  it('cannot read the shadow file, root’s home, the checkout nor a secret that every host user may read', async () => {
    const secrets = await hostFolder({ key: 'host-secret' });
    const said = await inside(
      `for f in /etc/shadow /root/.bashrc ${process.cwd()}/package.json ${secrets}/key /var/tmp /run/testforge/../docker.sock; do cat $f || echo DENIED; done; ls /root /var /mnt || echo NOTHING; ls /`,
    );
    expect(said.match(/^DENIED$/gm)).toHaveLength(6);
    expect(said).toContain('NOTHING');
    expect(said).not.toContain('host-secret');
    expect(said).not.toMatch(/^(root|var|mnt|srv|boot|work|sys)$/m);
  });

  it('sees only its own processes and its own environment', async () => {
    process.env['SANDBOX_SPEC_SECRET'] = 'in-the-parent';
    onTestFinished(() => {
      delete process.env['SANDBOX_SPEC_SECRET'];
    });
    const said = await inside(
      'cat /proc/[0-9]*/environ | tr "\\0" "\\n"; echo PIDS $(ls /proc | grep -c "^[0-9]"); env',
      { env: { PATH: '/usr/bin', GIVEN: 'yes' } },
    );
    expect(said).not.toContain('in-the-parent');
    expect(Number(/PIDS (\d+)/.exec(said)?.[1])).toBeLessThan(12);
    expect(
      said.match(/^\w+=/gm)?.filter((name) => !['PATH=', 'GIVEN=', 'PWD=', 'OLDPWD=', 'container='].includes(name)),
    ).toEqual([]);
  });

  it('gets no descriptor that our own parent left open', async () => {
    const driver = driveJob(await shell('ls -l /proc/self/fd'), '200</etc/hostname');
    const { stdoutTail } = JSON.parse(await driver.output()) as SandboxResult;
    expect(stdoutTail).toContain('200 -> /dev/null');
    expect(stdoutTail.match(/-> (?!\/dev\/null|\/proc\/\d+\/fd)/g)).toHaveLength(2);
  });

  it('keeps the environment, with its secrets, off every command line that other users may read', async () => {
    const seen = Promise.withResolvers<[number, number]>();
    const counted = new AbortController();
    const job = await shell('echo up; sleep 600 # marked', { env: { PATH: '/usr/bin', LOGIN: 'hunter-two' } });
    const onLine = () =>
      void Promise.all([processesNaming('600 # marked'), processesNaming('hunter-two')])
        .then(seen.resolve, seen.reject)
        .finally(() => counted.abort());
    await sandbox.run({ ...job, onLine, signal: counted.signal });
    const [naming, leaking] = await seen.promise;
    expect(naming).toBeGreaterThan(0);
    expect(leaking).toBe(0);
  });

  it('cannot signal a process of the host', async () => {
    const victim = spawn('sleep', ['600']);
    onTestFinished(() => {
      victim.kill();
    });
    const said = await inside(`kill -9 ${victim.pid} || echo NO-SUCH; kill -9 -1; echo`);
    expect(said).toContain('NO-SUCH');
    expect(victim.exitCode ?? victim.signalCode).toBeNull();
  });
});

describe('what a job may change', () => {
  it('cannot write to the system, node_modules, the project nor its own root', async () => {
    const project = await hostFolder({ 'spec.ts': 'as reviewed' });
    const readOnly = [
      { from: project, to: '/work/project' },
      { from: join(process.cwd(), 'node_modules'), to: '/work/node_modules' },
    ];
    const said = await inside(
      'for f in /etc/passwd /etc/x /usr/x /usr/bin/sh /opt/node/bin/node /work/project/spec.ts /work/project/new /work/node_modules/x /run/testforge/start.sh /dev/x /x; do (echo broken > $f) 2>/dev/null && echo WROTE $f; done; rm -f /work/project/spec.ts; chmod 777 /work/project; echo done',
      { readOnly },
    );
    expect(said).not.toContain('WROTE');
    expect(said).toContain('done');
    expect(await readFile(join(project, 'spec.ts'), 'utf8')).toBe('as reviewed');
  });

  it('can write to /out, /tmp, /dev/shm and its home', async () => {
    const result = await sandbox.run(
      await shell('for d in /out /tmp /dev/shm /home/tester; do echo x > $d/f && echo WROTE; done'),
    );
    expect(result.stdoutTail.match(/WROTE/g)).toHaveLength(4);
    expect(result.files).toEqual([{ path: 'f', sizeBytes: 2 }]);
  });

  it('cannot change the kernel, mount, open a user namespace, make or read a device', async () => {
    const said = await inside(`
      for f in /proc/sys/kernel/core_pattern /proc/sys/net/ipv4/ip_forward /proc/sys/user/max_user_namespaces /proc/sysrq-trigger; do (echo 1 > $f) 2>/dev/null && echo WROTE $f; done
      mount -t tmpfs none /tmp 2>/dev/null && echo MOUNTED
      mount -o remount,rw / 2>/dev/null && echo MOUNTED
      umount /proc 2>/dev/null && echo MOUNTED
      unshare -Ur true 2>/dev/null && echo NAMESPACE
      unshare -m true 2>/dev/null && echo NAMESPACE
      mknod /tmp/disk b 254 0 2>/dev/null && echo DEVICE
      ls /dev/vda /dev/sda /dev/mem /dev/kmsg 2>/dev/null && echo DEVICE
      chroot / true 2>/dev/null && echo CHROOT
      grep -E 'Cap(Eff|Prm|Bnd)|NoNewPrivs' /proc/self/status`);
    expect(said).not.toMatch(/WROTE|MOUNTED|NAMESPACE|DEVICE|CHROOT/);
    expect(said.match(/Cap\w+:\s+0{16}$/gm)).toHaveLength(3);
    expect(said).toMatch(/NoNewPrivs:\s+1/);
  });
});

describe('what a job can reach', () => {
  const dial = (host: string, port: number) =>
    `await new Promise((done) => connect({ host: '${host}', port: ${port}, timeout: 2000 }).on('data', (d) => { console.log('LEAK ' + d); done(); }).on('timeout', function () { this.destroy(); done(); }).on('error', (e) => { console.log(e.code); done(); }));`;
  const importConnect = "import { connect } from 'node:net';";

  it("cannot reach the database's port by a raw socket, on IPv4 nor IPv6 loopback, nor the metadata address", async () => {
    const database = await serveTcp();
    const other = await serveTcp('::1', database.port);
    const script = [
      importConnect,
      dial('127.0.0.1', database.port),
      dial('::1', database.port),
      dial('169.254.169.254', 80),
      dial('1.1.1.1', 80),
    ].join('\n');
    const result = await sandbox.run(await node(script));
    expect(result.stdoutTail.trim().split('\n')).toEqual([
      'ECONNREFUSED',
      'ECONNREFUSED',
      'ENETUNREACH',
      'ENETUNREACH',
    ]);
    expect(database.connections() + other.connections()).toBe(0);
  });

  it("cannot reach the database's port, IPv6 loopback or metadata from a page, while the page's own origin answers", async () => {
    const database = await serveTcp();
    const tries = [
      `http://127.0.0.1:${database.port}/`,
      `http://[::1]:${database.port}/`,
      'http://169.254.169.254/latest/meta-data/',
    ];
    const { port } = await serve((request, response) => {
      response.setHeader('content-type', 'text/html');
      if (request.url === '/own') return response.end('own data');
      response.end(`<body><img src="${tries[0]}"><script>
        const seen = [];
        Promise.all(['/own', ...${JSON.stringify(tries)}].map((url) => fetch(url, { mode: url === '/own' ? 'cors' : 'no-cors' }).then(async (r) => seen.push('GOT ' + url + ' ' + await r.text()), () => seen.push('FAILED ' + url))))
          .then(() => { document.body.textContent = seen.sort().join('|'); });
      </script>`);
    });
    const result = await sandbox.run(
      await chromium(`http://localhost:${port}/`, { origins: [`http://localhost:${port}`] }),
    );
    expect(result.stdoutTail).toContain([...tries.map((url) => `FAILED ${url}`), 'GOT /own own data'].sort().join('|'));
    expect(database.connections()).toBe(0);
  });

  it('refuses an origin on one of the platform’s own ports before anything starts', async () => {
    const database = await serveTcp();
    const job = await shell('true', {
      origins: [`http://localhost:${database.port}`],
      network: { policy: 'local', refusePorts: [database.port] },
    });
    await expect(sandbox.run(job)).rejects.toMatchObject({ kind: 'forbidden', code: 'sandbox.origin_refused' });
  });

  it('shows a file: page nothing of the host', async () => {
    const secrets = await hostFolder({ 'key.txt': 'host-secret' });
    for (const address of ['file:///etc/shadow', `file://${secrets}/key.txt`, 'file:///root/']) {
      const result = await sandbox.run(await chromium(address));
      expect(result.stdoutTail).not.toMatch(/host-secret|root:|\.bashrc/);
    }
    const passwd = await sandbox.run(await chromium('file:///etc/passwd'));
    expect(passwd.stdoutTail).toContain('tester:x:1000');
    expect(passwd.stdoutTail).not.toContain('daemon');
  });
});

describe('the way in', () => {
  it('calls a host path that is missing bad input', async () => {
    const job = await jobFor(['true'], { readOnly: [{ from: '/no/such/place', to: '/work/x' }] });
    await expect(sandbox.run(job)).rejects.toMatchObject({ kind: 'invalid', code: 'sandbox.bad_job' });
  });

  it('calls a folder that is closed to the run’s user bad input, and a normal user’s own folder fine', async () => {
    const closed = await hostFolder({});
    await chmod(closed, 0o700);
    const run = sandbox.run(await jobFor(['ls', '/work/x'], { readOnly: [{ from: closed, to: '/work/x' }] }));
    if (process.getuid?.() === 0) await expect(run).rejects.toMatchObject({ kind: 'invalid', code: 'sandbox.bad_job' });
    else expect(await run).toMatchObject({ exitCode: 0 });
  });

  it('shows a project that lies under a folder only root may enter', async () => {
    const closed = await hostFolder({});
    await mkdir(join(closed, 'private/project'), { recursive: true });
    await writeFile(join(closed, 'private/project/a'), 'from below');
    await chmod(join(closed, 'private'), 0o700);
    expect(
      await inside('cat /work/project/a', {
        readOnly: [{ from: join(closed, 'private/project'), to: '/work/project' }],
      }),
    ).toBe('from below');
  });
});
