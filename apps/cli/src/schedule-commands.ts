import type { Command } from 'commander';
import { exitCodes } from '@testforge/core';
import { checkUrl } from '@testforge/sdk/flags';
import { projectOf, type CommandContext } from './command-context.js';

interface ScheduleFlags {
  cron?: string;
  timezone?: string;
  url?: string;
  off?: boolean;
  now?: boolean;
}

/** The schedule of a run's project: shown, set, ended, or fired at once. */
export function addScheduleCommands(program: Command, { connect, ended, out }: CommandContext): void {
  program
    .command('schedule <run>')
    .description('when the suite of the run’s project is run by itself; without options: show it')
    .option('--cron <times>', 'minute hour day month weekday, for instance "0 3 * * *"')
    .option('--timezone <zone>', 'for instance Europe/Berlin; default: UTC')
    .option('--url <url>', 'address to run on; default: that of the run')
    .option('--now', 'fire it now')
    .option('--off', 'end it')
    .action(async (run: string, flags: ScheduleFlags) => {
      const client = await connect();
      const project = await projectOf(client, run);
      if (flags.off) await client.deleteSchedule(project);
      if (flags.cron) {
        const url = flags.url ? checkUrl(flags.url) : (await client.getRun(run)).url;
        const { cron, timezone } = flags;
        await client.setSchedule(project, { cron, ...(timezone ? { timezone } : {}), run: { url } });
      }
      if (flags.now) await client.triggerSchedule(project);
      if (flags.off) out('no schedule');
      else {
        const { cron, timezone, paused, run: options } = await client.getSchedule(project);
        out(`${cron} (${timezone})${paused ? ', paused' : ''}: ${String(options['url'])}`);
      }
      ended(exitCodes.passed);
    });
}
