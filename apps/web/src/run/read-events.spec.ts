import { describe, expect, it } from 'vitest';
import { readEvents } from './read-events.js';

const streamOf = (...chunks: string[]): ReadableStream<Uint8Array<ArrayBuffer>> =>
  new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
      controller.close();
    },
  });

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
});
