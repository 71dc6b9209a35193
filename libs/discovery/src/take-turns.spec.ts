import { describe, expect, it } from 'vitest';
import { createTurns } from './take-turns.js';

/** Whether it is this one's turn without anybody passing theirs. */
async function isOn(taking: Promise<void>): Promise<boolean> {
  return Promise.race([taking.then(() => true), new Promise<false>((resolve) => setImmediate(resolve, false))]);
}

describe('turns', () => {
  it('are taken by so many at a time, first come first served', async () => {
    const turn = createTurns(2);
    const [first, second, third, fourth] = [turn(), turn(), turn(), turn()];
    expect(await isOn(first.take())).toBe(true);
    expect(await isOn(second.take())).toBe(true);
    const [next, last] = [third.take(), fourth.take()];
    expect(await isOn(next)).toBe(false);
    second.pass();
    expect(await isOn(next)).toBe(true);
    expect(await isOn(last)).toBe(false);
    first.pass();
    expect(await isOn(last)).toBe(true);
  });

  it('are had once, however often they are taken or passed', async () => {
    const turn = createTurns(1);
    const [first, second, third] = [turn(), turn(), turn()];
    await first.take();
    await first.take();
    const [next, last] = [second.take(), third.take()];
    first.pass();
    first.pass();
    expect(await isOn(next)).toBe(true);
    expect(await isOn(last)).toBe(false);
  });

  it('go on to the next where one is given up, taken or waiting, which takes none any more', async () => {
    const turn = createTurns(1);
    const [hangs, waits, next] = [turn(), turn(), turn()];
    await hangs.take();
    void waits.take();
    const last = next.take();
    waits.end();
    hangs.end();
    expect(await isOn(last)).toBe(true);
    await expect(hangs.take()).rejects.toThrow('given up');
  });
});
