import { afterEach, describe, expect, it, vi } from 'vitest';
import { readEvents } from './read-events.js';

const streamOf = (...chunks: string[]): ReadableStream<Uint8Array<ArrayBuffer>> =>
  new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
      controller.close();
    },
  });

afterEach(() => void vi.useRealTimers());

describe('a stream of events', () => {
  it('is read across any cut between its pieces', async () => {
    const text = 'retry: 1000\n\nid: 7\nevent: test\ndata: {"a":"ü"}\n\n:\n\nid: 8\nevent: end\ndata: {}\n\n';
    const cuts = await Promise.all(
      [...text].map(async (_letter, cut) => {
        const seen = [];
        for await (const event of readEvents(streamOf(text.slice(0, cut), text.slice(cut)))) seen.push(event);
        return seen;
      }),
    );
    for (const seen of cuts)
      expect(seen).toEqual([
        { id: '7', event: 'test', data: '{"a":"ü"}' },
        { id: '8', event: 'end', data: '{}' },
      ]);
  });
  it('holds nothing of a block that was cut off', async () => {
    const seen = [];
    for await (const event of readEvents(streamOf('id: 1\nevent: run\ndata: {}'))) seen.push(event);
    expect(seen).toEqual([]);
  });
  it('is given up when it has fallen silent, and let go', async () => {
    vi.useFakeTimers();
    const cancelled = vi.fn();
    const silent = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('id: 1\nevent: run\ndata: {}\n\n')),
      cancel: cancelled,
    });
    const events = readEvents(silent);
    expect(await events.next()).toMatchObject({ value: { id: '1' } });
    const next = events.next();
    const refused = expect(next).rejects.toThrow('silent');
    await vi.advanceTimersByTimeAsync(60_000);
    await refused;
    expect(cancelled).toHaveBeenCalledOnce();
  });
  it('is not given up while there are signs of life', async () => {
    vi.useFakeTimers();
    let controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined;
    const events = readEvents(new ReadableStream({ start: (given) => void (controller = given) }));
    const next = events.next();
    for (let quarter = 0; quarter < 40; quarter += 1) {
      await vi.advanceTimersByTimeAsync(15_000);
      controller?.enqueue(new TextEncoder().encode(':\n\n'));
    }
    controller?.enqueue(new TextEncoder().encode('id: 2\nevent: end\ndata: {}\n\n'));
    expect(await next).toMatchObject({ value: { id: '2', event: 'end' } });
  });
});
