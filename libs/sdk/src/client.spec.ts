import { describe, expect, it } from 'vitest';
import { sampleRun } from '../test/sample-run.js';
import { createTestForge } from './client.js';

/** A server that gives one answer, a text as it is and all else as JSON, and writes down what it was asked. */
function serverOf(status: number, body: unknown) {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    asked.push(
      [
        request.method,
        request.url,
        request.headers.get('authorization'),
        request.headers.get('idempotency-key'),
        await request.text(),
      ].join(' '),
    );
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), {
      status,
      headers: { 'content-type': typeof body === 'string' ? 'text/html' : 'application/json' },
    });
  };
  return { asked, client: createTestForge({ server: 'http://platform', apiKey: 'tf_live_k', fetch }) };
}

describe('the client', () => {
  it('sends the key and the idempotency key with the request', async () => {
    const { asked, client } = serverOf(202, sampleRun());
    expect(await client.startRun({ url: 'http://a' }, 'once')).toEqual(sampleRun());
    expect(asked).toEqual(['POST http://platform/api/v1/runs Bearer tf_live_k once {"url":"http://a"}']);
  });
  it('gives the bytes of a rendering', async () => {
    const { asked, client } = serverOf(200, '<p>');
    expect(new TextDecoder().decode(await client.download('a/b', 'report.html'))).toBe('<p>');
    expect(asked[0]).toContain('/api/v1/runs/a%2Fb/report.html Bearer');
  });
  it('rejects with the problem and every field that is wrong', async () => {
    const { client } = serverOf(400, {
      code: 'request.invalid',
      detail: 'Some fields are not valid.',
      errors: [{ path: 'url', message: 'is none' }],
    });
    await expect(client.startRun({ url: 'x' })).rejects.toMatchObject({
      status: 400,
      code: 'request.invalid',
      message: 'Some fields are not valid. url: is none',
    });
    await expect(client.download('r', 'report')).rejects.toMatchObject({ status: 400 });
  });
  it('rejects with the status where something else than the platform answers', async () => {
    const { client } = serverOf(502, '<h1>Bad gateway');
    await expect(client.getRun('r')).rejects.toMatchObject({ status: 502, code: 'http' });
    await expect(client.download('r', 'report')).rejects.toMatchObject({ status: 502, code: 'http' });
  });
});
