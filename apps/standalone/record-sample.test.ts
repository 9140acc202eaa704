import 'reflect-metadata';
import { readings } from './sample-answers.fixtures.js';
import { contextOver, inMemoryStores, leave, openServed, sampleRegistry, settled } from './registry.fixtures.js';
import type { Registry } from './open-registry.js';
import { recordSample, SampleDiffers } from './record-sample.js';

const commandIdsIn = async ({ events }: Registry): Promise<string[]> => {
  const ids: string[] = [];
  for await (const page of events.readAll()) for (const { text } of page) ids.push(/"commandId":"([^"]+)"/.exec(text)?.[1] ?? '');
  return ids.sort();
};

describe('recording the sample', () => {
  let whole: Registry;
  let commands: number;
  beforeAll(async () => {
    ({ registry: whole, commands } = await sampleRegistry(inMemoryStores()));
  });
  afterAll(() => whole.close());

  it('a second time records nothing', async () => {
    const head = await whole.events.head();
    const again = await openServed(whole, { asksReadSide: false });
    expect(await recordSample(await contextOver(again), again, { size: 'test', seed: 1 })).toBe(commands);
    expect(await again.events.head()).toBe(head);
    await leave(again);
  });
  it.each<[string, Parameters<typeof recordSample>[2]]>([['seed', { size: 'test', seed: 2 }], ['size', { size: 'demo', seed: 1 }]])('of another %s over it is refused', async (_, options) =>
    expect(recordSample(await contextOver(whole), whole, options)).rejects.toThrow(SampleDiffers));

  it.each([0.001, 0.13, 0.5, 0.97])('goes on to the same events and figures when it was stopped at %d', async (share) => {
    const stores = inMemoryStores();
    const stop = new AbortController();
    const first = await sampleRegistry(stores, { signal: stop.signal, onProgress: ({ done, total }) => {
      if (done >= share * total) stop.abort();
    } });
    expect(first.commands).toBeLessThan(commands);
    await leave(first.registry);
    const { registry } = await sampleRegistry(stores);
    await settled(registry);
    expect(await commandIdsIn(registry)).toEqual(await commandIdsIn(whole));
    expect(figuresOf(registry)).toEqual(figuresOf(whole));
    await registry.close();
  });
});

/** As known in the end: commands under way at once may get other indexes the next time. */
const figuresOf = (registry: Registry) => readings(registry).filter(({ moment }) => moment.knownAt === moment.head).map(({ moment, scope, figures }) => ({ trueOn: moment.trueOn, scope, figures }));
