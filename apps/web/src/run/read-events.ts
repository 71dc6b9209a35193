export interface ServerEvent {
  id: string;
  event: string;
  data: string;
}

/** One block of a server-sent event stream (WHATWG HTML, 9.2.6); null for comments and settings. */
export function parseEvent(block: string): ServerEvent | null {
  const fields = new Map<string, string[]>();
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const name = line.slice(0, colon);
    fields.set(name, [...(fields.get(name) ?? []), line.slice(colon + 1).replace(/^ /, '')]);
  }
  const data = fields.get('data');
  return data
    ? { id: fields.get('id')?.at(-1) ?? '', event: fields.get('event')?.at(-1) ?? 'message', data: data.join('\n') }
    : null;
}

/** The server gives a sign of life every 15 s. A stream that is silent for much longer is dead, though nobody closed it. */
const silentAtMostMs = 50_000;

/**
 * The events of a stream as they come; ends when the stream does. Rejects when it has fallen silent, as after a machine
 * slept or a proxy gave up without a word.
 */
export async function* readEvents(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<ServerEvent> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await unlessSilent(reader.read());
      if (done) return;
      const blocks = `${rest}${value}`.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = parseEvent(block);
        if (event) yield event;
      }
    }
  } finally {
    await reader.cancel();
  }
}

async function unlessSilent<T>(reading: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The event stream has fallen silent.')), silentAtMostMs);
  });
  try {
    return await Promise.race([reading, silence]);
  } finally {
    clearTimeout(timer);
  }
}
