import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { apiDeps, type ApiDeps, type Dependency } from './api-deps.js';
import { Public } from './auth.guard.js';
import { textual } from './describe-content.js';
import { Liveness, Readiness } from './schemas.js';

const pingTimeoutMs = 3000;

async function probe({ name, ping }: Dependency): Promise<Readiness['dependencies'][number]> {
  const startedAt = performance.now();
  const timeout = AbortSignal.timeout(pingTimeoutMs);
  const late = new Promise<never>((_resolve, reject) =>
    timeout.addEventListener('abort', () => reject(new Error('no answer in time'))),
  );
  const reason = await Promise.race([ping(), late]).then(
    () => undefined,
    () => 'does not answer',
  );
  return {
    name,
    ok: reason === undefined,
    latencyMs: Math.round((performance.now() - startedAt) * 10) / 10,
    ...(reason ? { reason } : {}),
  };
}

@ApiTags('health')
@Public()
@Controller()
export class HealthController {
  constructor(@Inject(apiDeps) private readonly deps: ApiDeps) {}

  @Get('health')
  @ApiOperation({ operationId: 'getHealth', summary: 'Whether the process is alive' })
  @ApiOkResponse({ standardSchema: Liveness })
  health(): Liveness {
    return { alive: true };
  }

  @Get('ready')
  @ApiOperation({ operationId: 'getReadiness', summary: 'Whether every dependency answers, and how fast' })
  @ApiOkResponse({ standardSchema: Readiness })
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const dependencies = await Promise.all(this.deps.dependencies.map(probe));
    for (const { name, ok } of dependencies) this.deps.metrics.dependencyUp.set({ dependency: name }, ok ? 1 : 0);
    const ready = dependencies.every(({ ok }) => ok);
    await reply.status(ready ? 200 : 503).send({ ready, dependencies } satisfies Readiness);
  }

  @Get('metrics')
  @ApiOperation({ operationId: 'getMetrics', summary: 'Prometheus metrics' })
  @ApiOkResponse({ content: textual('text/plain') })
  async metrics(@Res() reply: FastifyReply): Promise<void> {
    const { registry } = this.deps.metrics;
    await reply.type(registry.contentType).send(await registry.metrics());
  }
}
