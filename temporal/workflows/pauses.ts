import { condition, defineSignal, setHandler } from '@temporalio/workflow';
import { pauseSignal, resumeSignal, type RunProgress } from '../contracts.js';

/**
 * Takes the signals to pause and to go on. The returned function waits while the run is paused; what is under way when
 * the signal comes ends cleanly first. A stop ends the waiting.
 */
export function handlePauses(
  progress: RunProgress,
  move: (to: 'paused' | 'running') => Promise<void>,
): () => Promise<void> {
  setHandler(defineSignal(pauseSignal), () => void (progress.paused = true));
  setHandler(defineSignal(resumeSignal), () => void (progress.paused = false));
  return async () => {
    if (!progress.paused) return;
    await move('paused');
    await condition(() => !progress.paused);
    await move('running');
  };
}
