import { catalogueOf, defineEvent, type EventOf } from '../kernel/event.js';
import { integer } from '../kernel/schema.js';
import { openProjectionEngine, type ProjectionEngine, type ProjectionEngineOptions } from './projection-engine.js';
import { openProjector, type Projector } from './control/projector.js';
import type { DecodedEvent, Projection } from './projection.js';
import { setAsideCollection, type SetAsides } from './setting-aside.js';
import { moved, openToy } from './toy-engine.fixtures.js';
import { documentsOf, startedAtMs, toyCatalogue } from './toy-log.fixtures.js';

const leftOut = defineEvent('LeftOut', 1, 'Gác', { index: integer(0, 999) });
const countedAgain = defineEvent('CountedAgain', 1, 'Bỏ gác', { index: integer(0, 999) });
const catalogue = catalogueOf(...toyCatalogue.definitions, leftOut, countedAgain);
type Recorded = EventOf<(typeof catalogue.definitions)[number]>;
const leaveOut = (index: number): Recorded => ({ type: 'LeftOut', data: { index } });
const countAgain = (index: number): Recorded => ({ type: 'CountedAgain', data: { index } });
const strange = { type: 'Promoted', data: {} };

/** Every event by its type, one document each, and a word for each that is skipped: contiguous, as the ledger is. */
const listing = (name: string, handles: (event: DecodedEvent<Recorded>) => void = () => undefined): Projection<Recorded> => ({
  name,
  version: 1,
  collections: [{ name: 'seen', indexes: {} }],
  handle: (event, documents) => {
    documents.put('seen', String(event.index), { type: event.event.type });
    handles(event);
  },
  skip: (index, documents, why) => documents.put('seen', String(index), { skipped: why }),
});
const throwsAt = (at: number) => ({ index }: DecodedEvent<Recorded>): void => {
  if (index === at) throw new RangeError('cannot be applied');
};
const documentsIn = (projection: Projection<Recorded>) => documentsOf(toy.readStore, { ...projection, collections: [...projection.collections, setAsideCollection] });

let toy: ReturnType<typeof openToy>;
let engines: { close(): Promise<void> }[];
let standing: Map<number, { readonly by: string }>;
const setAsides: SetAsides<Recorded> = {
  standing: () => Promise.resolve(new Map(standing)),
  decidedOn: (event) => (event.type === 'LeftOut' || event.type === 'CountedAgain' ? event.data.index : undefined),
};
const optionsOf = (...projections: readonly Projection<Recorded>[]): ProjectionEngineOptions<Recorded> =>
  ({ store: toy.store, readStore: toy.readStore, catalogue, projections, clock: { now: () => startedAtMs }, setAsides });
const open = async (...projections: readonly Projection<Recorded>[]): Promise<ProjectionEngine> => {
  const engine = await openProjectionEngine(optionsOf(...projections));
  engines.push(engine);
  return engine;
};
const project = async (...projections: readonly Projection<Recorded>[]): Promise<Projector> => {
  const projector = await openProjector({ ...optionsOf(...projections), holder: 'only' });
  engines.push(projector);
  return projector;
};
/** Decided by whoever decides, and said in the log. */
const setAside = async (index: number, by = 'binh'): Promise<void> => {
  standing.set(index, { by });
  await toy.record(leaveOut(index));
};
const takeBack = async (index: number): Promise<void> => {
  standing.delete(index);
  await toy.record(countAgain(index));
};

beforeEach(() => {
  toy = openToy();
  engines = [];
  standing = new Map();
});
afterEach(async () => {
  for (const engine of engines) await engine.close();
  await toy.close();
});

describe('setting aside an event that a projection has stopped at', () => {
  it.each<[string, object, Projection<Recorded>]>([
    ['nobody can read', strange, listing('one')],
    ['a handler throws at', moved('lan', 'b'), listing('one', throwsAt(1))],
  ])('lets it go on by itself past one that %s', async (_, poison, projection) => {
    await toy.record(moved('lan', 'a'), poison as Recorded, moved('hoa', 'a'));
    for (const opened of [await open(projection), await project({ ...projection, name: 'two' })]) {
      const name = (await opened.status())[0]?.name ?? '';
      expect(await opened.waitFor(2, 2_000, name)).toBe('stopped');
    }
    await setAside(1);
    for (const [at, opened] of (engines as ProjectionEngine[]).entries()) {
      for (let look = 0; look < 60 && (await opened.waitFor(3, 100)) !== 'reached'; look += 1) await new Promise((resolve) => setTimeout(resolve, 50));
      expect(await documentsIn({ ...projection, name: ['one', 'two'][at] ?? '' })).toEqual({
        'seen/0': { type: 'Moved' }, 'seen/1': { skipped: { by: 'binh' } }, 'seen/2': { type: 'Moved' }, 'seen/3': { type: 'LeftOut' }, 'set-aside/1': { by: 'binh' },
      });
      expect((await opened.status())[0]).toMatchObject({ state: 'running', index: 3 });
      expect(opened.stoppedAt(['one', 'two'][at] ?? '')).toBeUndefined();
    }
  });
  it('stays out of a projection that is made from nothing, also where it could be applied', async () => {
    await toy.record(moved('lan', 'a'), strange, moved('hoa', 'a'));
    const first = listing('first');
    await (await open(first)).waitFor(2, 1_000);
    await setAside(1);
    const [later, able] = [listing('later'), { ...listing('able'), version: 2 }];
    const widened = { ...optionsOf(later, able), catalogue: { read: (stored: Parameters<typeof catalogue.read>[0]) => (stored.type === 'Promoted' ? moved('mai', 'c') as Recorded : catalogue.read(stored)) } };
    const engine = await openProjectionEngine(widened);
    engines.push(engine);
    expect(await engine.waitFor(3, 1_000)).toBe('reached');
    await (engines[0] as ProjectionEngine).waitFor(3, 2_000);
    expect(await documentsIn(able)).toEqual(await documentsIn(later));
    expect(await documentsIn(later)).toMatchObject({ 'seen/1': { skipped: { by: 'binh' } } });
  });
  it('is not asked for while it runs', async () => {
    let asked = 0;
    const engine = await openProjectionEngine({ ...optionsOf(listing('one')), setAsides: { ...setAsides, standing: () => ((asked += 1), setAsides.standing()) } });
    engines.push(engine);
    await toy.record(...Array.from({ length: 50 }, () => moved('lan', 'a')));
    await engine.waitFor(49, 1_000);
    expect(asked).toBe(1);
  });
});

