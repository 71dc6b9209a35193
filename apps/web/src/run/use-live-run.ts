import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { authorised, type Run, type RunTest } from '../api.js';
import { runQuery } from '../pages/queries.js';
import { readEvents, type ServerEvent } from './read-events.js';

export interface LiveRun {
  tests: RunTest[];
  /** False while the stream is being opened again. */
  connected: boolean;
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
const againAfterMs = 1500;

interface Heard {
  onEvent(event: ServerEvent): void;
  onConnection(connected: boolean): void;
}

/** Listens until the run has ended; a stream that breaks is taken up again where it was. */
async function listen(id: string, { onEvent, onConnection }: Heard, signal: AbortSignal): Promise<void> {
  let last = '';
  while (!signal.aborted) {
    try {
      const headers: HeadersInit = last ? { 'last-event-id': last } : {};
      const answer = await authorised(`/api/v1/runs/${id}/events`, { headers, signal });
      // A refusal (no such run, no permission) stays one.
      if (answer.status >= 400 && answer.status < 500) return;
      onConnection(answer.ok);
      if (answer.ok && answer.body)
        for await (const event of readEvents(answer.body)) {
          last = event.id || last;
          onEvent(event);
          if (event.event === 'end') return;
        }
    } catch (error) {
      // The stream broke (the platform was restarted, the machine slept): it is opened again.
      if (!signal.aborted) console.warn('The event stream broke off.', error);
    }
    onConnection(false);
    await pause(againAfterMs, signal);
  }
}

/** Keeps a run's kept answer true while it goes on, and collects its tests as they end. */
export function useLiveRun(id: string, active: boolean): LiveRun {
  const queries = useQueryClient();
  const [tests, setTests] = useState(new Map<string, RunTest>());
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    if (!active) return;
    const stop = new AbortController();
    const onEvent = ({ event, data }: ServerEvent): void => {
      if (event === 'test') {
        const test = JSON.parse(data) as RunTest;
        setTests((known) => new Map(known).set(`${test.phase} ${test.key}`, test));
        return;
      }
      queries.setQueryData(runQuery(id).queryKey, JSON.parse(data) as Run);
      if (event === 'end') void queries.invalidateQueries({ queryKey: ['projects'] });
    };
    void listen(id, { onEvent, onConnection: setConnected }, stop.signal);
    return () => stop.abort();
  }, [id, active, queries]);
  return { tests: [...tests.values()], connected };
}
