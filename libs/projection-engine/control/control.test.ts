import { openInMemoryReadStore } from '../../read-store/in-memory/in-memory-read-store.js';
import type { LogIndex } from '../../kernel/log.js';
import type { ProjectionSpec, ReadStore } from '../../read-store/read-store.port.js';
import type { Committed } from '../projection.js';
import { openControl, type Control } from './control.js';
import { openSight } from './sight.js';

const places: ProjectionSpec = { name: 'places', version: 1, collections: [] };
const counting = (control: Control) =>
  control.change(({ of }) => ({ controls: [...of.values()].map((one) => ({ ...one, attempt: one.attempt + 1 })) }));

describe('changing a control document', () => {
  it('loses no change of several processes at once', async () => {
    const store = openInMemoryReadStore();
    await Promise.all([openControl(store, [places]), openControl(store, [places])].flatMap((control) => Array.from({ length: 15 }, () => counting(control))));
    expect((await openControl(store, [places]).read()).of.get('places')?.attempt).toBe(30);
  });
  it('writes nothing when there is nothing to change', async () => {
    const store = openInMemoryReadStore();
    const control = openControl(store, [places]);
    await control.change(() => undefined);
    expect(await control.changes()).toBe(-1);
  });
  it('keeps the versions of a projection apart', async () => {
    const store = openInMemoryReadStore();
    await counting(openControl(store, [places]));
    expect((await openControl(store, [{ ...places, version: 2 }]).read()).of.get('places')).toMatchObject({ version: 2, attempt: 0 });
  });
});

describe('looking at checkpoints while this process commits', () => {
  it('does not go back to what was read before its own commit', async () => {
    const store = openInMemoryReadStore();
    let answer = (): void => {};
    const slow: ReadStore = {
      ...store,
      checkpoint: async (spec) => {
        const read = await store.checkpoint(spec);
        if (spec.name === 'places') await new Promise<void>((resolve) => (answer = resolve));
        return read;
      },
    };
    const told: LogIndex[] = [];
    const sight = openSight([places], slow, openControl(store, [places]), ({ index }: Committed) => void told.push(index));
    await store.declare(places);
    await store.commit(places, { expected: -1, next: 3, writes: [] });
    const looking = sight.look();
    await new Promise((resolve) => setTimeout(resolve, 5));
    sight.saw('places', 0, 4);
    answer();
    await looking;
    expect([sight.get('places').index, told]).toEqual([4, [4]]);
  });
});
