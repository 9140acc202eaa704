import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { openInMemoryEventStore } from '../../libs/event-store/in-memory/in-memory-event-store.js';
import { openInMemoryKeyStore } from '../../libs/key-store/in-memory/in-memory-key-store.js';
import { openInMemoryReadStore } from '../../libs/read-store/in-memory/in-memory-read-store.js';
import { ledgerProjection } from '../../libs/reporting/read-models/ledger-projection.js';
import { openRegistry, type Registry, type RegistryOptions, type RegistryStores } from './open-registry.js';
import { recordSample, type SampleOptions } from './record-sample.js';
import { registryModule } from './registry.module.js';

export const inMemoryStores = (): RegistryStores => ({ events: openInMemoryEventStore(), read: openInMemoryReadStore(), keys: openInMemoryKeyStore() });

/** A registry whose knowledge keeps up with its documents, as a served one's does. */
export const openServed = async (stores: RegistryStores, options: Partial<RegistryOptions> = {}): Promise<Registry> => {
  const registry = await openRegistry({ stores, clock: { now: () => Date.parse('2021-01-05T03:00:00Z') }, province: 'binh-duong', ...options });
  registry.engine.subscribe(({ name }) => {
    if (name === ledgerProjection.name) void registry.tail.follow();
  });
  await registry.tail.load();
  return registry;
};

/** Everything recorded is in the documents and in memory. */
export const settled = async (registry: Registry): Promise<void> => {
  await registry.engine.whenCaughtUp();
  await registry.tail.follow();
};

export const contextOver = (registry: Registry): Promise<INestApplicationContext> => NestFactory.createApplicationContext(registryModule(registry), { logger: false });

/** Records the test sample as the demo does, and leaves a registry that knows it. */
export const sampleRegistry = async (stores: RegistryStores, options: Partial<SampleOptions> = {}): Promise<{ readonly registry: Registry; readonly commands: number }> => {
  const registry = await openServed(stores, { asksReadSide: false });
  const commands = await recordSample(await contextOver(registry), registry, { size: 'test', seed: 1, ...options });
  await settled(registry);
  return { registry, commands };
};

/** Ends what reads and writes over the stores; in memory they stay open. */
export const leave = async ({ engine, tail }: Registry): Promise<void> => {
  await engine.close();
  await tail.follow();
};
