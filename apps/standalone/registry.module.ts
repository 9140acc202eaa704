import type { DynamicModule } from '@nestjs/common';
import { Operations } from '../../libs/operations/application/operations.js';
import { RootModule } from '../registry/root.module.js';
import { commandRoom, operationsRoom, queryRoom, type Room } from '../registry/rooms.js';
import type { Registry } from './open-registry.js';

/** Every room of the application in one process, over a registry that is open already. */
export const registryModule = (registry: Registry, more: Partial<Room> = {}): DynamicModule => {
  const { province, engine, events } = registry;
  return RootModule.of(commandRoom(registry, province), queryRoom({ ...registry, progress: engine }, province), operationsRoom(new Operations(events, engine)), more);
};
