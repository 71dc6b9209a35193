/** CPU time that is spent to find out; enough to be interrupted where others want the processor too. */
const workMs = 15;
const highest = 4;

const cpuMs = (since?: NodeJS.CpuUsage): number => process.cpuUsage(since).user / 1_000;

/** How much longer work takes here now than it would alone: 1 where nobody else wants the processor, at most 4. */
export function slownessNow(): number {
  const [before, startedAt] = [process.cpuUsage(), performance.now()];
  let sum = 0;
  while (cpuMs(before) < workMs) for (let at = 0; at < 20_000; at += 1) sum += Math.sqrt(at);
  const wallMs = performance.now() - startedAt;
  return sum > 0 ? Math.min(highest, Math.max(1, wallMs / cpuMs(before))) : 1;
}
