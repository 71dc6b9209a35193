import { Module, StandardSchemaValidationPipe, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { apiDeps, type ApiDeps } from './api-deps.js';
import { AccessController } from './access.controller.js';
import { AnswersController } from './answers.controller.js';
import { ApiKeysController } from './api-keys.controller.js';
import { AuthController } from './auth.controller.js';
import { AuditInterceptor } from './audit.interceptor.js';
import { AuthGuard } from './auth.guard.js';
import { BadgesController } from './badges.controller.js';
import { HealController } from './heal.controller.js';
import { HealingsController } from './healings.controller.js';
import { HealthController } from './health.controller.js';
import { invalidRequest } from './invalid-request.js';
import { MembersController } from './members.controller.js';
import { ObjectsController } from './objects.controller.js';
import { ProblemFilter } from './problem.filter.js';
import { ProjectsController } from './projects.controller.js';
import { RunDetailsController } from './run-details.controller.js';
import { RunEventsController } from './run-events.controller.js';
import { RunsController } from './runs.controller.js';
import { ScheduleController } from './schedule.controller.js';
import { SharePageController } from './share-page.controller.js';
import { SharesController } from './shares.controller.js';
import { SuiteController } from './suite.controller.js';
import { WebController } from './web.controller.js';

const ofSuites = [AccessController, AnswersController, HealingsController, SuiteController, ScheduleController];

const forPeople = [
  AuthController,
  ApiKeysController,
  MembersController,
  ProjectsController,
  RunDetailsController,
  RunEventsController,
  SharesController,
  SharePageController,
  BadgesController,
  WebController,
];

@Module({})
export class AppModule {
  static with(deps: ApiDeps): DynamicModule {
    return {
      module: AppModule,
      controllers: [HealthController, RunsController, HealController, ObjectsController, ...ofSuites, ...forPeople],
      providers: [
        { provide: apiDeps, useValue: deps },
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_INTERCEPTOR, useClass: AuditInterceptor },
        { provide: APP_PIPE, useValue: new StandardSchemaValidationPipe({ exceptionFactory: invalidRequest }) },
        { provide: APP_FILTER, useValue: new ProblemFilter(deps.log) },
      ],
    };
  }
}
