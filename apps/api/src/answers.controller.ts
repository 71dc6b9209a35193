import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { TenantContext } from '@testforge/core';
import type { Principal } from '@testforge/identity';
import { apiDeps, type ApiDeps } from './api-deps.js';
import { answerQuestion, signQuestion } from './answer-alike.js';
import { resumeRun, toAnswer } from './answer-run.js';
import { Ctx, Demands, Who } from './auth.guard.js';
import { showRun } from './run-view.js';
import { Run, RunId } from './schemas.js';
import { Answer, AnswerList, AnswerRequest, SignRequest } from './suite-schemas.js';
import { whoSays } from './who-says.js';

@ApiTags('runs')
@ApiBearerAuth()
@Controller('api/v1/runs/:id')
export class AnswersController {
  constructor(@Inject(apiDeps) private readonly deps: ApiDeps) {}

  @Post('pause')
  @HttpCode(202)
  @Demands('run:cancel')
  @ApiOperation({ operationId: 'pauseRun', summary: 'Halt a run before its next stage; what is under way ends first' })
  @ApiAcceptedResponse({ standardSchema: Run })
  async pause(
    @Ctx() ctx: TenantContext,
    @Who() who: Principal,
    @Param('id', { schema: RunId }) id: string,
  ): Promise<Run> {
    await this.deps.runs.get(ctx, id);
    await this.deps.workflows.pause(id);
    return showRun(this.deps, ctx, id, who);
  }

  @Post('resume')
  @HttpCode(202)
  @Demands('run:start')
  @ApiOperation({
    operationId: 'resumeRun',
    summary: 'Go on with a paused run, or with a stopped one: that is a new run which takes over what was done',
  })
  @ApiAcceptedResponse({ standardSchema: Run })
  async resume(
    @Ctx() ctx: TenantContext,
    @Who() who: Principal,
    @Param('id', { schema: RunId }) id: string,
  ): Promise<Run> {
    return showRun(this.deps, ctx, await resumeRun(this.deps, ctx, id), who);
  }

  @Get('answers')
  @Demands('run:read')
  @ApiOperation({ operationId: 'listAnswers', summary: 'What people answered to the tests of this run' })
  @ApiOkResponse({ standardSchema: AnswerList })
  async list(@Ctx() ctx: TenantContext, @Param('id', { schema: RunId }) id: string): Promise<AnswerList> {
    await this.deps.runs.get(ctx, id);
    return { items: (await this.deps.answers.list(ctx, id)).map(toAnswer) };
  }

  @Post('answers')
  @HttpCode(202)
  @Demands('run:decide')
  @ApiOperation({
    operationId: 'answerRun',
    summary: 'Approve, modify or reject a heal that waits, or say that what broke is intended',
  })
  @ApiAcceptedResponse({ standardSchema: Answer })
  async answer(
    @Ctx() ctx: TenantContext,
    @Who() who: Principal,
    @Param('id', { schema: RunId }) id: string,
    @Body({ schema: AnswerRequest }) { name, ...answer }: AnswerRequest,
  ): Promise<Answer> {
    const by = await whoSays(this.deps, ctx, who, name);
    return toAnswer(await answerQuestion(this.deps, ctx, { runId: id, by, ...answer }));
  }

  @Post('answers/:answer/sign')
  @HttpCode(202)
  @Demands('run:decide')
  @ApiOperation({ operationId: 'signAnswer', summary: 'Sign an intended change that was observed twice and shown' })
  @ApiAcceptedResponse({ standardSchema: Answer })
  async sign(
    @Ctx() ctx: TenantContext,
    @Who() who: Principal,
    @Param('id', { schema: RunId }) id: string,
    @Param('answer', { schema: RunId }) answer: string,
    @Body({ schema: SignRequest }) { name, alike }: SignRequest,
  ): Promise<Answer> {
    const by = await whoSays(this.deps, ctx, who, name);
    return toAnswer(await signQuestion(this.deps, ctx, { runId: id, answerId: answer, by, alike }));
  }
}
