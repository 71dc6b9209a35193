import type { Answer, TestForge } from '@testforge/sdk';
import { Command } from 'commander';
import { expect, it } from 'vitest';
import type { CommandContext } from './command-context.js';
import { addRunCommands } from './run-commands.js';

const shown: Answer = {
  id: 'answer-1',
  test: 'cart--total',
  kind: 'intended',
  status: 'shown',
  saidBy: 'Ada (ada@example.test)',
  reason: null,
  locator: null,
  changes: [{ stepKey: '1', stepTitle: 'the total', before: '$ 5', after: '$ 6' }],
  why: null,
  signedBy: null,
  signedAt: null,
  createdAt: '2026-01-01T00:00:00.000Z',
};

/** What the commands say, answer and sign with, against a platform that signs as the person whose key it is. */
async function run(
  ...words: string[]
): Promise<{ said: string; answered: unknown[]; signedWith: unknown[]; exitCode: number }> {
  const said: string[] = [];
  const answered: unknown[] = [];
  const signedWith: unknown[] = [];
  const exitCodes: number[] = [];
  let answer = shown;
  const client = {
    answerRun: (_run: string, given: { locator?: string }) => {
      answered.push(given);
      const { locator = null } = given;
      if (locator !== null) answer = { ...shown, kind: 'modify', changes: [], status: 'applied', locator };
      return Promise.resolve(answer);
    },
    listAnswers: () => Promise.resolve([answer]),
    signAnswer: (_run: string, _id: string, signed?: object) => {
      signedWith.push(signed);
      answer = {
        ...shown,
        status: 'applied',
        signedBy: 'Ada (ada@example.test)',
        signedAt: '2026-01-02T00:00:00.000Z',
      };
      return Promise.resolve(answer);
    },
  } as unknown as TestForge;
  const context = {
    connect: () => Promise.resolve(client),
    out: (line: string) => void said.push(line),
    ended: (code: number) => void exitCodes.push(code),
    signal: new AbortController().signal,
  } as CommandContext;
  const program = new Command().exitOverride();
  addRunCommands(program, context);
  await program.parseAsync(words, { from: 'user' });
  return { said: said.join('\n'), answered, signedWith, exitCode: exitCodes[0] ?? -1 };
}

it('a change that was shown says how it is signed, and is signed by the person whose key it is', async () => {
  const { said } = await run('intended', 'run-1', 'cart--total');
  expect(said).toContain('keep it: testforge sign run-1 answer-1');
  const signed = await run('sign', 'run-1', 'answer-1');
  expect(signed).toMatchObject({ signedWith: [{}], exitCode: 0 });
  expect(signed.said).toContain('signed by Ada (ada@example.test)');
});

it('a name that is given is told beside the key', async () => {
  expect(await run('sign', 'run-1', 'answer-1', '--name', 'Grace')).toMatchObject({ signedWith: [{ name: 'Grace' }] });
});

it('another element than the proposed one is given as Playwright code, and told', async () => {
  const code = "getByRole('button', { name: 'Pay' })";
  const { said, answered, exitCode } = await run('modify', 'run-1', 'cart--total', code, '--reason', 'it was renamed');
  expect(answered).toEqual([{ test: 'cart--total', kind: 'modify', locator: code, reason: 'it was renamed' }]);
  expect(said).toContain(`applied\n  ${code}`);
  expect(exitCode).toBe(0);
});
