import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Heal, TestForge } from '@testforge/sdk';
import { Command } from 'commander';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandContext } from './command-context.js';
import { addHealCommand } from './heal-command.js';

let dir: string;
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'testforge-heal-'))));
afterEach(() => rm(dir, { recursive: true }));

const file = async (name: string, text: string): Promise<string> => {
  await writeFile(join(dir, name), text);
  return join(dir, name);
};

const answer: NonNullable<Heal['answer']> = {
  decision: 'ask',
  why: 'its text changed',
  confidence: 0.82,
  failedLocator: '#save',
  action: 'click',
  proposals: [{ locator: "page.getByText('Store')", index: 3, name: 'Store', score: 0.8, strategies: {} }],
};
const decided = (decision: typeof answer.decision): Heal => ({
  id: 'h',
  status: 'decided',
  why: null,
  answer: { ...answer, decision },
});

/** The command against a platform that needs a second look to answer `heal`. */
async function run(heal: Heal, ...words: string[]) {
  const [said, sent, codes]: [string[], unknown[], number[]] = [[], [], []];
  let looks = 0;
  const client = {
    startHeal: (request: unknown) => (sent.push(request), Promise.resolve({ ...heal, status: 'deciding' })),
    getHeal: () => Promise.resolve((looks += 1) === 1 ? { ...heal, status: 'deciding', answer: null } : heal),
  } as unknown as TestForge;
  const program = new Command().exitOverride();
  addHealCommand(program, {
    connect: () => Promise.resolve(client),
    out: (line: string) => void said.push(line),
    ended: (code: number) => void codes.push(code),
    signal: new AbortController().signal,
  } as CommandContext);
  await program.parseAsync(['heal', ...words], { from: 'user' });
  return { said: said.join('\n'), sent, code: codes[0] };
}

describe('healing a test of one’s own', () => {
  it('sends Playwright’s error-context.md as the error and the page', async () => {
    const text = '# Error details\n- waiting for locator(\'#save\')\n# Page snapshot\n- button "Store"\n';
    const page = await file('error-context.md', text);
    const { sent, said, code } = await run(decided('ask'), '--page', page);
    expect(sent).toEqual([{ ariaSnapshot: text, error: text }]);
    expect(said).toContain("1. page.getByText('Store')  “Store”  80 %");
    expect(said).toContain('proves it');
    expect(code).toBe(4);
  });

  it('sends a page, a locator and a fingerprint of their own', async () => {
    const page = await file('page.html', '<button>Store</button>');
    const fingerprint = await file('save.json', '{"tag":"button"}');
    const words = ['--page', page, '--locator', '#save', '--fingerprint', fingerprint, '--action', 'click'];
    const { sent } = await run(decided('heal'), ...words);
    const html = '<button>Store</button>';
    expect(sent).toEqual([{ html, failedLocator: '#save', action: 'click', baseline: { tag: 'button' } }]);
  });

  it('sends a trace without its pictures and sources', async () => {
    const names = [
      'trace.trace',
      'trace.network',
      'resources/a.css',
      'resources/a.html',
      'screencast/1.jpeg',
      'src/a.ts',
    ];
    const trace = join(dir, 'trace.zip');
    await writeFile(trace, zipSync(Object.fromEntries(names.map((name) => [name, strToU8(name)]))));
    const { sent } = await run(decided('ask'), '--trace', trace, '--locator', '#save');
    const { trace: slim, ...more } = sent[0] as { trace: string };
    expect(more).toEqual({ failedLocator: '#save' });
    expect(Object.keys(unzipSync(Buffer.from(slim, 'base64')))).toEqual(names.slice(0, 3));
  });

  it.each([
    ['heal', 0],
    ['ask', 4],
    ['abstain', 1],
  ] as const)('ends with the exit code of its decision: %s', async (decision, code) => {
    const page = await file('page.html', '<p></p>');
    expect((await run(decided(decision), '--page', page, '--locator', '#a')).code).toBe(code);
  });

  it('says why there is no decision', async () => {
    const page = await file('page.html', '<p></p>');
    const failed: Heal = { id: 'h', status: 'failed', why: 'the page was too large', answer: null };
    const { said, code } = await run(failed, '--page', page, '--locator', '#a');
    expect([said, code]).toEqual(['not decided: the page was too large', 3]);
  });

  it('refuses what it cannot read', async () => {
    await expect(run(decided('heal'), '--page', join(dir, 'none.html'))).rejects.toMatchObject({ code: 'cli.usage' });
    await expect(run(decided('heal'), '--locator', '#a')).rejects.toMatchObject({ code: 'cli.usage' });
    const page = await file('page.html', '<p></p>');
    await expect(run(decided('heal'), '--page', page, '--trace', page)).rejects.toMatchObject({ code: 'cli.usage' });
    await expect(run(decided('heal'), '--trace', page)).rejects.toThrow('no zip archive');
    const none = await file('none.json', 'no json');
    const words = ['--page', page, '--fingerprint', none];
    await expect(run(decided('heal'), ...words)).rejects.toMatchObject({ code: 'cli.usage' });
  });
});