describe('coming to a decision on an event before it', () => {
  const stopped = (wrongFrom: number, word: string) => ({ state: 'stopped', stoppedAt: { index: 3, wrongFrom, reason: expect.stringMatching(new RegExp(`^FoldedOtherwise: these documents were folded ${word} event ${wrongFrom}.*rebuild`)) } });

  it('stops a projection that had applied it, and says from where its documents are wrong', async () => {
    await toy.record(moved('lan', 'a'), moved('lan', 'b'), moved('hoa', 'a'));
    const engine = await open(listing('able'));
    await engine.waitFor(2, 1_000);
    await setAside(1);
    expect(await engine.waitFor(3, 1_000)).toBe('stopped');
    expect((await engine.status())[0]).toMatchObject(stopped(1, 'with'));
    expect(await (await open(listing('anew'))).waitFor(3, 1_000)).toBe('reached');
  });
  it('marks it where the event changes no document, and goes on', async () => {
    const indifferent: Projection<Recorded> = { name: 'indifferent', version: 1, collections: [], concerns: ({ event }) => event.type === 'Left', handle: () => undefined };
    await toy.record(moved('lan', 'a'), moved('lan', 'b'), moved('hoa', 'a'));
    const engine = await open(indifferent);
    await engine.waitFor(2, 1_000);
    await setAside(1);
    expect(await engine.waitFor(3, 1_000)).toBe('reached');
    expect(await documentsIn(indifferent)).toEqual({ 'set-aside/1': { by: 'binh' } });
    await takeBack(1);
    expect(await engine.waitFor(4, 1_000)).toBe('reached');
    expect(await documentsIn(indifferent)).toEqual({});
  });
  it('stops a projection that had skipped what counts again', async () => {
    standing.set(1, { by: 'binh' });
    await toy.record(moved('lan', 'a'), strange, moved('hoa', 'a'));
    const engine = await open(listing('one'));
    expect(await engine.waitFor(2, 1_000)).toBe('reached');
    await takeBack(1);
    expect(await engine.waitFor(3, 1_000)).toBe('stopped');
    expect((await engine.status())[0]).toMatchObject(stopped(1, 'without'));
  });
  it('stops a rebuild at what counts again, and says so', async () => {
    await toy.record(moved('lan', 'a'), strange, moved('hoa', 'a'));
    const projector = await project(listing('one'));
    await projector.waitFor(2, 2_000);
    await setAside(1);
    for (let look = 0; look < 60 && (await projector.waitFor(3, 100)) !== 'reached'; look += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    await takeBack(1);
    expect(await projector.waitFor(4, 1_000)).toBe('stopped');
    await projector.wish('one', { kind: 'rebuild' });
    for (let look = 0; look < 60 && !(await projector.status())[0]?.operation?.rebuild?.stoppedAt; look += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await projector.status())[0]?.operation?.rebuild).toMatchObject({ state: 'stopped', stoppedAt: { index: 1 } });
  });
  it('passes over what was decided and taken back again', async () => {
    await toy.record(moved('lan', 'a'), moved('lan', 'b'), leaveOut(1), countAgain(1));
    const engine = await open(listing('late'));
    expect(await engine.waitFor(3, 1_000)).toBe('reached');
  });
  it('takes the decision that stands now, not the one at hand', async () => {
    standing.set(1, { by: 'mai' });
    await toy.record(moved('lan', 'a'), moved('lan', 'b'), leaveOut(1), countAgain(1), leaveOut(1));
    const engine = await open(listing('late'));
    expect(await engine.waitFor(4, 1_000)).toBe('reached');
    expect(await documentsIn(listing('late'))).toMatchObject({ 'seen/1': { skipped: { by: 'mai' } } });
  });
});
