import { Module, StandardSchemaValidationPipe, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { apiDeps, type ApiDeps } from './api-deps.js';
import { AuthGuard } from './auth.guard.js';
import { HealthController } from './health.controller.js';
import { invalidRequest } from './invalid-request.js';
import { ObjectsController } from './objects.controller.js';
import { ProblemFilter } from './problem.filter.js';
import { RunsController } from './runs.controller.js';

@Module({})
export class AppModule {
  static with(deps: ApiDeps): DynamicModule {
    return {
      module: AppModule,
      controllers: [HealthController, RunsController, ObjectsController],
      providers: [
        { provide: apiDeps, useValue: deps },
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_PIPE, useValue: new StandardSchemaValidationPipe({ exceptionFactory: invalidRequest }) },
        { provide: APP_FILTER, useValue: new ProblemFilter(deps.log) },
      ],
    };
  }
}
