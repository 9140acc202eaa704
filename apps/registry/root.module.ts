import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { ProblemFilter } from '../../libs/platform/http/problem.filter.js';
import type { Room } from './rooms.js';

/** The one Nest module of a process: the rooms that it opens. */
@Module({})
export class RootModule {
  static of(...rooms: readonly Partial<Room>[]): DynamicModule {
    return {
      module: RootModule,
      imports: [CqrsModule.forRoot()],
      controllers: rooms.flatMap(({ controllers = [] }) => controllers),
      providers: [{ provide: APP_FILTER, useClass: ProblemFilter }, ...rooms.flatMap(({ providers = [] }) => providers)],
    };
  }
}
